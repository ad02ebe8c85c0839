# A bounded queue between producers and consumers; join and task_done; sentinels.
import queue
import threading
import time

tasks = queue.Queue(maxsize=2)
results = queue.Queue()


def producer(name, count):
    for number in range(count):
        tasks.put((name, number))


def consumer():
    while True:
        item = tasks.get()
        if item is None:
            tasks.task_done()
            break
        time.sleep(0.002)
        results.put(item)
        tasks.task_done()


consumers = [threading.Thread(target=consumer) for _ in range(3)]
producers = [threading.Thread(target=producer, args=(name, 4)) for name in "ab"]
for t in consumers + producers:
    t.start()
for t in producers:
    t.join()
tasks.join()
print("all done:", tasks.unfinished_tasks, tasks.empty(), results.qsize())
for _ in consumers:
    tasks.put(None)
for t in consumers:
    t.join()
seen = sorted(results.get() for _ in range(results.qsize()))
print(seen)
try:
    tasks.task_done()
except ValueError as error:
    print(error)
one = queue.Queue(1)
one.put("x")
print(one.full(), one.empty(), one.qsize(), one.maxsize)
for call in (lambda: one.put("y", block=False), lambda: one.put("y", timeout=0.01), lambda: one.put_nowait(1)):
    try:
        call()
    except queue.Full as error:
        print(type(error), repr(error))
print(one.get())
for call in (lambda: one.get(False), lambda: one.get(timeout=0.01), one.get_nowait):
    try:
        call()
    except queue.Empty as error:
        print(type(error), repr(error))
for call in (lambda: one.get(timeout=-1), lambda: one.put(1, timeout=-1) or one.put(1, timeout=-1)):
    try:
        call()
    except ValueError as error:
        print(error)
