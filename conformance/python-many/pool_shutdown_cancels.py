# How many of three tasks had begun when the pool was shut down.
import time
from concurrent.futures import ThreadPoolExecutor


def work():
    time.sleep(0.0004)


pool = ThreadPoolExecutor(max_workers=1)
futures = [pool.submit(work) for _ in range(3)]
time.sleep(0.0004)
pool.shutdown(cancel_futures=True)
print([future.cancelled() for future in futures])
