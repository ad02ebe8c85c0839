# ThreadPoolExecutor: futures, map in order, names of threads, how many there are.
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def square(n, delay=0.0):
    time.sleep(delay)
    return n * n


def name(_):
    time.sleep(0.01)
    return threading.current_thread().name


with ThreadPoolExecutor(max_workers=3, thread_name_prefix="crew") as pool:
    first = pool.submit(square, 3, delay=0.05)
    print(first.done(), first.running(), first.cancelled())
    print(first.result(), first.done(), first.exception())
    print(list(pool.map(square, [4, 3, 2], [0.03, 0.02, 0.01])))
    print(sorted(set(pool.map(name, range(9)))))
    failed = pool.submit(square, "x")
    print(type(failed.exception()).__name__, failed.exception())
    try:
        failed.result()
    except TypeError as error:
        print("raised:", error)
    mapped = pool.map(square, [1, "y", 3])
    print(next(mapped))
    try:
        next(mapped)
    except TypeError as error:
        print("raised:", error)
    print(list(mapped))
    slow = pool.submit(square, 5, 0.1)
    for wait in (lambda: slow.result(timeout=0.01), lambda: slow.exception(timeout=0.01)):
        try:
            wait()
        except TimeoutError as error:
            print(repr(error))
print(slow.result())
for call in (lambda: pool.submit(square, 1), lambda: ThreadPoolExecutor(0), lambda: ThreadPoolExecutor(1, initializer=1)):
    try:
        call()
    except (RuntimeError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
one = ThreadPoolExecutor(max_workers=1)
print(one.submit(name, 0).result(), one._max_workers)
one.submit(square, 2).result()
print(len(one._threads))
one.shutdown()
try:
    for value in ThreadPoolExecutor(2).map(square, [1, 2], [0, 0.2], timeout=0.05):
        print(value)
except TimeoutError:
    print("map timed out")
