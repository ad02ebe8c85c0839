# The cycle collector: what it finds, callbacks and finalizers, what was resurrected.
import gc
import weakref

gc.collect()


class Node:
    def __init__(self, name):
        self.name = name
        self.links = []

    def __del__(self):
        print("del", self.name)


def ring(count):
    nodes = [Node(number) for number in range(count)]
    for index, node in enumerate(nodes):
        node.links.append(nodes[(index + 1) % count])


ring(3)
print("made")
print(gc.collect())
print(gc.collect())

items = []
items.append(items)
del items
table = {}
table["self"] = table
del table
print(gc.collect())


def closure():
    def inner():
        return inner

    return inner


closure()
print(gc.collect())

a, b = Node("a"), Node("b")
a.other, b.other = b, a
outside = weakref.ref(a, lambda r: print("callback", r()))
a.inside = weakref.ref(b, lambda r: print("not called: it is garbage itself"))
del a, b
print(gc.collect() > 0, outside())


class Phoenix:
    def __init__(self):
        self.me = self

    def __del__(self):
        print("resurrected")
        kept.append(self)


kept = []
Phoenix()
print(gc.collect(), len(kept))
kept.clear()
print(gc.collect(), len(kept))

gc.disable()
print(gc.isenabled(), gc.get_threshold())
gc.enable()


class Counted:
    died = 0

    def __init__(self):
        self.me = self

    def __del__(self):
        Counted.died += 1


for _ in range(10_000):
    Counted()
print("some died by themselves:", 0 < Counted.died < 10_000)
gc.collect()
print(Counted.died)


def waits():
    try:
        yield itself
    finally:
        print("a generator in a cycle is closed")


itself = waits()
print(next(itself) is itself)
itself = None
print("end")
