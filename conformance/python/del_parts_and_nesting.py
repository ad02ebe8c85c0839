# A finalizer, then the parts; what a finalizer kills dies before it goes on.
class D:
    def __init__(self, name, **parts):
        self.name = name
        for key in parts:
            setattr(self, key, parts[key])

    def __del__(self):
        print("del", self.name)


whole = D("whole", left=D("left", inner=D("inner")), right=[D("r1"), D("r2")])
whole = None
print("--")


class Nested:
    def __del__(self):
        local = D("local of a finalizer")
        D("temporary of a finalizer")
        print("finalizer ends")


def holds_both():
    a = Nested()
    b = D("after nested")


holds_both()
print("--")


class Base:
    def __del__(self):
        print("Base.__del__")


class Derived(Base):
    def __del__(self):
        print("Derived.__del__")
        super().__del__()


class Inherits(Base):
    pass


Derived()
Inherits()


def generator():
    kept = D("kept by a generator")
    try:
        yield 1
        yield 2
    finally:
        print("closed")
        D("made while closing")


for value in generator():
    break
print("left the loop")
held = generator()
next(held)
held = None


def recursive(n):
    local = D(f"depth {n}")
    if n:
        recursive(n - 1)


recursive(2)
