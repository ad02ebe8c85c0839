# Threads of a process: only the one that starts a process goes on in it.
import multiprocessing
import threading
import time


def thread_names():
    return sorted(thread.name for thread in threading.enumerate())


def child(results):
    results.put(thread_names())
    found = []
    threads = [threading.Thread(target=found.append, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results.put(sorted(found))
    threading.Thread(target=lambda: (time.sleep(0.02), results.put("last words"))).start()


if __name__ == "__main__":
    stop = threading.Event()
    helper = threading.Thread(target=stop.wait, name="helper")
    helper.start()
    results = multiprocessing.SimpleQueue()
    process = multiprocessing.Process(target=child, args=(results,))
    process.start()
    print(thread_names())
    for _ in range(3):
        print(results.get())
    process.join()
    print(process.exitcode)
    stop.set()
    helper.join()
