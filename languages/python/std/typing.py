# Type hints: everything is accepted, nothing is enforced. Frames of this file are not shown.

from abc import ABCMeta as _ABCMeta, ABC as _ABC
from collections import namedtuple as _namedtuple

TYPE_CHECKING = False


def _shown(one):
    if one is ...:
        return "..."
    if isinstance(one, type) and not isinstance(one, _Alias):
        return one.__qualname__ if one.__module__ == "builtins" else f"{one.__module__}.{one.__qualname__}"
    if isinstance(one, list):
        return "[" + ", ".join([_shown(part) for part in one]) + "]"
    if isinstance(one, str):
        return f"ForwardRef({one!r})"
    if one is None:
        return "None"
    return repr(one)


class _Hint:
    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _Form(_Hint):
    # `Optional`, `List` and the like: what stands before the brackets.
    def __init__(self, name, origin=None, make=None):
        self._name = name
        self.__origin__ = origin
        self._make = make

    def __getitem__(self, args):
        if not isinstance(args, tuple):
            args = (args,)
        if self._make is not None:
            return self._make(args)
        return _Alias(self, args)

    def __call__(self, *args, **kwargs):
        if self.__origin__ is None:
            raise TypeError(f"Cannot instantiate {self!r}")
        return self.__origin__(*args, **kwargs)

    def __instancecheck__(self, obj):
        if self.__origin__ is None:
            raise TypeError(f"{self!r} cannot be used with isinstance()")
        return isinstance(obj, self.__origin__)

    def __mro_entries__(self, bases):
        return (self.__origin__,) if self.__origin__ is not None else ()

    def __repr__(self):
        return f"typing.{self._name}"

    def __hash__(self):
        return hash(self._name)


class _Alias(_Hint):
    def __init__(self, form, args):
        self._form = form
        self.__args__ = args
        self.__origin__ = getattr(form, "__origin__", None) or form

    @property
    def __parameters__(self):
        return tuple([one for one in self.__args__ if isinstance(one, TypeVar)])

    def __getitem__(self, args):
        if not isinstance(args, tuple):
            args = (args,)
        given = dict(zip(self.__parameters__, args))
        return _Alias(self._form, tuple([given.get(one, one) if isinstance(one, TypeVar) else one for one in self.__args__]))

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        origin = self.__origin__
        return (origin,) if isinstance(origin, type) else ()

    def __instancecheck__(self, obj):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __eq__(self, other):
        return isinstance(other, _Alias) and self._form is other._form and self.__args__ == other.__args__

    def __hash__(self):
        return hash(self.__args__)

    def __repr__(self):
        name = self._form._name if isinstance(self._form, _Form) else None
        args = self.__args__
        if name == "Union" and type(None) in args and len(args) == 2:
            rest = [one for one in args if one is not type(None)]
            return f"typing.Optional[{_shown(rest[0])}]"
        parts = [_shown(one) for one in args]
        if name == "Union":
            parts = ["None" if part == "NoneType" else part for part in parts]
        if name == "Callable" and len(args) > 1 and args[0] is not ...:
            parts = ["[" + ", ".join(parts[:-1]) + "]", parts[-1]]
        if name == "Literal":
            parts = [repr(one) for one in args]
        shown = f"typing.{name}" if name else _shown(self._form)
        return f"{shown}[{', '.join(parts)}]"


def _union(args):
    flat = []
    for one in args:
        one = type(None) if one is None else one
        parts = one.__args__ if isinstance(one, _Alias) and one._form is Union else (one,)
        for part in parts:
            if part not in flat:
                flat.append(part)
    return flat[0] if len(flat) == 1 else _Alias(Union, tuple(flat))


def _callable(args):
    first = args[0]
    rest = tuple(first) if isinstance(first, list) else (first,)
    return _Alias(Callable, rest + tuple(args[1:]))


