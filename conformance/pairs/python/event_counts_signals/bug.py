# pair: Two guests ring the same event, and the waiter wants to hear two rings: two that come together are one.
# expect: deadlock
import threading

bell = threading.Event()
guests = [threading.Thread(target=bell.set) for _ in range(2)]
for guest in guests:
    guest.start()
served = 0
while served < 2:
    bell.wait()
    bell.clear()
    served += 1
for guest in guests:
    guest.join()
print("served", served)
