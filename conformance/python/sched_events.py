# sched: events by time and priority, cancelled ones, time of one's own.
import sched
import time

log = []
s = sched.scheduler()
s.enter(0.05, 1, log.append, argument=("later",))
s.enter(0.02, 2, log.append, ("second",))
s.enter(0.02, 1, log.append, ("first",))
gone = s.enter(0.01, 1, log.append, ("never",))
s.cancel(gone)
print([e.argument for e in s.queue][-1], s.empty(), gone.priority, gone.argument)
began = time.monotonic()
s.run()
print(log, s.empty(), 0.04 < time.monotonic() - began < 0.1)
try:
    s.cancel(gone)
except ValueError as error:
    print("not there any more")
clock = 0


def sleep(seconds):
    global clock
    clock += seconds


mine = sched.scheduler(lambda: clock, sleep)


def again(n, *, step):
    log.append((clock, n))
    if n:
        mine.enter(step, 1, again, (n - 1,), {"step": step})


log.clear()
mine.enterabs(10, 1, again, (2,), {"step": 5})
print(mine.run(blocking=False), log)
mine.run()
print(log, clock)
