# A pool that nobody shuts down: the program waits for what was submitted, and accepts no more.
import atexit
import time
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(2)


def job(n):
    time.sleep(0.05 * n)
    print("job", n)
    if n == 2:
        try:
            pool.submit(job, 3)
        except RuntimeError as error:
            print(error)


atexit.register(print, "atexit")
for n in (1, 2):
    pool.submit(job, n)
print("main ends")
