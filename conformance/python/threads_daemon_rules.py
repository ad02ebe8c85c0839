# Daemon threads: inherited, settable before the start, left behind at the end.
import threading
import time


def forever():
    try:
        while True:
            time.sleep(0.01)
    finally:
        print("never printed")


d = threading.Thread(target=forever, daemon=True)
print(d.daemon, repr(d))
d.daemon = False
d.daemon = True
d.start()
try:
    d.daemon = False
except RuntimeError as error:
    print(error)


def children():
    child = threading.Thread(target=time.sleep, args=(0,))
    print("inherited:", child.daemon)
    other = threading.Thread(target=time.sleep, args=(0,), daemon=False)
    print("set:", other.daemon)


c = threading.Thread(target=children, daemon=True)
c.start()
c.join()
d.join(0.02)
print(d.is_alive(), [t.daemon for t in threading.enumerate()])
try:
    threading.main_thread().daemon = True
except RuntimeError as error:
    print(error)
print("end of main")
