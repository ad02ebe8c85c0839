# send, throw and close of generators, and what each state answers.


def echo():
    got = None
    while True:
        try:
            got = yield got
        except ValueError as error:
            got = f"caught {error}"
        except GeneratorExit:
            print("closing")
            raise


g = echo()
print(next(g), g.send("a"), g.send(2), g.throw(ValueError("v")))
g.close()
for act in (lambda: next(g), lambda: g.send(1), lambda: g.throw(KeyError, ) , lambda: g.close()):
    try:
        print("gives", act())
    except BaseException as error:
        print(type(error).__name__, error)

g = echo()
try:
    g.send("early")
except TypeError as error:
    print(error)
try:
    g.throw(ZeroDivisionError("before the start"))
except ZeroDivisionError as error:
    print(error)
print(list(g))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)


def returning():
    try:
        yield 1
    except GeneratorExit:
        return "returned"


g = returning()
next(g)
print(g.close(), g.close())


def reentrant():
    yield next(me)


me = reentrant()
try:
    next(me)
except ValueError as error:
    print(error)


def stops():
    yield 1
    raise StopIteration("early")


try:
    list(stops())
except RuntimeError as error:
    print(error, "/", repr(error.__cause__))
try:
    echo().throw(3)
except TypeError as error:
    print(error)