Union = _Form("Union", None, _union)
Optional = _Form("Optional", None, lambda args: _union((args[0], None)))
Callable = _Form("Callable", None, _callable)
ClassVar = _Form("ClassVar")
Final = _Form("Final")
Literal = _Form("Literal")
Concatenate = _Form("Concatenate")
TypeGuard = _Form("TypeGuard")
TypeIs = _Form("TypeIs")
Required = _Form("Required")
NotRequired = _Form("NotRequired")
ReadOnly = _Form("ReadOnly")
Unpack = _Form("Unpack")
Annotated = _Form("Annotated")
NoReturn = _Form("NoReturn")
Never = _Form("Never")
Self = _Form("Self")
LiteralString = _Form("LiteralString")
TypeAlias = _Form("TypeAlias")
List = _Form("List", list)
Dict = _Form("Dict", dict)
Set = _Form("Set", set)
FrozenSet = _Form("FrozenSet", frozenset)
Tuple = _Form("Tuple", tuple)
Type = _Form("Type", type)
DefaultDict = _Form("DefaultDict", dict)
OrderedDict = _Form("OrderedDict", dict)
Counter = _Form("Counter", dict)
Deque = _Form("Deque")
ChainMap = _Form("ChainMap")
Iterable = _Form("Iterable")
Iterator = _Form("Iterator")
Reversible = _Form("Reversible")
Collection = _Form("Collection")
Container = _Form("Container")
Sequence = _Form("Sequence")
MutableSequence = _Form("MutableSequence")
Mapping = _Form("Mapping")
MutableMapping = _Form("MutableMapping")
AbstractSet = _Form("AbstractSet")
MutableSet = _Form("MutableSet")
Hashable = _Form("Hashable")
Sized = _Form("Sized")
Generator = _Form("Generator")
AsyncGenerator = _Form("AsyncGenerator")
AsyncIterable = _Form("AsyncIterable")
AsyncIterator = _Form("AsyncIterator")
Awaitable = _Form("Awaitable")
Coroutine = _Form("Coroutine")
ContextManager = _Form("ContextManager")
AsyncContextManager = _Form("AsyncContextManager")
Pattern = _Form("Pattern")
Match = _Form("Match")
IO = _Form("IO")
TextIO = _Form("TextIO")
BinaryIO = _Form("BinaryIO")
Text = str


class Any:
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


class _Variable(_Hint):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, default=None,
                 infer_variance=False):
        self.__name__ = name
        self.__bound__ = bound
        self.__constraints__ = constraints
        self._prefix = "+" if covariant else "-" if contravariant else "~"

    def __repr__(self):
        return f"{self._prefix}{self.__name__}"


class TypeVar(_Variable):
    pass


class TypeVarTuple(_Variable):
    def __iter__(self):
        yield self

    def __repr__(self):
        return self.__name__


class ParamSpec(_Variable):
    @property
    def args(self):
        return self

    @property
    def kwargs(self):
        return self


AnyStr = TypeVar("AnyStr", bytes, str)


class Generic:
    # Parameters change nothing, and the class itself can be derived from.
    def __class_getitem__(cls, args):
        return cls


_plain = set(dir(object)) | {
    "__dict__", "__weakref__", "__module__", "__doc__", "__annotations__", "__abstractmethods__", "_abc_registry",
    "__class_getitem__", "_is_protocol", "_is_runtime", "__subclasshook__", "__slots__", "__parameters__",
    "__orig_bases__", "__firstlineno__", "__static_attributes__", "__qualname__", "__type_params__",
}


