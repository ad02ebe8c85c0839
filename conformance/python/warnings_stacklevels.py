# stderr: whole
# Whose line a warning shows.
import warnings


def innermost(level):
    warnings.warn(f"level {level}", stacklevel=level)


def middle(level):
    innermost(level)


def outer(level):
    middle(level)


for level in (1, 2, 3, 4, 5):
    outer(level)


class Api:
    def __init__(self):
        warnings.warn("use Other", DeprecationWarning, stacklevel=2)

    @property
    def old(self):
        warnings.warn("use new", DeprecationWarning, stacklevel=2)
        return 1

    def method(self):
        warnings.warn("method", FutureWarning, 2)


api = Api()
print(api.old)
api.method()
api.method(); api.method()
values = [api.old for _ in range(2)]
print(values)
for _ in range(2):
    warnings.warn("long statement",
                  RuntimeWarning)


def deprecated(function):
    def wrapper(*args):
        warnings.warn(f"{function.__name__} is deprecated", DeprecationWarning, stacklevel=2)
        return function(*args)

    return wrapper


@deprecated
def add(a, b):
    return a + b


print(add(1, 2))
print(add(3, 4))
