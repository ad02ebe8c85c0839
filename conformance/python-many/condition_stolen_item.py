# One item, a waiter that is notified and a thread that comes along: who has it?
import threading
import time

condition = threading.Condition()
items = []
log = []


def waiter():
    with condition:
        condition.wait(timeout=0.5)
        log.append(f"waiter {items.pop() if items else 'nothing'}")


def passer():
    with condition:
        log.append(f"passer {items.pop() if items else 'nothing'}")


first = threading.Thread(target=waiter)
first.start()
time.sleep(0.0005)
second = threading.Thread(target=passer)
with condition:
    items.append("item")
    condition.notify()
second.start()
first.join()
second.join()
print(*log, sep=", ")
