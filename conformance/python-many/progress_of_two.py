# Two threads that compute beside each other report half way and at the end.
import sys
import threading

sys.setswitchinterval(1e-4)
reports = []


def compute(name):
    for part in (1, 2):
        total = 0
        for number in range(2500):
            total += number
        reports.append(f"{name}{part}")


threads = [threading.Thread(target=compute, args=(name,)) for name in "ab"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(*reports)
