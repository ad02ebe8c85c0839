# A join with a timeout: whether the thread still lives afterwards.
import threading
import time

thread = threading.Thread(target=time.sleep, args=(0.002,))
thread.start()
thread.join(timeout=0.002)
print("alive" if thread.is_alive() else "ended")
thread.join()
print(thread.is_alive())
