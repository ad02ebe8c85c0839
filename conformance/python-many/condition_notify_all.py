# notify_all hands the lock to one after the other, in any order.
import threading
import time

condition = threading.Condition()
ready = False
order = []


def waiter(name):
    with condition:
        while not ready:
            condition.wait()
        order.append(name)


threads = [threading.Thread(target=waiter, args=(name,)) for name in "abc"]
for thread in threads:
    thread.start()
time.sleep(0.001)
with condition:
    ready = True
    condition.notify_all()
for thread in threads:
    thread.join()
print("".join(order))
