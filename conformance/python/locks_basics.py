# Lock and RLock: who may release, what acquire returns, context managers, representations.
import threading

lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(blocking=True, timeout=0.01))
released = []


def release_for_main():
    lock.release()
    released.append(threading.current_thread().name)


t = threading.Thread(target=release_for_main, name="other")
t.start()
t.join()
print(released, lock.locked())
with lock as got:
    print(got, lock.locked())
print(lock.locked())
print(repr(lock)[:32], type(lock).__name__, threading.Lock is type(lock))
reentrant = threading.RLock()
with reentrant:
    with reentrant:
        print(reentrant._is_owned(), repr(reentrant)[:23])
        seen = []
        t = threading.Thread(target=lambda: seen.append(reentrant.acquire(blocking=False)))
        t.start()
        t.join()
        print(seen)
print(reentrant._is_owned())


def steal():
    try:
        reentrant.release()
    except RuntimeError as error:
        print(error)


reentrant.acquire()
t = threading.Thread(target=steal)
t.start()
t.join()
reentrant.release()
try:
    with lock:
        raise KeyError("inside")
except KeyError as error:
    print(repr(error), lock.locked())
counter = 0


def count():
    global counter
    for _ in range(500):
        with lock:
            value = counter
            value = int(value)
            counter = value + 1


threads = [threading.Thread(target=count) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter)
