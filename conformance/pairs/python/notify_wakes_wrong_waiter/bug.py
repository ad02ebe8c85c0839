# pair: Takers and the putter wait on one condition, and notify wakes one of them: it may be a taker where the putter was meant.
# expect: deadlock
import threading

changed = threading.Condition()
shelf = []


def put(book):
    with changed:
        while shelf:
            changed.wait()
        shelf.append(book)
        changed.notify()


def take():
    with changed:
        while not shelf:
            changed.wait()
        shelf.pop()
        changed.notify()


takers = [threading.Thread(target=take) for _ in range(2)]
for taker in takers:
    taker.start()
put("red book")
put("blue book")
for taker in takers:
    taker.join()
print("books left", len(shelf))
