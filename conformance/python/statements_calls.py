# How calls fail to fit, in CPython's words.
def none():
    pass


def one(a):
    return a


def mixed(a, b=2, /, c=3, *, d, e=5):
    return a, b, c, d, e


def only(*, key, other):
    return key, other


def gather(a, *args, k=1, **kwargs):
    return a, args, k, kwargs


class Thing:
    def __init__(self, x):
        self.x = x

    def method(self, y, z=1):
        return y, z

    @staticmethod
    def static(q):
        return q


def attempt(action):
    try:
        print(action())
    except TypeError as error:
        print(error)


for action in (
    lambda: none(1), lambda: one(), lambda: one(1, 2), lambda: one(b=1), lambda: one(1, a=2),
    lambda: mixed(), lambda: mixed(1), lambda: mixed(1, d=4), lambda: mixed(a=1, d=2),
    lambda: mixed(1, 2, 3, 4, d=1), lambda: mixed(1, b=3, d=1), lambda: only(1, 2),
    lambda: only(), lambda: only(key=1), lambda: gather(), lambda: gather(1, 2, 3, k=4, z=5),
    lambda: gather(1, **{"a": 2}), lambda: gather(1, **{1: 2}),
    lambda: Thing(), lambda: Thing(1, 2), lambda: Thing(1).method(), lambda: Thing(1).method(1, 2, 3),
    lambda: Thing.method(), lambda: Thing.static(), lambda: Thing(1)(), lambda: (lambda x: x)(),
    lambda: one(*[1, 2], **{"c": 3}), lambda: mixed(1, d=1, f=6), lambda: mixed(1, d=1, e2=6),
    lambda: only(1, key=2, other=3),
):
    attempt(action)


def defaults(value, into=[]):
    into.append(value)
    return into


print(defaults(1), defaults(2), defaults(3, []))
functions = [lambda n=n: n for n in range(3)]
print([function() for function in functions], [f() for f in [lambda: n for n in range(3)]])
print((lambda *a, **k: (a, k))(1, b=2), (lambda a, /, b, *, c: (a, b, c))(1, b=2, c=3))
