# Pools used by many threads at once, futures that wait for futures, results by arrival.
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor, as_completed


def child(n):
    time.sleep(0.01)
    return n * 10


def parent(pool, n):
    return sum(f.result() for f in [pool.submit(child, n), pool.submit(child, n + 1)])


with ThreadPoolExecutor(4) as outer, ThreadPoolExecutor(2) as inner:
    futures = [outer.submit(parent, inner, n) for n in range(3)]
    print([f.result() for f in futures])
    collected = []
    lock = threading.Lock()

    def user(name):
        for future in as_completed([outer.submit(child, n) for n in range(2)]):
            with lock:
                collected.append((name, future.result()))

    threads = [threading.Thread(target=user, args=(name,)) for name in "ab"]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(sorted(collected))
promise = Future()


def later():
    time.sleep(0.02)
    promise.set_result("kept")


threading.Thread(target=later).start()
print(promise.done(), promise.result(timeout=1), promise.done())
broken = Future()


def fails():
    try:
        raise OSError("no luck")
    except OSError as error:
        broken.set_exception(error)


threading.Thread(target=fails).start()
for _ in range(2):
    try:
        broken.result()
    except OSError as error:
        print(repr(error), error is broken.exception())
chain = []
first = Future()
first.add_done_callback(lambda f: chain.append("a"))
first.add_done_callback(lambda f: chain.append(f.result()))
first.set_result("b")
first.add_done_callback(lambda f: chain.append("c"))
print(chain)
