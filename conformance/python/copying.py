# copy: shallow, deep, own ways, cycles.
import copy
from collections import deque
from types import SimpleNamespace


class Node:
    def __init__(self, name, *children):
        self.name = name
        self.children = list(children)


leaf = Node("leaf")
root = Node("root", leaf, leaf)
shallow, deep = copy.copy(root), copy.deepcopy(root)
print(shallow.children is root.children, shallow is root, deep.children is root.children)
print(deep.children[0] is deep.children[1], deep.children[0] is leaf, deep.name)
data = {"a": [1, {2}], "t": ([3], 4)}
twin = copy.deepcopy(data)
twin["a"][0] = 9
twin["t"][0].append(5)
print(data, twin, copy.copy([1, 2]), copy.copy({1}) == {1}, copy.deepcopy((1, 2)) == (1, 2))
loop = [1]
loop.append(loop)
again = copy.deepcopy(loop)
print(again[1] is again, again is loop)


class Own:
    def __init__(self):
        self.log = []

    def __copy__(self):
        self.log.append("copy")
        return self

    def __deepcopy__(self, memo):
        self.log.append("deep")
        return Own()


own = Own()
print(copy.copy(own) is own, copy.deepcopy([own])[0] is own, own.log)
print(copy.deepcopy(deque([[1]], 2)), copy.copy(deque([1])), copy.copy(print) is print, copy.deepcopy(Node) is Node)
space = SimpleNamespace(a=1, b=[2])
other = copy.copy(space)
other.a = 5
print(space, other, space == SimpleNamespace(a=1, b=[2]), copy.deepcopy(space).b is space.b)
error = copy.copy(ValueError("x", 1))
print(repr(error))


class Slotted:
    __slots__ = ("a", "b")


slotted = Slotted()
slotted.a = [1]
print(copy.copy(slotted).a is slotted.a, copy.deepcopy(slotted).a, hasattr(copy.copy(slotted), "b"))
