# Functions as values: closures, lambdas, defaults, keyword and starred arguments.
def counter(start=0):
    n = start

    def bump(by=1):
        nonlocal n
        n += by
        return n

    return bump


def area(width, height=2, *, scale=1):
    return width * height * scale


def total_of(*values, **named):
    return len(values) + len(named)


def main():
    bump = counter()
    for i in range(200_000):
        bump()
    total = bump(3)
    for i in range(100_000):
        total += area(i, scale=3)
        total += area(width=i, height=1)
    for i in range(50_000):
        total += total_of(i, i, a=1, b=2)
    total += sum(map(lambda x: x + 1, range(100_000)))
    total += len(sorted(range(50_000), key=lambda x: -x))
    print(total)


main()
