# Condition: waiters are woken first come first served, n at a time; wait_for; timeouts.
import threading
import time

condition = threading.Condition()
order = []
ready = False


def waiter(number):
    with condition:
        got = condition.wait(5)
        order.append((number, got))


threads = []
for number in range(5):
    t = threading.Thread(target=waiter, args=(number,))
    threads.append(t)
    t.start()
    time.sleep(0.05)
print(repr(condition)[:20], repr(condition).endswith(", 5)>"))
for n in (1, 2, 9):
    with condition:
        condition.notify(n)
    time.sleep(0.05)
    print(sorted(order))
for t in threads:
    t.join()
with condition:
    print("timed out:", condition.wait(0.01), condition.wait(0))
    print(condition.wait_for(lambda: False, timeout=0.05), condition.wait_for(lambda: "yes"))


def consumer():
    with condition:
        print("waits for it:", condition.wait_for(lambda: ready))


t = threading.Thread(target=consumer)
t.start()
for value in (0, "", "ready"):
    time.sleep(0.02)
    with condition:
        ready = value
        condition.notify_all()
t.join()
plain = threading.Condition(threading.Lock())
with plain:
    print(plain.acquire(False), plain._is_owned())
print(plain._is_owned())
deep = threading.Condition()
with deep:
    with deep:
        with deep:
            print("three deep:", deep.wait(0.01), deep._is_owned())
