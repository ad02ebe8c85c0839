# The limit, and what it says where.
import sys


def depth(n):
    try:
        return depth(n + 1)
    except RecursionError as error:
        return n, str(error)


n, text = depth(1)
print(n > 950, text)
print(sys.getrecursionlimit())
sys.setrecursionlimit(200)
n, text = depth(1)
print(n < 200, n > 150)
sys.setrecursionlimit(1000)


class Loop:
    def __repr__(self):
        return repr(self)


try:
    repr(Loop())
except RecursionError as error:
    print(error)
deep = []
for _ in range(100000):
    deep = [deep]
other = []
for _ in range(100000):
    other = [other]
try:
    print(deep == other)
except RecursionError as error:
    print(error)
t = ()
for _ in range(100000):
    t = (t,)
try:
    hash(t)
except RecursionError as error:
    print(error)


def endless():
    return endless()


endless()
