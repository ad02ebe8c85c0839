# What a class pattern complains about at run time.


class Pair:
    __match_args__ = ("left", "right")

    def __init__(self):
        self.left = 1
        self.right = 2

    @property
    def total(self):
        return self.left + self.right


class Odd:
    __match_args__ = ["a"]


class NoNames:
    __match_args__ = (1,)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


def three():
    match Pair():
        case Pair(1, 2, 3):
            return "three"


def twice():
    match Pair():
        case Pair(1, left=1):
            return "twice"


def odd():
    match Odd():
        case Odd(1):
            return "odd"


def no_names():
    match NoNames():
        case NoNames(1):
            return "names"


def not_a_class():
    shape = 3
    match 3:
        case shape():
            return "shape"


def plain():
    match object():
        case object(1):
            return 1


def builtin_two():
    match 3:
        case int(3, 4):
            return 1


def missing():
    match Pair():
        case Pair(left=1, up=_):
            return "up"
        case Pair(left=1, total=3):
            return "total"


def keys():
    a = b = "k"

    class K:
        one = "k"
        two = "k"

    match {"k": 1, "j": 2}:
        case {K.one: 1, K.two: x}:
            return x


for action in (three, twice, odd, no_names, not_a_class, plain, builtin_two, missing, keys):
    attempt(action)
