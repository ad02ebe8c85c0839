# Sleeping threads overlap: the pool takes as long as its longest row of jobs.
import time
from concurrent.futures import ThreadPoolExecutor


def job(seconds):
    time.sleep(seconds)
    return seconds


for workers in (1, 2, 4, 8):
    began = time.monotonic()
    with ThreadPoolExecutor(workers) as pool:
        results = list(pool.map(job, [0.1] * 8))
    took = time.monotonic() - began
    print(workers, len(results), int(took / 0.1))
began = time.monotonic()
with ThreadPoolExecutor(3) as pool:
    futures = [pool.submit(job, s) for s in (0.15, 0.05, 0.05, 0.05)]
    first = time.monotonic() - began
    print("submitting does not wait:", first < 0.04)
print(int((time.monotonic() - began) / 0.15), [f.result() for f in futures])
