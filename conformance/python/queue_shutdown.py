# Queue.shutdown: who waits is woken, what is left can still be had, or not.
import queue
import threading
import time

q = queue.Queue(1)
log = []


def getter():
    try:
        while True:
            log.append(q.get())
            q.task_done()
            time.sleep(0.01)
    except queue.ShutDown as error:
        log.append(repr(error))


t = threading.Thread(target=getter)
t.start()
q.put(1)
q.put(2)
time.sleep(0.05)
q.shutdown()
t.join()
print(log, q.is_shutdown)
for call in (q.get, lambda: q.put(3), q.get_nowait):
    try:
        call()
    except queue.ShutDown:
        print("shut down")
full = queue.Queue(1)
full.put("left")


def putter():
    try:
        full.put("too late")
    except queue.ShutDown as error:
        print("putter:", type(error).__module__, type(error).__name__)


t = threading.Thread(target=putter)
t.start()
time.sleep(0.02)
full.shutdown()
t.join()
print(full.get(), full.unfinished_tasks)
full.task_done()
now = queue.Queue()
now.put(1)
now.put(2)
now.shutdown(immediate=True)
now.join()
print(now.qsize(), now.unfinished_tasks)
try:
    now.get()
except queue.ShutDown:
    print("nothing left")
