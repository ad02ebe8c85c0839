# Weak references: one without a callback for an object, callbacks youngest first.
import weakref


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


n = Node("n")
plain = weakref.ref(n)
print(plain is weakref.ref(n), plain() is n, weakref.getweakrefcount(n))
first = weakref.ref(n, lambda r: print("first", r is first, r()))
second = weakref.ref(n, lambda r: print("second", r()))
dropped = weakref.ref(n, lambda r: print("never"))
print(weakref.getweakrefcount(n), plain == first, hash(plain) == hash(n))
del dropped
n.part = Node("part")
del n
print(plain(), plain == first, plain == weakref.ref(Node))

for value in [[], {}, 1, "text", (), None, 1.5, object()]:
    try:
        weakref.ref(value)
    except TypeError as error:
        print(error)


class Slots:
    __slots__ = ("x",)


class Held:
    __slots__ = ("x", "__weakref__")


try:
    weakref.ref(Slots())
except TypeError as error:
    print(error)
h = Held()
print(weakref.ref(h)() is h)


def function():
    pass


for held in (function, Node, {1}, frozenset(), (x for x in ())):
    print(weakref.ref(held)() is held)

m = Node("method owner")
m.method = None
print(weakref.ref(m.__init__)())
method = weakref.WeakMethod(m.__init__)
print(method() == m.__init__)
del m
print(method())
