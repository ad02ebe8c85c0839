# Event, Semaphore and BoundedSemaphore between threads.
import threading
import time

event = threading.Event()
log = []


def waits(number):
    log.append((number, event.wait()))


threads = [threading.Thread(target=waits, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
time.sleep(0.05)
print(log, event.is_set(), event.wait(0.01), repr(event)[-7:])
event.set()
for t in threads:
    t.join()
print(sorted(log), event.is_set(), event.wait(), repr(event)[-5:])
event.clear()
print(event.is_set())
slots = threading.Semaphore(2)
inside = 0
most = 0
guard = threading.Lock()


def uses(number):
    global inside, most
    with slots:
        with guard:
            inside += 1
            most = max(most, inside)
        time.sleep(0.02)
        with guard:
            inside -= 1


threads = [threading.Thread(target=uses, args=(n,)) for n in range(6)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("most at once:", most, slots._value)
print(slots.acquire(), slots.acquire(), slots.acquire(blocking=False), slots.acquire(timeout=0.01))
slots.release(2)
print(slots._value, repr(slots)[-9:])
bounded = threading.BoundedSemaphore(2)
bounded.acquire()
bounded.release()
try:
    bounded.release()
except ValueError as error:
    print(error, repr(bounded)[-10:])
