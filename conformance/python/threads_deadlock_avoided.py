# Two locks in two orders: with timeouts nobody is stuck; in one order nothing can happen.
import threading
import time

a, b = threading.Lock(), threading.Lock()
log = []
both = threading.Barrier(2)


def careful(first, second, name, patience):
    with first:
        both.wait()
        got = second.acquire(timeout=patience)
        log.append((name, got))
        if got:
            second.release()


threads = [
    threading.Thread(target=careful, args=(a, b, "ab", 0.05)),
    threading.Thread(target=careful, args=(b, a, "ba", 1)),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(log)


class Account:
    def __init__(self, name, balance):
        self.name, self.balance, self.lock = name, balance, threading.Lock()


def transfer(source, target, amount):
    first, second = sorted((source, target), key=lambda account: account.name)
    with first.lock, second.lock:
        before = source.balance
        time.sleep(0.001)
        source.balance = before - amount
        target.balance += amount


x, y = Account("x", 100), Account("y", 100)
threads = [threading.Thread(target=transfer, args=p) for p in [(x, y, 10), (y, x, 5)] * 5]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(x.balance, y.balance, x.lock.locked(), y.lock.locked())
