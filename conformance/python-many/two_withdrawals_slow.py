# As above with a real wait in between: who comes first is open, the loss is nearly certain.
import threading
import time

balance = 100
log = []


def withdraw(name):
    global balance
    if balance < 100:
        log.append(f"{name} refused")
        return
    time.sleep(0.0005)
    balance -= 100
    log.append(f"{name} paid")


threads = [threading.Thread(target=withdraw, args=(name,)) for name in ("ann", "bob")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(log, balance)
