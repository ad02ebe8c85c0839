# Three threads come at about the same time for two places.
import threading
import time

places = threading.Semaphore(2)
order = []


def enter(name):
    time.sleep(0.0005)
    with places:
        order.append(name)
        time.sleep(0.0003)


threads = [threading.Thread(target=enter, args=(name,)) for name in "abc"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("".join(order))
