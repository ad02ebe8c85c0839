# pair: A job in a pool of one thread submits another job and waits for it: the only thread is busy waiting.
# expect: deadlock
from concurrent.futures import ThreadPoolExecutor


def price():
    return 20


def total():
    return pool.submit(price).result() + 1


with ThreadPoolExecutor(max_workers=1) as pool:
    print("total", pool.submit(total).result())
