# Check, then act: two withdrawals from an account that has enough for one.
import threading
import time

balance = 100
done = []


def withdraw(name):
    global balance
    if balance >= 100:
        time.sleep(0)
        balance -= 100
        done.append(name)


threads = [threading.Thread(target=withdraw, args=(name,)) for name in ("ann", "bob")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(done), balance)
