# Events as a start line and as flags that are cleared: phases of several threads.
import threading
import time

start = threading.Event()
arrived = [threading.Event() for _ in range(3)]
log = []
lock = threading.Lock()


def runner(n):
    arrived[n].set()
    start.wait()
    time.sleep(0.02 * (3 - n))
    with lock:
        log.append(n)


threads = [threading.Thread(target=runner, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for event in arrived:
    event.wait()
print("all there:", log)
start.set()
for t in threads:
    t.join()
print(log)
stop = threading.Event()
beats = []


def heart():
    while not stop.wait(timeout=0.02):
        beats.append("beat")


h = threading.Thread(target=heart)
h.start()
time.sleep(0.11)
stop.set()
h.join()
print(4 <= len(beats) <= 5, stop.wait(0), stop.is_set())
pause = threading.Event()
pause.set()
done = []


def worker():
    for n in range(4):
        pause.wait()
        done.append(n)
        if n == 1:
            pause.clear()
            paused.set()


paused = threading.Event()
w = threading.Thread(target=worker)
w.start()
paused.wait()
time.sleep(0.02)
print(done)
pause.set()
w.join()
print(done)
