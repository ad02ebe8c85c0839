# Classes derived from list, dict, str, int, tuple, set and exceptions.


class Stack(list):
    def push(self, item):
        self.append(item)
        return self

    def peek(self):
        return self[-1]

    def __repr__(self):
        return f"Stack{list(self)}"


s = Stack([1, 2])
print(s.push(3), s.peek(), len(s), isinstance(s, list), type(s).__name__, s == [1, 2, 3], [0] + s)
s.label = "attributes"
print(s.label, sorted(s, reverse=True), list(reversed(s)), s[0:2], 2 in s)


class DefaultDict(dict):
    def __init__(self, factory, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.factory = factory

    def __missing__(self, key):
        print("missing", key)
        value = self[key] = self.factory()
        return value

    def __setitem__(self, key, value):
        print("set", key, value)
        super().__setitem__(key, value)


d = DefaultDict(list, {"a": [1]}, b=[2])
d["c"].append(3)
print(d, d["a"], d.get("zzz"), len(d), dict(d), "c" in d, list(d.items()))


class CountingDict(dict):
    def __getitem__(self, key):
        return super().__getitem__(key) * 10


c = CountingDict(x=1)
print(c["x"], c.get("x"), c)


class Name(str):
    def __new__(cls, value):
        self = super().__new__(cls, value.strip().title())
        self.raw = value
        return self

    def greet(self):
        return "Hello " + self


n = Name("  ann ")
print(n, n.raw == "  ann ", n.greet(), n == "Ann", len(n), n.upper(), isinstance(n, str), {n: 1}["Ann"])


class Celsius(int):
    def __new__(cls, value):
        return super().__new__(cls, value)

    def __add__(self, other):
        return Celsius(int(self) + int(other))

    def __repr__(self):
        return f"{int(self)}C"


t = Celsius(20)
print(t + 5, repr(t), t * 2, t > 19, t == 20, [10, 20, 30][Celsius(1)], type(t + 1).__name__, 5 + t)


class Point(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))

    @property
    def x(self):
        return self[0]

    def __add__(self, other):
        return Point(self[0] + other[0], self[1] + other[1])


p = Point(1, 2)
x, y = p + (10, 20)
print(p, p.x, x, y, p == (1, 2), hash(p) == hash((1, 2)))


class Unique(set):
    def add(self, item):
        print("adding", item)
        super().add(item)


u = Unique([1])
u.add(2)
print(len(u), 2 in u, u == {1, 2})


class AppError(Exception):
    def __init__(self, code, message="default"):
        super().__init__(message)
        self.code = code

    def __str__(self):
        return f"[{self.code}] {super().__str__()}"


class NotFound(AppError, KeyError):
    pass


try:
    raise NotFound(404, "gone")
except KeyError as error:
    print(error, error.code, error.args, repr(error), isinstance(error, AppError))
for bad in (lambda: type("X", (bool,), {}), lambda: type("X", (int, str), {}), lambda: Stack(1)):
    try:
        bad()
    except TypeError as error:
        print(error)
