# A lock with a timeout as long as the holder holds it.
import threading
import time

lock = threading.Lock()
ready = threading.Event()


def holder():
    with lock:
        ready.set()
        time.sleep(0.002)


thread = threading.Thread(target=holder)
thread.start()
ready.wait()
if lock.acquire(timeout=0.002):
    print("acquired")
    lock.release()
else:
    print("timed out")
thread.join()
