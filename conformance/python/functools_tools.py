# functools: wraps, partial, reduce, caches, ordering, dispatch.
import functools
from functools import cache, cmp_to_key, lru_cache, partial, reduce, singledispatch, total_ordering, wraps


def logged(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        print("calling", function.__name__, args, kwargs)
        return function(*args, **kwargs)

    return wrapper


@logged
def add(a, b=1):
    """Adds."""
    return a + b


add.version = 3
print(add(1), add(1, b=5), add.__name__, add.__doc__, add.__wrapped__(2, 3), add.__qualname__)

inc = partial(add, 10)
print(inc(), inc(b=2), partial(inc, b=7)(), inc.func is add, inc.args, inc.keywords)
print(partial(print, 1, sep="-"))
try:
    partial(3)
except TypeError as error:
    print(error)

print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(max, [], 5))
try:
    reduce(max, [])
except TypeError as error:
    print(error)


@lru_cache(maxsize=2)
def square(n):
    print("computing", n)
    return n * n


print([square(n) for n in (1, 2, 1, 3, 2)], square.cache_info())
square.cache_clear()
print(square.cache_info(), square.__name__, square.cache_parameters())


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info())


class Table:
    @lru_cache
    def row(self, n):
        print("row", n)
        return [n]


table = Table()
print(table.row(1) is table.row(1), table.row(2))


@total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


one, two = Version(1), Version(2)
print(one < two, one <= two, one > two, one >= two, one <= Version(1), one >= Version(1))
print(sorted("bca", key=cmp_to_key(lambda a, b: (a < b) - (a > b))))


@singledispatch
def describe(value):
    return f"something {value!r}"


@describe.register(int)
def _(value):
    return f"int {value}"


@describe.register(list)
def describe_list(value):
    return f"list of {len(value)}"


print(describe(1), describe("x"), describe([1, 2]), describe(True), describe_list([1]))
print(describe.dispatch(float) is describe.__wrapped__, functools.reduce is reduce)
