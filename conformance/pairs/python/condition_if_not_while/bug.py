# pair: A customer who was woken takes a loaf without looking again, but another has come and taken it.
# expect: exception
import threading

baked = threading.Condition()
loaves = []


def buy():
    with baked:
        if not loaves:
            baked.wait()
        loaves.pop()


customers = [threading.Thread(target=buy) for _ in range(2)]
for customer in customers:
    customer.start()
for _ in range(2):
    with baked:
        loaves.append("bread")
        baked.notify()
for customer in customers:
    customer.join()
print("loaves left", len(loaves))
