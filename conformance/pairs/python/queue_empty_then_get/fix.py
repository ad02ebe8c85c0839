# pair: get_nowait looks and takes in one step, and says so when there is nothing.
# expect: clean
import queue
import threading

jobs = queue.Queue()
jobs.put("wash up")


def work():
    try:
        jobs.get_nowait()
    except queue.Empty:
        pass


workers = [threading.Thread(target=work) for _ in range(2)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print("jobs left", jobs.qsize())
