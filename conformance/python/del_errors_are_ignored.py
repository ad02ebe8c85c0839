# stderr: whole
# An exception in a finalizer is reported and ignored.
class Bad:
    def __del__(self):
        raise ValueError("boom")


b = Bad()
del b
print("goes on")


class Deep:
    def __del__(self):
        self.help(3)

    def help(self, n):
        if n == 0:
            raise KeyError("deep")
        self.help(n - 1)


Deep()


class Chained:
    def __del__(self):
        try:
            1 / 0
        except ZeroDivisionError:
            raise RuntimeError("second")


def caller():
    local = Chained()
    print("in caller")


caller()


class Empty:
    def __del__(self):
        raise ValueError


try:
    e = Empty()
    raise IndexError("handled")
except IndexError as error:
    del e
    print("caught", error)


class Own(Exception):
    pass


class RaisesOwn:
    def __del__(self):
        raise Own("mine", 2)


[RaisesOwn(), RaisesOwn()]


def stubborn():
    try:
        yield 1
    finally:
        yield 2


g = stubborn()
next(g)
del g
print("end")
