# stderr: whole
# Generators that die suspended: closed, and what they do with it.
import gc


def cleans(name):
    try:
        yield 1
    finally:
        print("clean", name)


def ignores():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("refuses to end")


def converts():
    try:
        yield 1
    except GeneratorExit:
        raise ValueError("instead of ending")


def returns():
    try:
        yield 1
    except GeneratorExit:
        return "ignored value"


def start(generator):
    next(generator)
    return generator


for value in cleans("left by break"):
    break
print("--")
start(ignores())
print("--")
start(converts())
print("--")
start(returns())
unstarted = cleans("never started")
del unstarted


def outer():
    yield from cleans("inner")


start(outer())
a, b = start(cleans("a")), start(cleans("b"))
a = b = None


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        print("exit", kind.__name__)


def within():
    with Manager():
        yield


start(within())
kept = start(cleans("at exit"))
print("end")
