# stderr: whole
# The main thread's traceback comes before the wait for other threads, atexit after it; a daemon
# thread dies wherever it is.
import atexit
import sys
import threading
import time


def late():
    time.sleep(0.2)
    print("late", threading.main_thread().is_alive(), flush=True)


def endless():
    while True:
        time.sleep(0.05)
        if time.monotonic() - began > 3:
            print("never")


began = time.monotonic()
atexit.register(lambda: print("atexit", threading.active_count()))
threading.Thread(target=late).start()
threading.Thread(target=endless, daemon=True).start()
print("main ends", flush=True)
raise LookupError("of the main thread")
