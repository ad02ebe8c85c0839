# Cancelling what has not begun; shutdown without waiting, and with cancel_futures.
import threading
import time
from concurrent.futures import CancelledError, ThreadPoolExecutor, wait

log = []


def job(n):
    log.append(n)
    time.sleep(0.05)
    return n


pool = ThreadPoolExecutor(1)
futures = [pool.submit(job, n) for n in range(4)]
time.sleep(0.01)
print([f.cancel() for f in futures], [f.cancelled() for f in futures])
print(futures[0].running(), [f.done() for f in futures])
print(futures[0].result())
for call in (futures[1].result, futures[1].exception):
    try:
        call()
    except CancelledError as error:
        print(repr(error), type(error).__module__)
pool.shutdown()
print(log)
pool = ThreadPoolExecutor(1)
futures = [pool.submit(job, n) for n in range(10, 14)]
time.sleep(0.01)
pool.shutdown(wait=False, cancel_futures=True)
print([f.cancelled() for f in futures])
futures[0].result()
print(futures[0].result(), log, pool._shutdown)
pool = ThreadPoolExecutor(2)
late = pool.submit(job, 20)
pool.shutdown(wait=False)
try:
    pool.submit(job, 21)
except RuntimeError as error:
    print(error)
print(late.result(), [t.name for t in threading.enumerate() if "Pool" in t.name][:1])
with ThreadPoolExecutor(1) as pool:
    left = [pool.submit(job, n) for n in (30, 31)]
print([f.result() for f in left])
