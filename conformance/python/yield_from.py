# `yield from`: values, sends, throws and closes go to the inner one and back.


def inner():
    total = 0
    try:
        while True:
            got = yield total
            if got is None:
                return f"total {total}"
            total += got
    except ValueError:
        yield "handled"
        return "after error"
    finally:
        print("inner over")


def outer():
    while True:
        result = yield from inner()
        print("inner gave", result)


g = outer()
next(g)
print(g.send(3), g.send(4), g.send(None))
print(g.send(10), g.throw(ValueError), next(g))
g.close()


class Source:
    def __init__(self):
        self.left = 3

    def __iter__(self):
        return self

    def __next__(self):
        self.left -= 1
        if self.left < 0:
            raise StopIteration("source result")
        return self.left

    def send(self, value):
        return ("sent", value)

    def throw(self, error):
        return ("thrown", type(error).__name__ if not isinstance(error, type) else error.__name__)

    def close(self):
        print("source closed")


def over(source):
    result = yield from source
    print("result", result)
    return result


g = over(Source())
print(next(g), g.send("x"), g.throw(KeyError("k")), next(g), next(g))
print(next(g, "end"))
g = over(Source())
next(g)
g.close()
print(list(over([1, 2])), list(over("ab")))
g = over([1])
next(g)
try:
    g.send(5)
except AttributeError as error:
    print(error)


async def coro():
    return 1


def wrong():
    c = coro()
    try:
        yield from c
    finally:
        c.close()


try:
    next(wrong())
except TypeError as error:
    print(error)
