# Timer: runs later in a thread of its own, unless it is cancelled.
import threading
import time

log = []
began = time.monotonic()


def note(word, *rest, end="."):
    log.append((word, rest, end, threading.current_thread().name, threading.current_thread().daemon))


first = threading.Timer(0.1, note, args=["first", 1], kwargs={"end": "!"})
second = threading.Timer(0.05, note, ("second",))
cancelled = threading.Timer(0.02, note, ["never"])
print(first.name, first.interval, first.args, first.kwargs, cancelled.finished.is_set())
for timer in (first, second, cancelled):
    timer.start()
cancelled.cancel()
first.join()
second.join()
cancelled.join()
print(log)
print(0.1 <= time.monotonic() - began < 0.15, cancelled.finished.is_set(), first.is_alive())
late = threading.Timer(0.01, note, ["late"])
late.daemon = True
late.name = "late one"
late.start()
late.join()
print(log[-1])
late.cancel()
