# Barrier: everybody waits for everybody; actions, reset, abort, timeouts.
import threading
import time

order = []
barrier = threading.Barrier(3, action=lambda: order.append("action"))


def phases(number):
    for phase in range(2):
        time.sleep(0.01 * number)
        order.append((phase, "before"))
        index = barrier.wait()
        indices.append(index)
        order.append((phase, "after"))
        barrier.wait()


indices = []
threads = [threading.Thread(target=phases, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(order)
print(sorted(indices), barrier.parties, barrier.n_waiting, barrier.broken)


def breaks():
    try:
        barrier.wait()
    except threading.BrokenBarrierError as error:
        print("broken:", repr(error), isinstance(error, RuntimeError))


t = threading.Thread(target=breaks)
t.start()
time.sleep(0.02)
print(barrier.n_waiting, repr(barrier)[-14:])
barrier.abort()
t.join()
print(barrier.broken, repr(barrier)[-8:])
breaks()
barrier.reset()
print(barrier.broken)
t = threading.Thread(target=breaks)
t.start()
time.sleep(0.02)
barrier.reset()
t.join()
print(barrier.broken, barrier.n_waiting)
try:
    barrier.wait(timeout=0.01)
except threading.BrokenBarrierError:
    print("timed out", barrier.broken)


def fails():
    raise ZeroDivisionError("in the action")


alone = threading.Barrier(1, fails)
try:
    alone.wait()
except ZeroDivisionError as error:
    print(error, alone.broken)
print(threading.Barrier(1).wait())
