# pickle: the bytes of protocol 4, and values that come back as they were.
import pickle
from collections import deque, OrderedDict
from dataclasses import dataclass
from enum import Enum


class Colour(Enum):
    RED = 1


@dataclass
class Point:
    x: int
    y: int


class Plain:
    pass


def function():
    pass


if __name__ == "__main__":
    for value in (1, -1, 255, 256, 70000, 2 ** 40, -(2 ** 70), 1.5, "text", "é" * 200, b"ab", (),
                  (1,), (1, 2, 3, 4), [], [1], [1, 2], {}, {"a": 1, "b": [2]}, None, True, range(3),
                  bytearray(b"x"), frozenset([3]), slice(1, 2), ..., int, len, function, Plain):
        data = pickle.dumps(value)
        print(len(data), pickle.loads(data) == value)
    print(pickle.dumps({"key": [1, (2.0, None)]}))
    for value in (Colour.RED, Point(1, 2), deque([1, 2], 5), OrderedDict(a=1), ValueError("x", 2)):
        print(repr(pickle.loads(pickle.dumps(value))))
    print(pickle.loads(pickle.dumps(Colour.RED)) is Colour.RED)
    loop = [1]
    loop.append(loop)
    again = pickle.loads(pickle.dumps(loop))
    print(again[1] is again)
    shared = ["same"]
    first, second = pickle.loads(pickle.dumps((shared, shared)))
    print(first is second, first is shared)
