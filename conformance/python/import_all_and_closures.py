from math import *
from collections import *
from itertools import *

print(floor(pi), sqrt(16), Counter("aab"), deque([1]), list(islice(count(), 3)))


def outer():
    n = 0

    def inc():
        nonlocal n
        n += 1
        return n
    return inc


step = outer()
step()
print(step(), step.__closure__[0].cell_contents, outer.__closure__, step.__qualname__)
x = []
for _ in range(250):
    x = [x]
print(len(repr(x)))


class Matrix:
    def __mul__(self, other):
        return NotImplemented


class Text(str):
    def __eq__(self, other):
        return self.lower() == other.lower()

    __hash__ = str.__hash__


print(Text("A") == Text("a"), Text("A") == "a", str(KeyError(Text("x"))))
try:
    Matrix() * "x"
except TypeError as error:
    print(error)
"x" * Matrix()