class _ProtocolMeta(_ABCMeta):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls._is_protocol = name == "Protocol" or Protocol in bases
        return cls

    def __call__(cls, *args, **kwargs):
        if cls._is_protocol:
            raise TypeError("Protocols cannot be instantiated")
        return super().__call__(*args, **kwargs)

    def __instancecheck__(cls, instance):
        if not cls._is_protocol:
            return super().__instancecheck__(instance)
        if not cls.__dict__.get("_is_runtime", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        return all([hasattr(instance, name) for name in _protocol_names(cls)])

    def __subclasscheck__(cls, other):
        if not cls.__dict__.get("_is_protocol", False) or cls is Protocol:
            return super().__subclasscheck__(other)
        return cls in other.__mro__ or all([hasattr(other, name) for name in _protocol_names(cls)])


def _protocol_names(cls):
    names = []
    for base in cls.__mro__:
        if base is Protocol or base is Generic or base is object:
            continue
        for name in [*vars(base), *vars(base).get("__annotations__", {})]:
            if name not in _plain and name not in names:
                names.append(name)
    return names


class Protocol(Generic, metaclass=_ProtocolMeta):
    # Parameters change nothing, and the class itself can be derived from.
    def __class_getitem__(cls, args):
        return cls

    @classmethod
    def __subclasshook__(cls, other):
        return NotImplemented


def runtime_checkable(cls):
    cls._is_runtime = True
    return cls


class SupportsInt(Protocol):
    def __int__(self): ...


class SupportsFloat(Protocol):
    def __float__(self): ...


class SupportsIndex(Protocol):
    def __index__(self): ...


class SupportsAbs(Protocol):
    def __abs__(self): ...


for _one in (SupportsInt, SupportsFloat, SupportsIndex, SupportsAbs):
    runtime_checkable(_one)


class _NamedTupleMeta(type):
    def __new__(mcls, name, bases, namespace):
        if not bases:
            return super().__new__(mcls, name, bases, namespace)
        names = list(namespace.get("__annotations__", {}))
        defaults = []
        for one in names:
            if one in namespace:
                defaults.append(namespace[one])
            elif defaults:
                raise TypeError(f"Non-default namedtuple field {one} cannot follow default field{'' if len(defaults) == 1 else 's'} "
                                + ", ".join([other for other in names if other in namespace]))
        made = _namedtuple(name, names, defaults=defaults, module=namespace["__module__"])
        made.__annotations__ = namespace.get("__annotations__", {})
        for key, value in namespace.items():
            if key not in names and key not in ("__annotations__", "__module__", "__qualname__", "__slots__"):
                setattr(made, key, value)
        if "__qualname__" in namespace:
            made.__qualname__ = namespace["__qualname__"]
        return made

    def __call__(cls, typename, fields=(), **kwargs):
        pairs = list(fields) + list(kwargs.items())
        return _namedtuple(typename, [name for name, _ in pairs])


class NamedTuple(metaclass=_NamedTupleMeta):
    pass


class _TypedDictMeta(type):
    def __new__(mcls, name, bases, namespace, total=True):
        cls = super().__new__(mcls, name, bases, namespace)
        annotations = {}
        for base in reversed(cls.__mro__):
            annotations.update(vars(base).get("__annotations__", {}))
        cls.__total__ = total
        if bases:
            cls.__annotations__ = annotations
            own = set(namespace.get("__annotations__", {}))
            required = set()
            for base in bases:
                required |= set(getattr(base, "__required_keys__", ()))
            optional = set(annotations) - required - own
            (required if total else optional).update(own)
            cls.__required_keys__ = frozenset(required)
            cls.__optional_keys__ = frozenset(optional)
        return cls

    def __call__(cls, *args, **kwargs):
        if cls is TypedDict:
            name, fields = args[0], (args[1] if len(args) > 1 else {})
            return _TypedDictMeta(name, (TypedDict,), {"__annotations__": dict(fields)}, **kwargs)
        return dict(*args, **kwargs)

    def __instancecheck__(cls, obj):
        raise TypeError("TypedDict does not support instance and class checks")


class TypedDict(metaclass=_TypedDictMeta):
    pass


class NewType(_Hint):
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = "__main__"

    def __call__(self, x):
        return x

    def __repr__(self):
        return f"__main__.{self.__qualname__}"


class ForwardRef(_Hint):
    def __init__(self, arg):
        self.__forward_arg__ = arg

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


def cast(typ, val):
    return val


def overload(func):
    def refuse(*args, **kwds):
        raise NotImplementedError(
            "You should not call an overloaded function. A series of @overload-decorated functions "
            "outside a stub module should always be followed by an implementation that is not @overload-ed."
        )
    return refuse


def final(f):
    return f


def override(f):
    return f


def no_type_check(arg):
    return arg


def dataclass_transform(**kwargs):
    return lambda cls: cls


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def reveal_type(obj, /):
    return obj


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    if isinstance(obj, type):
        hints = {}
        for base in reversed(obj.__mro__):
            hints.update(vars(base).get("__annotations__", {}))
        return hints
    return dict(getattr(obj, "__annotations__", {}))


def get_origin(tp):
    origin = getattr(tp, "__origin__", None)
    return origin if isinstance(tp, _Alias) or origin is not None else None


def get_args(tp):
    args = getattr(tp, "__args__", ())
    if isinstance(tp, _Alias) and tp._form is Callable and args[0] is not ...:
        return (list(args[:-1]), args[-1])
    return args
