# pair: An event is set after the settings are written, and who waits for it sees them.
# expect: clean
import threading

loaded = threading.Event()
settings = None


def read_settings():
    return {"language": "en"}


def load():
    global settings
    settings = read_settings()
    loaded.set()


loader = threading.Thread(target=load)
loader.start()
loaded.wait()
language = settings["language"]
loader.join()
print("language", settings["language"])
