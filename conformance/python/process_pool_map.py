# multiprocessing.Pool: every way to give it work.
from multiprocessing import Pool, TimeoutError, current_process
import time


def square(number):
    return number * number


def add(first, second=100):
    return first + second


def slow():
    time.sleep(5)


def check(number):
    if number == 3:
        raise KeyError(number)
    return number


def pool_name(_):
    return current_process().name.rsplit("-", 1)[0], current_process().daemon


if __name__ == "__main__":
    seen = []
    with Pool(2) as pool:
        print(pool.map(square, range(8)), pool.map(square, []))
        print(pool.starmap(add, [(1, 2), (3,)]))
        print(pool.apply(add, (5,), {"second": 6}))
        result = pool.apply_async(square, (9,), callback=seen.append)
        print(result.get(10), seen, result.ready(), result.successful())
        print(list(pool.imap(square, range(5), chunksize=2)))
        print(sorted(pool.imap_unordered(square, [3, 1, 2])))
        print(set(pool.map(pool_name, range(4))))
        try:
            pool.map(check, range(5))
        except KeyError as error:
            print(repr(error), type(error.__cause__).__name__)
        try:
            pool.apply_async(slow).get(timeout=0.05)
        except TimeoutError as error:
            print(repr(error))
    try:
        pool.map(square, [1])
    except ValueError as error:
        print(error)
    pool = Pool(2)
    found = pool.map_async(square, [2, 3])
    pool.close()
    pool.join()
    print(found.get())
