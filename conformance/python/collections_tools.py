# collections: defaultdict, Counter, OrderedDict, namedtuple, ChainMap.
from collections import ChainMap, Counter, OrderedDict, UserDict, defaultdict, namedtuple

groups = defaultdict(list)
for word in ["apple", "avocado", "bean"]:
    groups[word[0]].append(word)
print(groups, dict(groups), groups.get("z"), "z" in groups, len(groups), groups.default_factory)
nested = defaultdict(lambda: defaultdict(int))
nested["a"]["b"] += 2
print(nested["a"]["b"], {k: dict(v) for k, v in nested.items()}, isinstance(nested, dict))
try:
    defaultdict(None)["k"]
except KeyError as error:
    print(repr(error))
try:
    defaultdict(3)
except TypeError as error:
    print(error)

c = Counter("mississippi")
print(c, c.most_common(2), c["z"], c.total(), sorted(c.elements())[:3], Counter(a=2, b=1))
c.update("ppp")
c.subtract({"s": 1})
print(c["p"], c["s"], c + Counter("zz"), c - Counter("ssss"), Counter("aab") & Counter("ab"), Counter("a") | Counter("bb"))
print(+Counter(a=1, b=-1), Counter(), Counter("ab") == Counter("ba"), dict(Counter([1, 1])), max(c, key=c.get))
for key, count in sorted(c.items()):
    print(key, count, end=" ")
print()

od = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
od.move_to_end("a")
od.move_to_end("c", last=False)
print(od, list(od), od.popitem(), od.popitem(last=False), od, OrderedDict())
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1) == {"a": 1})

Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(p, p.x, p[1], p == (1, 2), p._replace(x=5), p._asdict(), Point._fields, Point._make([7, 8]), len(p))
x, y = p
print(x + y, sorted([Point(2, 1), Point(1, 9)]), isinstance(p, tuple), hash(p) == hash((1, 2)), {p: 1}[(1, 2)], p + (3,))
Row = namedtuple("Row", ["id", "name", "age"], defaults=["?", 0])
print(Row(1), Row(1, age=3), Row._field_defaults)


class Vector(namedtuple("Vector", "x y")):
    __slots__ = ()

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    @property
    def length(self):
        return (self.x**2 + self.y**2) ** 0.5


print(Vector(3, 4).length, Vector(1, 2) + Vector(3, 4))
for bad in (
    lambda: Point(1),
    lambda: Point(1, 2, 3),
    lambda: Point(1, z=3),
    lambda: setattr(p, "x", 3),
    lambda: namedtuple("N", "a a"),
    lambda: namedtuple("N", "class"),
    lambda: Point._make([1]),
):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)

chain = ChainMap({"a": 1}, {"a": 2, "b": 3})
chain["c"] = 4
print(chain["a"], chain["b"], chain, sorted(chain), len(chain), "z" in chain, chain.new_child({"a": 0})["a"])
print(chain.parents, chain.get("q", 9), dict(chain))


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


print(Upper(a=1), Upper({"b": 2})["B"])
