# `__slots__`: no other attributes, no dict, and how inheritance changes that.


class Point:
    __slots__ = ("x", "y")
    dimensions = 2

    def __init__(self, x, y):
        self.x = x
        self.y = y


p = Point(1, 2)
p.x += 10
print(p.x, p.y, p.dimensions, Point.__slots__)


def attempt(act):
    try:
        print(act())
    except (AttributeError, ValueError, TypeError) as error:
        print(type(error).__name__, error)


attempt(lambda: setattr(p, "z", 3))
attempt(lambda: p.__dict__)
attempt(lambda: setattr(p, "dimensions", 3))
del p.y
attempt(lambda: p.y)


class Point3(Point):
    __slots__ = ["z"]


q = Point3(1, 2)
q.z = 3
attempt(lambda: (q.x, q.z))
attempt(lambda: setattr(q, "w", 3))


class Loose(Point):
    pass


loose = Loose(1, 2)
loose.anything = True
print(loose.anything, loose.x)


def conflict():
    class Bad:
        __slots__ = "a"
        a = 1


attempt(conflict)


class Single:
    __slots__ = "only"


s = Single()
s.only = 1
print(s.only, hasattr(s, "other"))
attempt(lambda: setattr(object(), "x", 1))
attempt(lambda: setattr(5, "x", 1))
