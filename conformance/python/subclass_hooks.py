# `__init_subclass__`, `__class_getitem__`, `super` in all its forms.


class Plugin:
    plugins = []

    def __init_subclass__(cls, /, name=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.plugin_name = name or cls.__name__.lower()
        cls.plugins.append(cls)


class Alpha(Plugin, name="first"):
    pass


class Beta(Plugin):
    pass


print([p.plugin_name for p in Plugin.plugins], Plugin.__subclasses__() == [Alpha, Beta])
try:
    class Gamma(Plugin, color="red"):
        pass
except TypeError as error:
    print(error)


class Typed:
    def __class_getitem__(cls, item):
        return f"{cls.__name__} of {item.__name__}"


print(Typed[int])


class A:
    def __init__(self):
        self.trail = ["A"]

    def step(self):
        return ["A.step"]

    @classmethod
    def make(cls):
        return f"A.make {cls.__name__}"

    @staticmethod
    def helper():
        return "helper"

    @property
    def title(self):
        return "A title"


class B(A):
    def __init__(self):
        super().__init__()
        self.trail.append("B")

    def step(self):
        return super().step() + ["B.step"]

    @classmethod
    def make(cls):
        return super().make() + " via B"

    @property
    def title(self):
        return super().title + "!"


class C(A):
    def __init__(self):
        super(C, self).__init__()
        self.trail.append("C")

    def step(self):
        parent = super()
        return parent.step() + ["C.step"]


class D(B, C):
    def step(self):
        def inner():
            return super(D, self).step()

        return [*inner(), "D.step", super().helper()]


d = D()
print(d.trail, d.step(), D.make(), d.title)
print([c.__name__ for c in D.__mro__], D.mro() == list(D.__mro__))
for make in (
    lambda: type("X", (A, B), {}),
    lambda: type("X", (A, A), {}),
    lambda: type("X", (5,), {}),
    lambda: super(C, 5).step(),
    lambda: super(D, d).missing,
):
    try:
        make()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
