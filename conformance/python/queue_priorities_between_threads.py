# A PriorityQueue of jobs with one worker: what is urgent overtakes; equal ones by a counter.
import itertools
import queue
import threading
import time

jobs = queue.PriorityQueue()
number = itertools.count()
log = []
gate = threading.Event()


def submit(priority, name):
    jobs.put((priority, next(number), name))


def worker():
    gate.wait()
    while True:
        priority, _, name = jobs.get()
        if name is None:
            jobs.task_done()
            return
        log.append((priority, name))
        if name == "spawns":
            submit(0, "urgent")
        jobs.task_done()


t = threading.Thread(target=worker)
t.start()
for priority, name in ((5, "low"), (1, "high"), (3, "spawns"), (1, "high too"), (5, "low too")):
    submit(priority, name)
gate.set()
jobs.join()
submit(9, None)
t.join()
print(log)
print(jobs.qsize(), jobs.unfinished_tasks)
