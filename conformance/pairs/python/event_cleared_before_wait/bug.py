# pair: The reader clears the event just before it waits for it, and so may wipe out the signal it waits for.
# expect: deadlock
import threading

page_loaded = threading.Event()


def read():
    page_loaded.clear()
    page_loaded.wait()
    print("reads")


reader = threading.Thread(target=read)
reader.start()
page_loaded.set()
reader.join()
