# pair: A with statement releases the lock however its block is left.
# expect: clean
import threading

stock = {"tea": 1}
counter = threading.Lock()


def take(article):
    with counter:
        stock[article] -= 1


def customer(article):
    try:
        take(article)
    except KeyError:
        pass


customers = [threading.Thread(target=customer, args=(name,)) for name in ("tea", "coffee")]
for thread in customers:
    thread.start()
for thread in customers:
    thread.join()
print("tea left", stock["tea"])
