# A daemon thread is cut off at exit: how far it came is open.
import threading
import time

steps = []


def work():
    for step in range(1, 4):
        time.sleep(0.001)
        steps.append(step)


threading.Thread(target=work, daemon=True).start()
time.sleep(0.002)
print("main saw", steps)
