# Metaclasses: registering, checking, attributes and operators of the class itself.


class Registry(type):
    classes = {}

    def __new__(mcls, name, bases, namespace, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace)
        print("new", name, [b.__name__ for b in bases], sorted(kwargs))
        cls.registered = True
        return cls

    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace)
        Registry.classes[name] = cls

    def __len__(cls):
        return len(cls.__name__)

    def __iter__(cls):
        return iter(cls.__name__)

    def __contains__(cls, item):
        return item in cls.__name__

    def __getitem__(cls, index):
        return cls.__name__[index]

    def __getattr__(cls, name):
        return f"no {name} in {cls.__name__}"

    @property
    def shout(cls):
        return cls.__name__.upper()

    def hello(cls):
        return f"hello from {cls.__name__}"


class Base(metaclass=Registry):
    def who(self):
        return __class__.__name__


class Child(Base, flag=1):
    def who(self):
        return "child of " + super().who()


print(sorted(Registry.classes), Child.registered, Child().who())
print(len(Child), list(Base), "h" in Child, Child[0], Child.shout, Child.missing)
print(Child.hello(), type(Child), isinstance(Child, type), Child.__class__ is Registry)
try:
    Child().hello()
except AttributeError as error:
    print(error)


class Meta2(type):
    pass


try:
    class Conflict(Base, metaclass=Meta2):
        pass
except TypeError as error:
    print(error)

Made = type("Made", (Base,), {"x": 1, "double": lambda self: self.x * 2})
print(Made.__name__, Made().double(), Made.__mro__[1].__name__, type(Made).__name__)
Point = type("Point", (), {"__init__": lambda self, x: setattr(self, "x", x)})
print(Point(5).x, type(Point), Point.__bases__)


class Checked(type):
    def __instancecheck__(cls, instance):
        return hasattr(instance, "quack")

    def __subclasscheck__(cls, other):
        return hasattr(other, "quack")


class Duck(metaclass=Checked):
    pass


class Robot:
    quack = True


print(isinstance(Robot(), Duck), isinstance(3, Duck), issubclass(Robot, Duck), issubclass(int, (str, Duck)))
