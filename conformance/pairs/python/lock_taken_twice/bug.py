# pair: A method that holds the lock calls another that takes the same lock, and a Lock does not let its owner in again.
# expect: deadlock
import threading


class Basket:
    def __init__(self):
        self.lock = threading.Lock()
        self.items = []

    def total(self):
        with self.lock:
            return sum(self.items)

    def add(self, price):
        with self.lock:
            self.items.append(price)
            print("total", self.total())


basket = Basket()
basket.add(5)
