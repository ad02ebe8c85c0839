# typing: hints are accepted and change nothing.
from collections.abc import Iterable, Sequence
from typing import (
    TYPE_CHECKING, Any, Callable, Generic, Literal, NamedTuple, NewType, Optional, Protocol, TypedDict, TypeVar, Union,
    cast, get_type_hints, overload, runtime_checkable,
)

if TYPE_CHECKING:
    print("never")
T = TypeVar("T")
UserId = NewType("UserId", int)
Handler = Callable[[int, str], bool]
Pair = Union[int, str]


class Box(Generic[T]):
    def __init__(self, item: T) -> None:
        self.item = item

    def get(self) -> T:
        return self.item


class Row(NamedTuple):
    id: int
    name: str = "?"

    def label(self) -> str:
        return f"{self.id}:{self.name}"


class Movie(TypedDict, total=False):
    title: str
    year: int


@runtime_checkable
class Closes(Protocol):
    def close(self) -> None: ...


class File:
    def close(self):
        return "closed"


@overload
def twice(x: int) -> int: ...
@overload
def twice(x: str) -> str: ...
def twice(x):
    return x * 2


print(Box[int](5).get(), Box("x").item, Row(1), Row(2, "b").label(), Row(1) == (1, "?"), Row._fields)
movie: Movie = {"title": "t"}
print(movie, Movie(title="u", year=1), isinstance(File(), Closes), isinstance(3, Closes))
print(UserId(4) + 1, cast(str, 5), twice(2), twice("a"), T, Optional[int], Union[int, str], Literal["a", 1])
print(Callable[[int], str], Optional[Box], get_type_hints(Row)["id"])


def first(items: Sequence[T], default: Optional[T] = None) -> Any:
    return items[0] if items else default


print(first([1]), first([], 2), isinstance([], Iterable), isinstance(3, Iterable), isinstance("a", Sequence))
try:
    Closes()
except TypeError as error:
    print(error)
