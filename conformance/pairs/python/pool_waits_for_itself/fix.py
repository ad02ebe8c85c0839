# pair: A job of the pool calls what it needs instead of waiting for another job of the pool.
# expect: clean
from concurrent.futures import ThreadPoolExecutor


def price():
    return 20


def total():
    return price() + 1


with ThreadPoolExecutor(max_workers=1) as pool:
    print("total", pool.submit(total).result())
