# The textbook's bank: reading, sleeping, writing loses; a lock around it does not.
import threading
import time


class Bank:
    def __init__(self):
        self.balance = 100
        self.lock = threading.Lock()

    def unsafe(self, amount):
        balance = self.balance
        time.sleep(0.05)
        self.balance = balance + amount

    def safe(self, amount):
        with self.lock:
            balance = self.balance
            time.sleep(0.01)
            self.balance = balance + amount


def run(method, count):
    threads = [threading.Thread(target=method, args=(10,)) for _ in range(count)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


bank = Bank()
run(bank.unsafe, 5)
print("unsafe:", bank.balance)
bank.balance = 100
began = time.monotonic()
run(bank.safe, 5)
print("safe:", bank.balance, 0.05 <= time.monotonic() - began < 0.2)
once = []
created = 0


def lazy():
    global created
    if not once:
        time.sleep(0.02)
        created += 1
        once.append("instance")


run(lambda _: lazy(), 3)
print("made:", created, len(once))
