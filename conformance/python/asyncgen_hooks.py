# The hooks for async generators: told of the first step, and of a death in the middle.
import sys


async def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("closed")


def step(awaitable):
    try:
        awaitable.send(None)
    except StopIteration as stop:
        return stop.value


kept = []


def finalizer(generator):
    print("finalizer")
    kept.append(generator)


print(sys.get_asyncgen_hooks()[0])
sys.set_asyncgen_hooks(firstiter=lambda g: print("first", g.__name__), finalizer=finalizer)
g = numbers()
print("made")
print(step(g.__anext__()))
print(step(g.__anext__()))
del g
print(len(kept), step(kept.pop().aclose()))
sys.set_asyncgen_hooks(None, None)
g = numbers()
print(step(g.asend(None)))
print(step(g.aclose()))
