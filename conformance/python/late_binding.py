# Closures see the variable, not the value it had: the classic trap, and its remedies.
functions = [lambda: i for i in range(3)]
print([f() for f in functions])

bound = [lambda i=i: i for i in range(3)]
print([f() for f in bound])


def make(i):
    return lambda: i


print([make(i)() for i in range(3)])


def counter():
    count = 0

    def increment(step=1):
        nonlocal count
        count += step
        return count

    return increment


first, second = counter(), counter()
first()
first(10)
print(first(), second())


def shared(item, into=[]):
    into.append(item)
    return into


print(shared(1), shared(2))
