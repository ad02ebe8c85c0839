# Two philosophers, two forks, opposite orders, and patience that may run out.
import threading
import time

forks = [threading.Lock(), threading.Lock()]
results = {}


def dine(name, first, second):
    with first:
        time.sleep(0.0003)
        if second.acquire(timeout=0.001):
            results[name] = "ate"
            second.release()
        else:
            results[name] = "gave up"


ann = threading.Thread(target=dine, args=("ann", forks[0], forks[1]))
bob = threading.Thread(target=dine, args=("bob", forks[1], forks[0]))
ann.start()
bob.start()
ann.join()
bob.join()
print("ann", results["ann"] + ",", "bob", results["bob"])
