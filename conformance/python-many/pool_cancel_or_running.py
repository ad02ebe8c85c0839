# A future can be cancelled until its worker has taken it up.
import time
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(max_workers=1) as pool:
    first = pool.submit(time.sleep, 0.001)
    second = pool.submit(str, 7)
    time.sleep(0.001)
    if second.cancel():
        print("cancelled")
    else:
        print("too late:", second.result())
print(first.result())
