# pair: Two workers see that the queue is not empty and both take: the second waits for a job that will never come.
# expect: deadlock
import queue
import threading

jobs = queue.Queue()
jobs.put("wash up")


def work():
    if not jobs.empty():
        jobs.get()


workers = [threading.Thread(target=work) for _ in range(2)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print("jobs left", jobs.qsize())
