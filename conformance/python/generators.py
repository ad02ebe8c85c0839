# Generators are lazy, take values and exceptions in, delegate and clean up.
def numbers(limit):
    received = []
    try:
        for i in range(limit):
            value = yield i
            if value is not None:
                received.append(value)
    finally:
        print("closing with", received)
    return received


generator = numbers(3)
print(next(generator), generator.send("x"), next(generator))
try:
    next(generator)
except StopIteration as stop:
    print("returned", stop.value)

generator = numbers(10)
next(generator)
generator.close()
print(list(generator))


def delegating():
    result = yield from numbers(2)
    print("inner returned", result)
    yield "last"


print(list(delegating()))


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


print([n for n, _ in zip(fibonacci(), range(12))])
print(sum(n * n for n in range(10)), any(n > 3 for n in range(5)), list(map(str, filter(None, range(3)))))


def patient():
    try:
        yield 1
    except ValueError as error:
        yield f"got {error}"


generator = patient()
next(generator)
print(generator.throw(ValueError("thrown in")))
print(next(generator, "exhausted"))
