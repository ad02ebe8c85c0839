# pair: A semaphore counts how often it was released; an event only knows whether it is set.
# expect: clean
import threading

rings = threading.Semaphore(0)
guests = [threading.Thread(target=rings.release) for _ in range(2)]
for guest in guests:
    guest.start()
served = 0
while served < 2:
    rings.acquire()
    served += 1
for guest in guests:
    guest.join()
print("served", served)
