# PEP 695 and annotations.
type Number = int | float if False else int
type Pair[A] = tuple


def first[T](items: list[T], default: T = None) -> T:
    print(T, T.__name__)
    return items[0] if items else default


class Box[T]:
    count: int = 0
    name: str
    item: "later"

    def __init__(self, item: T) -> None:
        self.item: T = item

    def get(self) -> T:
        return self.item


print(first([1, 2]), Number, Number.__name__, Number.__value__)
print(Box(3).get(), Box.count, list(Box.__annotations__))
print(Box.__annotations__["count"], Box.__annotations__["name"])


def f(a: int, *args: str, b: float = 1.0, **kw: bool) -> None:
    x: int = 5
    y: undefined_name
    return x


print(f(1), f.__annotations__)
value: int = 3
other: str
print(__annotations__)
