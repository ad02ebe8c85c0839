# An event wakes all who wait for it; the order in which they go on is open.
import threading
import time

go = threading.Event()
order = []


def waiter(name):
    go.wait()
    order.append(name)


threads = [threading.Thread(target=waiter, args=(name,)) for name in "abc"]
for thread in threads:
    thread.start()
time.sleep(0.001)
go.set()
for thread in threads:
    thread.join()
print("".join(order))
