# A call between the load and the store is a place where threads switch.
import sys
import threading

sys.setswitchinterval(1e-6)
count = 0


def same(value):
    return value


def add():
    global count
    for _ in range(1500):
        value = count
        value = same(value) + 1
        count = value


threads = [threading.Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("exact" if count == 3000 else "lost")
