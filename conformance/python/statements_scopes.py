# global, nonlocal, walrus, comprehensions, class bodies.
counter = 0


def bump():
    global counter
    counter += 1
    return counter


bump()
print(bump(), counter)


def outer():
    n = 1

    def inner():
        nonlocal n
        n += 1

        def innermost():
            nonlocal n
            n *= 10
        innermost()
        return n
    return inner(), n


print(outer())
if (n := 10) > 5:
    print(n)
print([y := 1, y**2], y, [last := x for x in range(4)], last)
print([(a, b) for a in range(3) if (b := a * 2) > 1], b)
print(any((hit := word).startswith("b") for word in ["a", "bc", "bd"]), hit)
while (n := n - 3) > 0:
    print("n", n)


class Body:
    x = 1
    y = x + 1
    squares = [i * i for i in range(3)]
    z = [x for _ in range(2)] if False else y

    def x_of(self):
        return x


x = "global"
print(Body.y, Body.squares, Body.z, Body().x_of())


def unbound():
    try:
        print(later)
    except UnboundLocalError as error:
        print(error)
    later = 1
    del later
    try:
        later
    except UnboundLocalError as error:
        print(error)


unbound()


def free():
    def use():
        return value
    try:
        use()
    except NameError as error:
        print(error)
    value = 1
    return use()


print(free())
try:
    missing
except NameError as error:
    print(error, error.name)
matrix = [[1, 2], [3, 4]]
print([v for row in matrix for v in row], {r[0]: r for r in matrix}, {len(r) for r in matrix})
print([[c for c in r if c > 1] for r in matrix if sum(r) > 3], list(v for v in (1, 2) for _ in (3, 4)))
i = "kept"
[i for i in range(3)]
print(i)
