# sys.getrefcount: one for its own argument, one for each name and container.
import sys


class Thing:
    pass


class Base:
    pass


class Derived(Base):
    pass


t = Thing()
print(sys.getrefcount(t), sys.getrefcount(Thing()), sys.getrefcount([]))
u = t
print(sys.getrefcount(t))
both = [t, t]
print(sys.getrefcount(t))
del u
both.pop()
print(sys.getrefcount(t))
table = {"k": t}
pair = (t, both)
print(sys.getrefcount(t), sys.getrefcount(both))


def count(parameter):
    local = parameter
    return sys.getrefcount(parameter)


print(count(t), count(Thing()))


def closure():
    kept = t

    def inner():
        return kept

    return inner


c = closure()
print(sys.getrefcount(t), sys.getrefcount(c), sys.getrefcount(count))
bound = t.__init__
print(sys.getrefcount(t))
iterator = iter(both)
print(sys.getrefcount(both))
for item in both:
    print(sys.getrefcount(item), sys.getrefcount(both))
print(sys.getrefcount(Thing) - sys.getrefcount(Derived), sys.getrefcount(Base))
print(sys.getrefcount(None), sys.getrefcount(True), sys.getrefcount(7), sys.getrefcount("name"))
text = "not a name"
made = text + "!"
print(sys.getrefcount(text), sys.getrefcount(made))
try:
    raise ValueError(t)
except ValueError as error:
    print(sys.getrefcount(t), sys.getrefcount(error))
print(sys.getrefcount(t))
