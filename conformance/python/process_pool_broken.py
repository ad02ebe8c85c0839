# A pool is broken when one of its processes dies, or cannot begin.
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def die(code):
    os._exit(code)


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        future = pool.submit(die, 3)
        try:
            future.result()
        except BrokenProcessPool as error:
            print(error)
        try:
            pool.submit(abs, 1)
        except BrokenProcessPool as error:
            print(error)
    print(issubclass(BrokenProcessPool, RuntimeError), BrokenProcessPool)
    with ProcessPoolExecutor(1, initializer=die, initargs=(1,)) as pool:
        try:
            print(pool.submit(abs, -1).result())
        except BrokenProcessPool as error:
            print(type(error).__name__)
