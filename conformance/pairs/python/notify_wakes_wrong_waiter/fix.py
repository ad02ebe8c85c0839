# pair: Two conditions over one lock: who puts wakes a taker, who takes wakes a putter.
# expect: clean
import threading

lock = threading.Lock()
filled = threading.Condition(lock)
emptied = threading.Condition(lock)
shelf = []


def put(book):
    with lock:
        while shelf:
            emptied.wait()
        shelf.append(book)
        filled.notify()


def take():
    with lock:
        while not shelf:
            filled.wait()
        shelf.pop()
        emptied.notify()


takers = [threading.Thread(target=take) for _ in range(2)]
for taker in takers:
    taker.start()
put("red book")
put("blue book")
for taker in takers:
    taker.join()
print("books left", len(shelf))
