# Initializers run once in each worker; one that fails breaks the pool.
import logging
import threading
import time
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor

logging.disable(logging.CRITICAL)
local = threading.local()
started = []


def prepare(prefix):
    local.tag = prefix + threading.current_thread().name[-1]
    started.append(local.tag)


def tagged(n):
    time.sleep(0.01)
    return local.tag[:3], n


with ThreadPoolExecutor(2, initializer=prepare, initargs=("tag",)) as pool:
    print(list(pool.map(tagged, range(4))))
print(sorted(started))


def fails():
    raise OSError("no")


pool = ThreadPoolExecutor(1, initializer=fails)
future = pool.submit(tagged, 1)
error = future.exception()
print(type(error).__name__, error, isinstance(error, BrokenExecutor))
try:
    pool.submit(tagged, 2)
except BrokenExecutor as error:
    print(error)
pool.shutdown()
