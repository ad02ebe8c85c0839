# Three threads wait for one lock; it wakes one of them at a time.
import threading
import time

lock = threading.Lock()
order = []


def waiter(name):
    with lock:
        order.append(name)


lock.acquire()
threads = [threading.Thread(target=waiter, args=(name,)) for name in "abc"]
for thread in threads:
    thread.start()
time.sleep(0.001)
lock.release()
for thread in threads:
    thread.join()
print("".join(order))
