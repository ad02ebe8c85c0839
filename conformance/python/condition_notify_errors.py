# Condition with exceptions around it: the lock is had again; a waiter that gave up is no waiter.
import threading
import time

c = threading.Condition()
log = []


def waiter(name, timeout):
    with c:
        log.append((name, c.wait(timeout)))


short = threading.Thread(target=waiter, args=("short", 0.02))
long = threading.Thread(target=waiter, args=("long", 5))
short.start()
time.sleep(0.005)
long.start()
time.sleep(0.1)
print(log)
with c:
    c.notify()
long.join()
short.join()
print(log)


def predicate():
    raise ZeroDivisionError("in the predicate")


try:
    with c:
        c.wait_for(predicate)
except ZeroDivisionError as error:
    print(error)
print(c.acquire(blocking=False))
c.release()
try:
    c.release()
except RuntimeError as error:
    print(error)


class Counting:
    def __init__(self):
        self.lock = threading.Lock()
        self.acquired = 0

    def acquire(self, *args):
        self.acquired += 1
        return self.lock.acquire(*args)

    def release(self):
        self.lock.release()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()


own = Counting()
d = threading.Condition(own)
with d:
    print(d.wait(0.01))
print(own.acquired)
