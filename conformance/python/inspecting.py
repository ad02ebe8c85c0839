# inspect: kinds of functions and states of coroutines.
import functools
import inspect


def plain(a, b=2, *args, c, d=4, **kwargs):
    """Docs
    indented.
    """


def gen():
    yield 1


async def coro():
    return 1


async def agen():
    yield 1


functions = [plain, gen, coro, agen, len, print, int]
for name in ("isfunction", "isgeneratorfunction", "iscoroutinefunction", "isasyncgenfunction", "isbuiltin", "isclass"):
    print(name, [getattr(inspect, name)(f) for f in functions])
c, g = coro(), gen()
print(inspect.iscoroutine(c), inspect.isawaitable(c), inspect.isgenerator(g), inspect.isawaitable(g))
print(inspect.getcoroutinestate(c), inspect.getgeneratorstate(g), next(g), inspect.getgeneratorstate(g))
c.close()
g.close()
print(inspect.getcoroutinestate(c), inspect.getgeneratorstate(g), inspect.iscoroutinefunction(functools.partial(coro)))
signature = inspect.signature(plain)
print(signature, list(signature.parameters), signature.parameters["b"].default)
bound = signature.bind(1, c=3)
bound.apply_defaults()
print(bound.args, bound.kwargs, inspect.getdoc(plain))
try:
    signature.bind()
except TypeError as error:
    print(error)
