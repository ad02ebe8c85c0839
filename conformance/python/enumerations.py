# enum: members, lookups, aliases, mixed-in types, flags, errors.
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    @property
    def pretty(self):
        return self.name.title()

    @classmethod
    def default(cls):
        return cls.RED


print(Color.RED, repr(Color.GREEN), Color.BLUE.name, Color.BLUE.value, Color(2), Color["BLUE"], Color.CRIMSON)
print(list(Color), len(Color), Color.RED in Color, 3 in Color, 9 in Color, list(Color.__members__), Color)
print(Color.RED is Color(1), Color.RED == 1, Color.RED != Color.BLUE, Color.GREEN.pretty, Color.default())
print({Color.RED: "r"}[Color.RED], f"{Color.RED:>12}|", type(Color.RED), isinstance(Color.RED, Color))
for bad in (
    lambda: Color(9),
    lambda: Color["PINK"],
    lambda: setattr(Color, "RED", 5),
    lambda: Color.PINK,
    lambda: Color.RED < Color.BLUE,
    lambda: setattr(Color.RED, "value", 3),
):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)


class State(Enum):
    IDLE = auto()
    BUSY = auto()
    DONE = "done"


print([s.value for s in State], State("done"))


class Level(IntEnum):
    LOW = 1
    HIGH = 10


print(Level.LOW, repr(Level.HIGH), Level.LOW < Level.HIGH, Level.LOW + 1, Level.HIGH == 10, sorted([Level.HIGH, Level.LOW]))
print(max(Level), [10, 20, 30][Level.LOW], f"{Level.HIGH:03d}", isinstance(Level.LOW, int), int(Level.HIGH))


class Kind(StrEnum):
    FILE = auto()
    LINK = "symlink"


print(Kind.FILE, repr(Kind.LINK), Kind.FILE == "file", Kind.LINK.upper(), f"{Kind.FILE}!", Kind("symlink").name)


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(Perm.R | Perm.X, repr(Perm.R | Perm.W), Perm.RW, ~Perm.R, Perm.R & Perm.W, bool(Perm.R & Perm.W), list(Perm))
print(Perm.R in Perm.RW, Perm.X in Perm.RW, [p.name for p in Perm.RW], Perm.RW ^ Perm.R, Perm(5), len(Perm.RW))
print(repr(Perm(0)), (Perm.R | Perm.X).value, Perm.R | Perm.W is Perm.RW)


class Bits(IntFlag):
    A = 1
    B = 2


print(Bits.A | Bits.B, repr(Bits.A | Bits.B), Bits.A | 8, Bits.A + 1, Bits(3) & 1)


class Planet(Enum):
    EARTH = (5.9, 6.3)
    MARS = (0.6, 3.3)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    def __str__(self):
        return f"{self.name.lower()}:{self.mass}"

    @classmethod
    def _missing_(cls, value):
        return cls.EARTH if value == "home" else None


print(Planet.MARS, Planet.EARTH.radius, Planet.EARTH.value, Planet("home"))
try:

    @unique
    class Twice(Enum):
        A = 1
        B = 1

except ValueError as error:
    print(error)
try:

    class More(Color):
        PINK = 4

except TypeError as error:
    print(error)
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Animal.CAT.value, Animal.__name__)
