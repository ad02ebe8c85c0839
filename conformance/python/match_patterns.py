# Every kind of pattern, with what it captures.


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Color:
    RED = "red"
    GREEN = "green"


def describe(subject):
    match subject:
        case 0:
            return "zero"
        case 1 | 2 | 3 as small:
            return f"small {small}"
        case -1 | 1.5 | "text":
            return f"literal {subject!r}"
        case True:
            return "never, 1 comes first"
        case None:
            return "none"
        case Color.RED:
            return "the red one"
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [Point(x=0, y=0), Point(px, py)]:
            return f"from the origin to {px},{py}"
        case [1, 2, *rest, 9]:
            return f"starts 1 2, ends 9, between {rest}"
        case [first, *_, last] if first == last:
            return f"same ends {first}"
        case (str(name), int() | float() as number):
            return f"{name}={number}"
        case ["go", ("north" | "south") as direction]:
            return f"go {direction}"
        case [_, [a, *b], *_]:
            return f"nested {a} {b}"
        case {"kind": "circle", "r": r}:
            return f"circle {r}"
        case {"kind": kind, **rest}:
            return f"{kind} with {rest}"
        case {1: one, 2: two}:
            return f"one {one} two {two}"
        case {}:
            return "some mapping"
        case Point(0, y):
            return f"on the axis at {y}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point():
            return "a point"
        case str() as text:
            return f"str {text}"
        case bool(flag):
            return f"bool {flag}"
        case int(n) if n > 100:
            return f"big {n}"
        case set() | frozenset():
            return "a set"
        case _:
            return f"something else: {subject!r}"


subjects = [
    0, 2, -1, 1.5, "text", None, "red", [], [7], (7,), [Point(0, 0), Point(3, 4)],
    [1, 2, 3, 4, 9], [5, 6, 5], ["a", 1], ("b", 2.5), ["go", "south"], [1, [2, 3, 4], 5],
    {"kind": "circle", "r": 2}, {"kind": "box", "w": 1, "h": 2}, {1: "a", 2: "b", 3: "c"},
    {"other": 1}, Point(0, 5), Point(2, 2), Point(1, 2), "plain", False, 1000, 50, {1, 2},
    frozenset(), 3.25, range(2), range(0), "ab", object,
]
for subject in subjects:
    shown = "Point" if isinstance(subject, Point) else subject
    try:
        print(describe(subject) if subject is not object else "skipped")
    except Exception as error:
        print("error", error)

match [1, 2]:
    case [1, x] | [x, 2]:
        print("or binds", x)
match {"a": {"b": [1, {"c": 3}]}}:
    case {"a": {"b": [_, {"c": c}]}}:
        print("deep", c)
match 5:
    case 6:
        print("no")
print("nothing matched is fine")


def unbound():
    match [1, 2]:
        case [a, 3]:
            pass
    try:
        print(a)
    except UnboundLocalError as error:
        print(error)


unbound()
match = 3
case = match + 1
print(match, case)
match case:
    case 4 if match == 3:
        print("soft keywords")
