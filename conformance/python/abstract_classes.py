# abc: abstract methods, properties, registration.
from abc import ABC, ABCMeta, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        """The area."""

    @property
    @abstractmethod
    def name(self): ...

    def describe(self):
        return f"{self.name} of {self.area()}"


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side**2

    @property
    def name(self):
        return "square"


class Half(Shape):
    def area(self):
        return 0


print(Square(3).describe(), isinstance(Square(1), Shape), issubclass(Half, Shape), sorted(Shape.__abstractmethods__))
for cls in (Shape, Half):
    try:
        cls()
    except TypeError as error:
        print(error)


class Plugin(metaclass=ABCMeta):
    @classmethod
    @abstractmethod
    def load(cls): ...


@Plugin.register
class Virtual:
    pass


print(isinstance(Virtual(), Plugin), issubclass(Virtual, Plugin), issubclass(int, Plugin), Plugin.load())
try:
    Plugin()
except TypeError as error:
    print(error)


class Sized(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        return hasattr(other, "__len__") if cls is Sized else NotImplemented


print(isinstance([], Sized), isinstance(3, Sized))


class Stub(Shape):
    def area(self):
        return super().area()

    name = "stub"


print(Stub().describe(), type(Shape).__name__)
