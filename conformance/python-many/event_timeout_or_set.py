# An event that is set when the wait for it is over.
import threading

go = threading.Event()
timer = threading.Timer(0.002, go.set)
timer.start()
if go.wait(0.002):
    print("set in time")
else:
    print("too late")
timer.join()
print(go.is_set())
