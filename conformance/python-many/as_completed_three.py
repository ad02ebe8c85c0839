# as_completed gives three futures in the order in which they end.
import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def work(name):
    time.sleep(0.001)
    return name


with ThreadPoolExecutor(max_workers=3) as pool:
    futures = [pool.submit(work, name) for name in "abc"]
    print("".join(future.result() for future in as_completed(futures)))
