# with in all shapes, and what an exit may do.
class Manager:
    def __init__(self, name, swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail

    def __enter__(self):
        print("enter", self.name)
        if self.fail == "enter":
            raise OSError("enter")
        return self

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind and kind.__name__, value, trace is not None)
        if self.fail == "exit":
            raise OSError("exit")
        return self.swallow


with Manager("a") as a, Manager("b") as b:
    print(a.name, b.name)
with (
    Manager("c") as c,
    Manager("d"),
):
    print(c.name)
with Manager("e", swallow=True):
    raise ValueError("swallowed")
print("on")


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(repr(error), repr(error.__context__))


def inside():
    with Manager("f") as f, Manager("g", swallow=True):
        return "value"


def replaced():
    with Manager("h", fail="exit"):
        raise ValueError("first")


def half():
    with Manager("i"), Manager("j", fail="enter"), Manager("k"):
        pass


def loop():
    for n in range(3):
        with Manager(n):
            if n == 0:
                continue
            break
    return n


def targets():
    class Box:
        pass
    box, items = Box(), [0]
    with Manager("l") as box.m, Manager("m") as items[0]:
        return box.m.name, items[0].name


def unpacked():
    class Pair:
        def __enter__(self):
            return 1, [2, 3]

        def __exit__(self, *exc):
            return None
    with Pair() as (p, [q, *r]):
        return p, q, r


for action in (inside, replaced, half, loop, targets, unpacked):
    attempt(action)


class NoExit:
    def __enter__(self):
        pass


class Nothing:
    pass


def no_exit():
    with NoExit():
        pass


def nothing():
    with Nothing():
        pass


attempt(no_exit)
attempt(nothing)
