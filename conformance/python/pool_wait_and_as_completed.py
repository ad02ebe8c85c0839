# as_completed gives futures as they end; wait knows three conditions.
import time
from concurrent.futures import (
    ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, ThreadPoolExecutor, as_completed, wait,
)


def job(name, delay, fails=False):
    time.sleep(delay)
    if fails:
        raise RuntimeError(name)
    return name


def names(futures):
    return sorted(future.label for future in futures)


def submit(pool, label, *args):
    future = pool.submit(job, label, *args)
    future.label = label
    return future


with ThreadPoolExecutor(4) as pool:
    futures = {pool.submit(job, f"j{d}", d * 0.02): d for d in (3, 1, 2)}
    for future in as_completed(futures):
        print(futures[future], future.result())
    fs = [submit(pool, "a", 0.02), submit(pool, "b", 0.2), submit(pool, "c", 0.3)]
    done, not_done = wait(fs, return_when=FIRST_COMPLETED)
    print(names(done), names(not_done))
    result = wait(fs, timeout=0.01)
    print(names(result.done), names(result.not_done))
    result = wait(fs)
    print(names(result.done), names(result.not_done), result.done is result[0])
    fs = [submit(pool, "x", 0.02), submit(pool, "y", 0.05, True), submit(pool, "z", 0.3)]
    done, not_done = wait(fs, return_when=FIRST_EXCEPTION)
    print(names(done), names(not_done))
    print(names(wait(fs, return_when=ALL_COMPLETED).done))
    print(names(wait(fs, return_when=FIRST_EXCEPTION).done))
    try:
        wait([submit(pool, "w", 0.01)], return_when="SOMETIMES")
    except ValueError as error:
        print(error)
    slow = [pool.submit(job, "slow", 0.2), pool.submit(job, "fast", 0.01)]
    try:
        for future in as_completed(slow, timeout=0.05):
            print(future.result())
    except TimeoutError as error:
        print(error)
print(wait([]))
