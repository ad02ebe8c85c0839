# Method calls, inherited ones, super(), properties, class attributes.
class Shape:
    scale = 2

    def __init__(self, name):
        self.name = name
        self.calls = 0

    def area(self):
        raise NotImplementedError

    def touch(self):
        self.calls += 1

    @property
    def size(self):
        return self.area() * self.scale

    @staticmethod
    def plus(a, b):
        return a + b


class Square(Shape):
    def __init__(self, side):
        super().__init__("square")
        self.side = side

    def area(self):
        return self.side * self.side


class Tile(Square):
    def area(self):
        return super().area() + 1


def main():
    shapes = [Square(2), Tile(3), Square(4), Tile(5)]
    total = 0
    for i in range(40_000):
        for shape in shapes:
            total = Shape.plus(total, shape.size)
            shape.touch()
    print(total, shapes[0].calls)


main()
