# Three threads that sleep equally long wake in any order.
import threading
import time

barrier = threading.Barrier(3)
order = []


def sleeper(name):
    barrier.wait()
    time.sleep(0.001)
    order.append(name)


threads = [threading.Thread(target=sleeper, args=(name,)) for name in "abc"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("".join(order))
