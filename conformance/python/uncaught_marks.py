# Which part of a line is marked.
def check(action):
    try:
        action()
    except Exception as error:
        last = error
    chain.append(last)


chain = []
d = {"a": {"b": None}}
x = None


def one():
    return d["a"]["b"]["c"]


def two():
    return x.name + x.other


def three():
    return (1 +
            "a" * 2 +
            3)


def four():
    value = len(5)
    return value


def five():
    return sum([1, 2], 3) / 0


def six(a, b):
    pass


def seven():
    six(1, 2, 3,
        c=4)


def eight():
    for a, b in [(1, 2), (3,)]:
        pass


def nine():
    assert x is not None, "x is missing"


def ten():
    raise ValueError(
        "over several"
        " lines"
    )


def eleven():
    x.y.z = 3


def twelve():
    del d["q"]


def thirteen():
    return [n / 0 for n in range(3) if n]


def fourteen():
    with x as y:
        pass


def fifteen():
    print(undefined_thing, d)


def sixteen():
    return f"{d['a']!r:>10}{x.foo}"


def seventeen():
    é = "ü" + 1
    return é


def eighteen():
    return lambda: (yield)


def nineteen():
    d["a"]["b"] += 1


def twenty():
    return -"a" if not x else ~x


def twentyone():
    return 1 < "a" < 3


def twentytwo():
    a, (b, *c) = 1, ()


for action in (one, two, three, four, five, seven, eight, nine, ten, eleven, twelve, thirteen,
               fourteen, fifteen, sixteen, seventeen, nineteen, twenty, twentyone, twentytwo):
    check(action)
for error in chain:
    error.__context__ = None
for first, second in zip(chain, chain[1:]):
    second.__cause__ = first
raise chain[-1]
