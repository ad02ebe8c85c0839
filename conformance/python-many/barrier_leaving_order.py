# The order in which three threads leave a barrier.
import threading

barrier = threading.Barrier(3)
order = []


def pass_through(name):
    barrier.wait()
    order.append(name)


threads = [threading.Thread(target=pass_through, args=(name,)) for name in "abc"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("".join(order))
