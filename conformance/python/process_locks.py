# Locks, semaphores, events and conditions between processes.
import multiprocessing


def wait_for(event, results):
    results.put(event.wait(10))


def produce(condition, value):
    with condition:
        value.value = 42
        condition.notify()


if __name__ == "__main__":
    lock = multiprocessing.Lock()
    print(lock)
    with lock:
        print(lock, lock.acquire(block=False), lock.acquire(timeout=0.01))
    try:
        lock.release()
    except ValueError as error:
        print(error)
    rlock = multiprocessing.RLock()
    with rlock, rlock:
        print(rlock)
    try:
        rlock.release()
    except AssertionError as error:
        print(error)
    semaphore = multiprocessing.BoundedSemaphore(2)
    print(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(False), semaphore)
    semaphore.release()
    event, results = multiprocessing.Event(), multiprocessing.SimpleQueue()
    print(event.is_set(), event.wait(0.01))
    process = multiprocessing.Process(target=wait_for, args=(event, results))
    process.start()
    event.set()
    print(results.get(), event.is_set())
    process.join()
    condition, value = multiprocessing.Condition(), multiprocessing.Value("i", 0)
    with condition:
        process = multiprocessing.Process(target=produce, args=(condition, value))
        process.start()
        print(condition.wait_for(lambda: value.value == 42, timeout=10), value.value)
    process.join()
