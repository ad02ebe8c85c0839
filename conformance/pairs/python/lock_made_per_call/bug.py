# pair: Every visit makes a lock of its own, and a lock that nobody shares keeps nobody out.
# expect: assertion
import threading

visits = 0


def one_more(number):
    return number + 1


def visit():
    global visits
    lock = threading.Lock()
    with lock:
        visits = one_more(visits)


visitors = [threading.Thread(target=visit) for _ in range(2)]
for visitor in visitors:
    visitor.start()
for visitor in visitors:
    visitor.join()
assert visits == 2, f"visits is {visits}"
print("visits", visits)
