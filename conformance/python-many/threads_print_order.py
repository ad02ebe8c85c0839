# Two threads that print once: the second one may be first if the first is held up.
import sys
import threading

sys.setswitchinterval(1e-6)


def work(name):
    total = 0
    for number in range(3000):
        total += number
    print(name, total)


threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("both joined")
