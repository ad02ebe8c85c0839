from collections import Counter, defaultdict, namedtuple
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache


class P:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        if not isinstance(other, P):
            return NotImplemented
        return self.x == other.x

    def __hash__(self):
        return hash(self.x)

    def __repr__(self):
        return f"P({self.x})"


d = {P(1): "one", P(2): "two", P(1): "uno"}
print(d, len(d), d[P(1)], P(2) in d, P(3) in d, d.get(P(2)), d.get(P(9), "no"))
print(d.setdefault(P(3), "three"), d.setdefault(P(1), "x"), d.pop(P(2)), d.pop(P(2), None))
try:
    d[P(7)]
except KeyError as error:
    print("KeyError", error)
del d[P(3)]
d.update({P(1): "eins", P(4): "vier"})
d.update([(P(4), "four"), (P(5), "five")])
print(d)
print(1 in d, {1: "int"}.get(P(1)), P(1) == 1)
s = {P(1), P(2), P(1)}
print(len(s), P(2) in s, len(set([P(3), P(3), P(4)])), len(frozenset(P(i % 3) for i in range(9))))
s.add(P(1)); s.discard(P(9)); s.remove(P(2))
print(s, s | {P(1)}, s & {P(1)}, s - {P(1)}, s ^ {P(1), P(5)}, s == {P(1)}, s <= {P(1), P(2)}, s.isdisjoint([P(1)]))
try:
    s.remove(P(2))
except KeyError as error:
    print("KeyError", error)
t = {(P(1), "a"): 1, (P(2), (P(3),)): 2}
print(t[P(1), "a"], t[(P(2), (P(3),))], (P(1), "b") in t)
print({P(1): 1} == {P(1): 1}, {P(1): 1} != {P(1): 2}, dict.fromkeys([P(1), P(1)], 0))
c = Counter([P(1), P(2), P(1)])
print(c.most_common(), c[P(1)])
dd = defaultdict(list)
for i in range(6):
    dd[P(i % 2)].append(i)
print(dict(dd))


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0


grid = {Point(1, 2): "a", Point(3): "b"}
print(grid[Point(1, 2)], grid[Point(3, 0)], Point(9) in grid, len({Point(1), Point(1), Point(2)}))


class Color(Enum):
    RED = 1
    BLUE = 2


print({Color.RED: "r", Color.BLUE: "b"}[Color(1)], Color.RED in {Color.RED})
Pair = namedtuple("Pair", "a b")
print({Pair(P(1), 2): "pair"}[(P(1), 2)], {(P(1), 2): "tuple"}[Pair(P(1), 2)])


@lru_cache
def slow(p):
    print("computing", p)
    return p.x * 10


print(slow(P(1)), slow(P(1)), slow(P(2)), slow.cache_info())
print({P(i): i for i in range(4)}, {P(i % 2) for i in range(4)} == {P(0), P(1)})
print([P(1), P(2)].index(P(2)), [P(1), P(1)].count(P(1)), P(3) in [P(1), P(3)], hash(P(3)), hash((P(1), 2)) == hash((1, 2)))


class E:
    def __eq__(self, other):
        return True


for act in (lambda: {E(): 1}, lambda: {E()}, lambda: hash(E()), lambda: {}.get(E()), lambda: E() in {}, lambda: {(1, E())}):
    try:
        print(act())
    except TypeError as error:
        print("TypeError", error)
