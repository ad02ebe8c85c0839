# A lock that is let go of and taken again at once: does the waiter get it in between?
import threading
import time

lock = threading.Lock()
order = []


def waiter():
    with lock:
        order.append("waiter")


lock.acquire()
thread = threading.Thread(target=waiter)
thread.start()
time.sleep(0.0005)
lock.release()
for _ in range(400):
    pass
with lock:
    order.append("main")
    time.sleep(0.0002)
thread.join()
print(*order)
