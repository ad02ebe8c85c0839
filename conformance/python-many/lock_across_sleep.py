# Two workers take turns with a lock that each of them holds while it sleeps.
import threading
import time

lock = threading.Lock()
order = []


def work(name):
    for _ in range(2):
        with lock:
            order.append(name)
            time.sleep(0.0002)
        time.sleep(0.0001)


threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("".join(order))
