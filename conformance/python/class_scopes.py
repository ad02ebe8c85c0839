# Class bodies: name mangling, loops, comprehensions, nested classes, closures.


class Base:
    def __init__(self):
        self.__secret = "base"

    def reveal(self):
        return self.__secret

    def __hidden(self):
        return "hidden in base"

    def call(self):
        return self.__hidden()


class Derived(Base):
    def __init__(self):
        super().__init__()
        self.__secret = "derived"

    def both(self):
        return self.reveal(), self.__secret

    def __hidden(self):
        return "hidden in derived"


d = Derived()
print(d.both(), d.call(), sorted(d.__dict__))
try:
    d.__secret
except AttributeError as error:
    print(error)

x = "global"


class Body:
    x = "class"
    names = []
    for i in range(3):
        names.append(f"n{i}")
    squares = [n * n for n in range(4)]
    shifted = {n: s for n, s in zip(names, squares)}
    inner = [x for _ in range(1)]
    if squares[2] == 4:
        extra = True
    del i

    def method(self):
        return x

    class Nested:
        y = 5

        def outer(self):
            return Body.x, self.y


print(Body.names, Body.shifted, Body.inner, Body.extra, hasattr(Body, "i"))
print(Body().method(), Body.Nested().outer())


def factory(step):
    class Counter:
        count = 0
        size = step

        def bump(self):
            nonlocal step
            step += 1
            Counter.count += self.size
            return step, Counter.count, __class__ is Counter

    return Counter


one, two = factory(10), factory(100)
print(one().bump(), one().bump(), two().bump(), one is two)


def outer():
    value = "outer"

    class Reads:
        seen = value
        value = "in class"
        after = value

    return Reads.seen, Reads.after


try:
    print(outer())
except NameError as error:
    print(error)


class Chain:
    def __init__(self):
        self.items = []

    def add(self, item):
        self.items.append(item)
        return self


print(Chain().add(1).add(2).items)
print(Body.__doc__, Base.__name__, Base.__module__, Body.Nested.__qualname__)
