# profile: cpython-3.9
# Up to 3.9 a thread can be stopped between nearly any two instructions: all of them lose.
import sys
import threading

sys.setswitchinterval(1e-6)
ROUNDS = 20_000
x = 0
d = {"a": 0}


class Plain:
    v = 0


class Guarded:
    def __init__(self):
        self._v = 0

    @property
    def v(self):
        return self._v

    @v.setter
    def v(self, value):
        self._v = value


plain, guarded = Plain(), Guarded()


def add_one(value):
    return value + 1


def in_place():
    global x
    for _ in range(ROUNDS):
        x += 1


def two_statements():
    global x
    for _ in range(ROUNDS):
        t = x
        x = t + 1


def call_between():
    global x
    for _ in range(ROUNDS):
        t = x
        t = int(t)
        x = t + 1


def through_function():
    global x
    for _ in range(ROUNDS):
        x = add_one(x)


def attribute():
    for _ in range(ROUNDS):
        plain.v += 1


def setter():
    for _ in range(ROUNDS):
        guarded.v += 1


def item():
    for _ in range(ROUNDS):
        d["a"] += 1


def lost(work):
    global x
    x = plain.v = guarded.v = d["a"] = 0
    threads = [threading.Thread(target=work) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return 4 * ROUNDS - max(x, plain.v, guarded.v, d["a"])


for work in (in_place, two_statements, attribute, item, call_between, through_function, setter):
    print(work.__name__, "loses:", any(lost(work) > 0 for _ in range(50)))
