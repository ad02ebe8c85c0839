# Hundreds of threads at once, and thousands one after the other.
import threading
import time

gate = threading.Event()
done = []


def waits(n):
    gate.wait()
    done.append(n)


threads = [threading.Thread(target=waits, args=(n,)) for n in range(300)]
for t in threads:
    t.start()
print(threading.active_count())
gate.set()
for t in threads:
    t.join()
print(sorted(done) == list(range(300)), threading.active_count())
count = 0


def once():
    global count
    count += 1


for _ in range(1500):
    t = threading.Thread(target=once)
    t.start()
    t.join()
print(count, threading.active_count(), t.name)
