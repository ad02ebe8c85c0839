import sys
import threading


def count(n):
    total = sum(range(n))
    return total


sys.setswitchinterval(0.0001)
t = threading.Thread(target=count, args=(20_000,))
t.start()
count(20_000)
t.join()
print("done")
