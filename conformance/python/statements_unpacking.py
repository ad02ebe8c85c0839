# Star-unpacking and targets of every kind.
first, *middle, last = range(5)
print(first, middle, last)
(a, [b, *c]), d = (1, [2, 3, 4]), 5
print(a, b, c, d)
*head, tail = "xyz"
print(head, tail)
for x, *rest in [(1, 2, 3), "ab", [9]]:
    print(x, rest)
print([*range(3), *"ab"], (*[1], 2), {*[1, 1], 3}, {**{"k": 1}, "k": 2, **{"z": 3}})


def f(*args, **kwargs):
    return args, kwargs


print(f(*[1, 2], 3, *(4,), x=1, **{"y": 2}))


class Box:
    pass


box = Box()
items = [0, 0, 0]
box.value, items[1], items[-1] = 1, 2, 3
print(box.value, items)
i = 0
i, items[i] = 2, 7
print(i, items)
box.a = box.b = items[0] = 4
print(box.a, box.b, items)
del items[0], box.a
print(items, hasattr(box, "a"))
items[1:1] = [8, 9]
del items[::2]
print(items)
x = y = []
x += [1]
print(y, x is y)
items[0] += 1
box.b *= 3
print(items, box.b)
t = ([1], 2)
try:
    t[0] += [5]
except TypeError as error:
    print(error, t)
for bad in ("a, b = 1, 2, 3", "a, b = 1,", "a, *b, c = 1,", "a, b = 5"):
    pass


def attempt(action):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)


def too_many():
    a, b = 1, 2, 3


def too_few():
    a, b, c = "xy"


def star_few():
    a, *b, c = [1]


def not_iterable():
    a, b = 5


def none_at_all():
    [*a] = None


for action in (too_many, too_few, star_few, not_iterable, none_at_all):
    attempt(action)
