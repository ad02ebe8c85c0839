# FIRST_COMPLETED: one or both may be done when wait comes back.
import time
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def work(name):
    time.sleep(0.001)
    return name


with ThreadPoolExecutor(max_workers=2) as pool:
    futures = [pool.submit(work, name) for name in "ab"]
    done, pending = wait(futures, return_when=FIRST_COMPLETED)
    print(sorted(future.result() for future in done), len(pending))
