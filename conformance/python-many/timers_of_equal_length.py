# Two timers of equal length.
import threading

order = []
timers = [threading.Timer(0.002, order.append, args=(name,)) for name in "ab"]
for timer in timers:
    timer.start()
for timer in timers:
    timer.join()
print("".join(order))
