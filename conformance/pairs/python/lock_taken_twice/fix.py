# pair: What both methods need is in a third that expects the lock to be held and does not take it.
# expect: clean
import threading


class Basket:
    def __init__(self):
        self.lock = threading.Lock()
        self.items = []

    def total(self):
        with self.lock:
            return self._total_locked()

    def add(self, price):
        with self.lock:
            self.items.append(price)
            print("total", self._total_locked())

    def _total_locked(self):
        return sum(self.items)


basket = Basket()
basket.add(5)
