# pair: Who takes forks holds a lock until both are taken, so nobody holds one and waits beside another who does.
# expect: clean
import threading

forks = threading.Semaphore(2)
taking = threading.Lock()
eaten = []


def dine(name):
    with taking:
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
