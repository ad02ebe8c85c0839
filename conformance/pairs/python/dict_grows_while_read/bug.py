# pair: A price is added while another thread goes through the prices: the loop fails.
# expect: exception
import threading

prices = {"tea": 3, "coffee": 4}


def with_tax(price):
    return price * 2


def add_price():
    prices["juice"] = 5


editor = threading.Thread(target=add_price)
editor.start()
total = 0
for name in prices:
    total += with_tax(prices[name])
editor.join()
print("prices", len(prices))
