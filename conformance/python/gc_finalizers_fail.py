# stderr: whole
# Errors in finalizers that the collector runs.
import gc

gc.collect()


class Node:
    def __init__(self, name):
        self.name = name
        self.me = self

    def __del__(self):
        print("del", self.name)
        if self.name == "bad":
            raise RuntimeError("while collecting")


for name in ("a", "bad", "c"):
    Node(name)
print(gc.collect())


def waits():
    me = yield
    try:
        yield
    finally:
        raise KeyError("closing")


g = waits()
next(g)
g.send(g)
del g
gc.collect()


class Parent:
    def __init__(self):
        self.children = []

    def __del__(self):
        print("parent of", len(self.children))


class Child:
    def __init__(self, parent):
        self.parent = parent
        parent.children.append(self)

    def __del__(self):
        print("child of", type(self.parent).__name__)
        raise ValueError


parent = Parent()
Child(parent)
Child(parent)
parent = None
print(gc.collect())
keep = Node("bad")
print("end")
