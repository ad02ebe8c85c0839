# pair: The customer looks again after every wake-up and waits on while there is no loaf.
# expect: clean
import threading

baked = threading.Condition()
loaves = []


def buy():
    with baked:
        while not loaves:
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
