# pair: A missing article raises between acquire and release: the lock stays taken, and the next customer waits for ever.
# expect: deadlock
import threading

stock = {"tea": 1}
counter = threading.Lock()


def take(article):
    counter.acquire()
    stock[article] -= 1
    counter.release()


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
