# pair: A new event is not set: there is nothing to clear before the wait.
# expect: clean
import threading

page_loaded = threading.Event()


def read():
    page_loaded.wait()
    print("reads")


reader = threading.Thread(target=read)
reader.start()
page_loaded.set()
reader.join()
