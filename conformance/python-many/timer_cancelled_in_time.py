# A timer that is cancelled at about the time at which it fires.
import threading
import time

fired = []
timer = threading.Timer(0.002, fired.append, args=("fired",))
timer.start()
time.sleep(0.002)
timer.cancel()
timer.join()
print(fired or "cancelled")
