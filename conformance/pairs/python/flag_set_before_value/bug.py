# pair: The flag says that the settings are there before they are: a reader in between finds nothing.
# expect: exception
import threading

loaded = False
settings = None


def read_settings():
    return {"language": "en"}


def load():
    global loaded, settings
    loaded = True
    settings = read_settings()


loader = threading.Thread(target=load)
loader.start()
if loaded:
    language = settings["language"]
loader.join()
print("language", settings["language"])
