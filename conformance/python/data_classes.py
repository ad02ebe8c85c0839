# dataclasses: fields, defaults, ordering, frozen and keyword-only ones, errors.
import dataclasses
from dataclasses import KW_ONLY, InitVar, dataclass, field
from typing import ClassVar


@dataclass
class Point:
    x: int
    y: int = 0

    def norm(self):
        return abs(self.x) + abs(self.y)


p = Point(1, 2)
print(p, Point(y=5, x=4), Point(7), p == Point(1, 2), p != Point(1, 3), p == (1, 2), p.norm())
p.x = 10
print(p, Point.__match_args__, [f.name for f in dataclasses.fields(Point)], Point.__hash__)


@dataclass(order=True, frozen=True)
class Job:
    priority: int
    name: str = field(compare=False)
    tags: list = field(default_factory=list, compare=False, repr=False)
    total: ClassVar[int] = 3


jobs = [Job(2, "b"), Job(1, "z", ["t"]), Job(2, "a")]
print(sorted(jobs), min(jobs).tags, jobs[0] == jobs[2], jobs[0] >= jobs[1], hash(jobs[0]) == hash(Job(2, "q")))
print(dataclasses.asdict(jobs[1]), dataclasses.astuple(jobs[1]), dataclasses.replace(jobs[1], priority=9))
for change in (lambda: setattr(jobs[0], "priority", 1), lambda: delattr(jobs[0], "name")):
    try:
        change()
    except dataclasses.FrozenInstanceError as error:
        print(type(error).__name__, error)


@dataclass
class Base:
    a: int
    scale: InitVar[int] = 1

    def __post_init__(self, scale):
        self.scaled = self.a * scale


@dataclass
class Child(Base):
    b: int = 2
    _: KW_ONLY
    c: int = 3
    items: dict = field(default_factory=dict, init=False)


child = Child(5, 10, 20, c=30)
print(child, child.scaled, child.items is Child(1).items, Child.__mro__[1].__name__)
for call in (
    lambda: Point(),
    lambda: Point(1, 2, 3),
    lambda: Point(1, z=2),
    lambda: Point(1, x=2),
    lambda: Child(1, 2, 3, 4),
    lambda: Point(1) < Point(2),
    lambda: hash(Point(1)),
    lambda: dataclasses.asdict(3),
    lambda: dataclasses.fields(3),
):
    try:
        call()
    except TypeError as error:
        print(error)
try:

    @dataclass
    class Bad:
        items: list = []

except ValueError as error:
    print(error)
try:

    @dataclass
    class Late:
        a: int = 1
        b: int

except TypeError as error:
    print(error)


@dataclass(slots=True, kw_only=True)
class Slim:
    a: int
    b: str = "x"


slim = Slim(a=1)
print(slim, Slim.__slots__, hasattr(slim, "__dict__"), dataclasses.is_dataclass(Slim), dataclasses.is_dataclass(3))


@dataclass(eq=False, repr=False)
class Plain:
    a: int


print(Plain(1) == Plain(1), len({Plain(1), Plain(1)}), Point.__init__.__qualname__, dataclasses.is_dataclass(Plain(1)))


@dataclass
class Tree:
    name: str
    children: list["Tree"] = field(default_factory=list)


root = Tree("r", [Tree("c")])
root.children.append(root)
print(root, dataclasses.asdict(Tree("a", [Tree("b")])))
match Point(3, 4):
    case Point(x=3, y=n):
        print("matched", n)
