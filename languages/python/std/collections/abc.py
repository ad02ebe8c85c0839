# Abstract base classes of containers. Frames of this file are not shown.

from abc import ABCMeta as _ABCMeta, abstractmethod as _abstractmethod


def _has_all(cls, names):
    for name in names:
        for base in cls.__mro__:
            if name in vars(base) or (base.__module__ == "builtins" and hasattr(base, name) and not hasattr(object, name)):
                if vars(base).get(name, name) is None:
                    return False
                break
        else:
            return False
    return True


class _Meta(_ABCMeta):
    def __subclasscheck__(cls, subclass):
        wanted = vars(cls).get("_wanted")
        if wanted is not None and isinstance(subclass, type) and _has_all(subclass, wanted):
            return True
        for one in vars(cls).get("_kinds", ()):
            if issubclass(subclass, one):
                return True
        return super().__subclasscheck__(subclass)


class _Base(metaclass=_Meta):
    __slots__ = ()

    @classmethod
    def __subclasshook__(cls, subclass):
        return NotImplemented

    def __class_getitem__(cls, args):
        return cls


class Hashable(_Base):
    _wanted = ("__hash__",)

    @_abstractmethod
    def __hash__(self):
        return 0


class Callable(_Base):
    _wanted = ("__call__",)

    @_abstractmethod
    def __call__(self, *args, **kwds):
        return False


class Iterable(_Base):
    _wanted = ("__iter__",)

    @_abstractmethod
    def __iter__(self):
        return iter(())


class Iterator(Iterable):
    _wanted = ("__iter__", "__next__")

    @_abstractmethod
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self


class Reversible(Iterable):
    _wanted = ("__reversed__", "__iter__")


class Generator(Iterator):
    _wanted = ("__iter__", "__next__", "send", "throw", "close")


class Awaitable(_Base):
    _wanted = ("__await__",)


class Coroutine(Awaitable):
    _wanted = ("__await__", "send", "throw", "close")


class AsyncIterable(_Base):
    _wanted = ("__aiter__",)


class AsyncIterator(AsyncIterable):
    _wanted = ("__anext__", "__aiter__")

    def __aiter__(self):
        return self


class AsyncGenerator(AsyncIterator):
    _wanted = ("__aiter__", "__anext__", "asend", "athrow", "aclose")


class Sized(_Base):
    _wanted = ("__len__",)

    @_abstractmethod
    def __len__(self):
        return 0


class Container(_Base):
    _wanted = ("__contains__",)

    @_abstractmethod
    def __contains__(self, x):
        return False


class Collection(Sized, Iterable, Container):
    _wanted = ("__len__", "__iter__", "__contains__")


class Sequence(Reversible, Collection):
    _wanted = None
    _kinds = (list, tuple, str, range, bytes)

    @_abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        index = 0
        while True:
            try:
                value = self[index]
            except IndexError:
                return
            yield value
            index += 1

    def __contains__(self, value):
        for one in self:
            if one is value or one == value:
                return True
        return False

    def __reversed__(self):
        for index in reversed(range(len(self))):
            yield self[index]

    def index(self, value, start=0, stop=None):
        for at, one in enumerate(self):
            if at >= start and (one is value or one == value):
                return at
        raise ValueError

    def count(self, value):
        return sum([1 for one in self if one is value or one == value])


class MutableSequence(Sequence):
    _wanted = None
    _kinds = (list,)

    @_abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @_abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @_abstractmethod
    def insert(self, index, value):
        raise IndexError

    def append(self, value):
        self.insert(len(self), value)

    def clear(self):
        while len(self):
            self.pop()

    def reverse(self):
        count = len(self)
        for index in range(count // 2):
            self[index], self[count - index - 1] = self[count - index - 1], self[index]

    def extend(self, values):
        for value in list(values):
            self.append(value)

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


class Set(Collection):
    _wanted = None
    _kinds = (set, frozenset)

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def __le__(self, other):
        return len(self) <= len(other) and all([one in other for one in self])

    def __lt__(self, other):
        return len(self) < len(other) and self <= other

    def __ge__(self, other):
        return len(self) >= len(other) and all([one in self for one in other])

    def __gt__(self, other):
        return len(self) > len(other) and self >= other

    def __eq__(self, other):
        return isinstance(other, Set) and len(self) == len(other) and self <= other

    __hash__ = None

    def __and__(self, other):
        return self._from_iterable([one for one in other if one in self])

    def __or__(self, other):
        return self._from_iterable([*self, *other])

    def __sub__(self, other):
        return self._from_iterable([one for one in self if one not in other])

    def __xor__(self, other):
        return (self - other) | self._from_iterable([one for one in other if one not in self])

    def isdisjoint(self, other):
        return not any([one in self for one in other])


class MutableSet(Set):
    _wanted = None
    _kinds = (set,)

    @_abstractmethod
    def add(self, value):
        raise NotImplementedError

    @_abstractmethod
    def discard(self, value):
        raise NotImplementedError

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    def clear(self):
        for value in list(self):
            self.discard(value)


class Mapping(Collection):
    _wanted = None
    _kinds = (dict,)

    @_abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return list(self)

    def items(self):
        return [(key, self[key]) for key in self]

    def values(self):
        return [self[key] for key in self]

    def __eq__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None


_nothing = object()


class MutableMapping(Mapping):
    _wanted = None
    _kinds = (dict,)

    @_abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @_abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, default=_nothing):
        try:
            value = self[key]
        except KeyError:
            if default is _nothing:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def clear(self):
        while len(self):
            self.popitem()

    def update(self, other=(), /, **kwds):
        pairs = other.items() if isinstance(other, Mapping) else other
        for key, value in pairs:
            self[key] = value
        for key, value in kwds.items():
            self[key] = value

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default


class KeysView(_Base):
    pass


class ValuesView(_Base):
    pass


class ItemsView(_Base):
    pass


class Buffer(_Base):
    pass
