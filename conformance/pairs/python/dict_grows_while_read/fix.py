# pair: The reader goes through a copy, which is made under the lock that the writer also takes.
# expect: clean
import threading

prices = {"tea": 3, "coffee": 4}
editing = threading.Lock()


def with_tax(price):
    return price * 2


def add_price():
    with editing:
        prices["juice"] = 5


editor = threading.Thread(target=add_price)
editor.start()
with editing:
    copy = dict(prices)
total = 0
for name in copy:
    total += with_tax(copy[name])
editor.join()
print("prices", len(prices))
