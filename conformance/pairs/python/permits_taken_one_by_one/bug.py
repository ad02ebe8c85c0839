# pair: Each diner takes two of two forks one after the other: when each holds one, nobody gets a second.
# expect: deadlock
import threading

forks = threading.Semaphore(2)
eaten = []


def dine(name):
    forks.acquire()
    forks.acquire()
    eaten.append(name)
    forks.release(2)


diners = [threading.Thread(target=dine, args=(name,)) for name in ("ana", "ben")]
for diner in diners:
    diner.start()
for diner in diners:
    diner.join()
print("eaten", len(eaten))
