# contextlib: generators as context managers, suppress, closing, ExitStack.
from contextlib import ExitStack, closing, contextmanager, nullcontext, redirect_stdout, suppress


@contextmanager
def tag(name):
    """Opens and closes."""
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as error:
        print("swallowed", error)
    finally:
        print(f"</{name}>")


print(tag.__name__, tag.__doc__)
with tag("a") as value, tag("b"):
    print(value)
with tag("c"):
    raise ValueError("inside")
try:
    with tag("d"):
        raise KeyError("other")
except KeyError as error:
    print("caught", repr(error))


@tag("decorated")
def work(n):
    print("working", n)
    return n + 1


print(work(1), work(2), work.__name__)


@contextmanager
def never():
    if False:
        yield


@contextmanager
def twice():
    yield 1
    yield 2


for manager in (never, twice):
    try:
        with manager():
            print("in", manager.__name__)
    except RuntimeError as error:
        print(error)


class Door:
    def close(self):
        print("closed")


with closing(Door()) as door, suppress(ZeroDivisionError, KeyError):
    print(type(door).__name__)
    1 / 0
with nullcontext(5) as five:
    print(five)


class Log:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        pass


log = Log()
with redirect_stdout(log):
    print("hidden", end="!")
print(log.parts)


def cleanup(*args, **kwargs):
    print("cleanup", args, kwargs)


with ExitStack() as stack:
    for name in "xy":
        stack.enter_context(tag(name))
    stack.callback(cleanup, 1, k=2)
    stack.push(lambda kind, error, tb: print("push saw", kind) or True)
    raise TypeError("lost")
print("after")
with ExitStack() as stack:
    stack.callback(print, "moved")
    later = stack.pop_all()
print("not yet")
later.close()
try:
    with ExitStack() as stack:
        stack.enter_context(42)
except TypeError as error:
    print(error)
try:
    with ExitStack() as stack:
        stack.callback(lambda: 1 / 0)
        raise KeyError("first")
except ZeroDivisionError as error:
    print(repr(error), repr(error.__context__))
