# pair: One lock for all visits, made once beside what it protects.
# expect: clean
import threading

visits = 0
lock = threading.Lock()


def one_more(number):
    return number + 1


def visit():
    global visits
    with lock:
        visits = one_more(visits)


visitors = [threading.Thread(target=visit) for _ in range(2)]
for visitor in visitors:
    visitor.start()
for visitor in visitors:
    visitor.join()
assert visits == 2, f"visits is {visits}"
print("visits", visits)
