# An object made on first use, without a lock: sometimes it is made twice.
import threading
import time

made = []
instance = None


def get():
    global instance
    if instance is None:
        time.sleep(0.00005)
        made.append(1)
        instance = object()
    return instance


def use(found):
    found.append(get())


found = []
threads = [threading.Thread(target=use, args=(found,)) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("made", len(made), "seen", len(set(map(id, found))))
