# Inheritance, super, special methods, properties, class and static methods.
class Shape:
    count = 0

    def __init__(self, name):
        self.name = name
        Shape.count += 1

    def area(self):
        return 0

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r}, area={self.area()})"

    def __lt__(self, other):
        return self.area() < other.area()

    def __eq__(self, other):
        return isinstance(other, Shape) and self.area() == other.area()

    def __hash__(self):
        return hash(self.area())

    @classmethod
    def unit(cls):
        return cls("unit", 1)

    @staticmethod
    def describe():
        return "a shape"


class Square(Shape):
    def __init__(self, name, side):
        super().__init__(name)
        self.side = side

    def area(self):
        return self.side**2

    @property
    def perimeter(self):
        return 4 * self.side

    @perimeter.setter
    def perimeter(self, value):
        self.side = value / 4

    def __add__(self, other):
        return Square(self.name + other.name, self.side + other.side)

    def __len__(self):
        return self.side

    def __getitem__(self, index):
        if index >= self.side:
            raise IndexError(index)
        return [self.name] * self.side

    def __contains__(self, item):
        return item == self.name

    def __call__(self, factor):
        return self.side * factor


a, b = Square("a", 2), Square("b", 3)
print(a, [b, a], sorted([b, a]), max(a, b).name)
print(a == Square("x", 2), a != b, a < b, a + b, len(b), "a" in a, a(10))
print([row for row in a], Square.unit(), Shape.describe(), Shape.count)
a.perimeter = 20
print(a.side, a.perimeter, hasattr(a, "side"), getattr(a, "missing", "default"))
print(isinstance(a, Shape), issubclass(Square, Shape), [c.__name__ for c in Square.__mro__])


class Account:
    def __init__(self):
        self.__balance = 0

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.__balance += amount
        return self

    @property
    def balance(self):
        return self.__balance


account = Account().deposit(10).deposit(5)
print(account.balance, hasattr(account, "__balance"))
try:
    account.balance = 7
except AttributeError as error:
    print(error)
