# A queue between processes: order, sentinels, limits, and what cannot be sent.
import multiprocessing
import queue


def consume(tasks, results):
    while (task := tasks.get()) is not None:
        results.put((task, task ** 2))
    results.put("done")


if __name__ == "__main__":
    tasks, results = multiprocessing.Queue(), multiprocessing.Queue()
    process = multiprocessing.Process(target=consume, args=(tasks, results))
    process.start()
    for number in range(4):
        tasks.put(number)
    tasks.put(None)
    while (found := results.get()) != "done":
        print(found)
    process.join()
    small = multiprocessing.Queue(2)
    small.put("a")
    small.put("b")
    print(small.full(), small.qsize())
    try:
        small.put("c", timeout=0.01)
    except queue.Full:
        print("full")
    print(small.get(), small.get())
    try:
        small.get_nowait()
    except queue.Empty:
        print("empty")
    small.close()
    try:
        small.put(1)
    except ValueError as error:
        print(str(error).startswith("Queue <multiprocessing.queues.Queue"))
