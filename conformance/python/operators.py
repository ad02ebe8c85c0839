# Operators of user classes: reflected, in place, NotImplemented, and who is asked first.


class Money:
    def __init__(self, amount):
        self.amount = amount

    def __repr__(self):
        return f"{type(self).__name__}({self.amount})"

    def __add__(self, other):
        if isinstance(other, int):
            return Money(self.amount + other)
        if isinstance(other, Money):
            return Money(self.amount + other.amount)
        return NotImplemented

    __radd__ = __add__

    def __iadd__(self, other):
        self.amount += other
        return self

    def __mul__(self, times):
        return Money(self.amount * times)

    def __rmul__(self, times):
        return ("reflected", times)

    def __neg__(self):
        return Money(-self.amount)

    def __abs__(self):
        return Money(abs(self.amount))

    def __bool__(self):
        return self.amount != 0

    def __eq__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return self.amount == other.amount

    def __lt__(self, other):
        print("lt", self, other)
        return self.amount < other.amount

    def __floordiv__(self, other):
        return "floordiv"

    def __mod__(self, other):
        return "mod"

    def __matmul__(self, other):
        return "matmul"

    def __rpow__(self, other):
        return f"rpow {other}"

    def __invert__(self):
        return "inverted"


class Special(Money):
    def __radd__(self, other):
        return "special first"

    def __gt__(self, other):
        print("gt of the subclass")
        return True


m = Money(5)
print(m + 1, 1 + m, sum([m, m]), m * 2, 2 * m, -m, abs(-m), bool(Money(0)))
m += 10
print(m, m // 2, m % 2, m @ 2, 2 ** m, ~m)
print(m + Special(1), Money(1) < Money(2), Money(1) > Money(2), Money(1) < Special(0))
print(m == Money(15), m != Money(15), m == 15, m != 15, sorted([Money(3), Money(1)]))
try:
    m + "x"
except TypeError as error:
    print(error)
try:
    m <= m
except TypeError as error:
    print(error)
try:
    m -= 1
except TypeError as error:
    print(error)
try:
    hash(m)
except TypeError as error:
    print(error)
try:
    {m: 1}
except TypeError as error:
    print(error)
print(int | None, isinstance(3, int | str), isinstance(None, int | None), isinstance("x", (int, (float, str))))


class Grid:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)

    def __contains__(self, item):
        return item == "inside"

    def __call__(self, *args, **kwargs):
        return args, kwargs

    def __len__(self):
        return 3

    def __reversed__(self):
        return iter("reversed")


g = Grid()
g[1, 2] = 3
del g["x"]
print(g[1:2], g[1, ...], "inside" in g, g(1, k=2), len(g), bool(g), list(reversed(g))[:2])
