# Workers that share a queue; join() returns when each task is done.
import multiprocessing
import os


def worker(tasks, results):
    while True:
        number = tasks.get()
        try:
            results.put((number, sum(range(number))))
        finally:
            tasks.task_done()


if __name__ == "__main__":
    tasks, results = multiprocessing.JoinableQueue(), multiprocessing.Queue()
    for _ in range(3):
        multiprocessing.Process(target=worker, args=(tasks, results), daemon=True).start()
    for number in (10, 100, 1000, 5):
        tasks.put(number)
    tasks.join()
    print(sorted(results.get() for _ in range(4)))
    try:
        tasks.task_done()
    except ValueError as error:
        print(error)
    context = multiprocessing.get_context("fork")
    print(multiprocessing.get_start_method(), context.Process.__name__, os.cpu_count() > 0)
    process = context.Process(target=print, args=("printed",))
    process.start()
    process.join()
