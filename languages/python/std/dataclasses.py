# Data classes, without eval. Frames of this file are not shown.

from copy import deepcopy as _deepcopy


class FrozenInstanceError(AttributeError):
    pass


class _Missing:
    def __repr__(self):
        return "<dataclasses._MISSING_TYPE object>"


MISSING = _Missing()


class KW_ONLY:
    pass


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        self._kind = "field"

    def __repr__(self):
        names = "name type default default_factory init repr hash compare metadata kw_only".split()
        return "Field(" + ",".join([f"{name}={getattr(self, name)!r}" for name in names]) + ")"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
          metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _kind_of(annotation):
    text = annotation if isinstance(annotation, str) else ""
    name = text.split("[")[0].strip().rsplit(".", 1)[-1]
    if name == "ClassVar":
        return "class"
    if name == "InitVar" or isinstance(annotation, InitVar):
        return "init"
    if name == "KW_ONLY" or annotation is KW_ONLY:
        return "keyword"
    return "field"


def _read_field(cls, name, annotation, kw_only):
    default = vars(cls).get(name, MISSING)
    one = default if isinstance(default, Field) else field(default=default)
    one.name, one.type, one._kind = name, annotation, _kind_of(annotation)
    if one._kind in ("class", "init") and one.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if one.kw_only is MISSING:
        one.kw_only = kw_only
    if one._kind == "field" and one.default is not MISSING and _is_mutable(one.default):
        raise ValueError(
            f"mutable default {type(one.default)} for field {name} is not allowed: use default_factory"
        )
    return one


def _is_mutable(value):
    return isinstance(value, (list, dict, set, bytearray)) or getattr(type(value), "__hash__", None) is None


def _own_fields(cls, kw_only):
    found = []
    for name, annotation in vars(cls).get("__annotations__", {}).items():
        if _kind_of(annotation) == "keyword":
            kw_only = True
            continue
        one = _read_field(cls, name, annotation, kw_only)
        found.append(one)
        if isinstance(vars(cls).get(name), Field):
            if one.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, one.default)
    for name, value in vars(cls).items():
        if isinstance(value, Field) and name not in vars(cls).get("__annotations__", {}):
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return found


def _listed(names):
    names = [repr(name) for name in names]
    if len(names) > 2:
        return ", ".join(names[:-1]) + ", and " + names[-1]
    return " and ".join(names)


def _missing_error(where, names, word):
    plural = "" if len(names) == 1 else "s"
    return TypeError(f"{where} missing {len(names)} required {word} argument{plural}: {_listed(names)}")


def _bind(where, positional, keyword_only, args, kwargs):
    # What each parameter is given; MISSING where there is a default.
    given = {}
    if len(args) > len(positional):
        required = [one for one in positional if _is_required(one)]
        count = f"{len(positional) + 1}"
        if len(required) != len(positional):
            count = f"from {len(required) + 1} to {len(positional) + 1}"
        plural = "" if count == "1" else "s"
        verb = "was" if len(args) == 0 else "were"
        raise TypeError(f"{where} takes {count} positional argument{plural} but {len(args) + 1} {verb} given")
    for one, value in zip(positional, args):
        given[one.name] = value
    known = [one.name for one in positional] + [one.name for one in keyword_only]
    for name, value in kwargs.items():
        if name not in known:
            raise TypeError(f"{where} got an unexpected keyword argument '{name}'")
        if name in given:
            raise TypeError(f"{where} got multiple values for argument '{name}'")
        given[name] = value
    for fields, word in ((positional, "positional"), (keyword_only, "keyword-only")):
        missing = [one.name for one in fields if one.name not in given and _is_required(one)]
        if missing:
            raise _missing_error(where, missing, word)
    return given


def _is_required(one):
    return one.default is MISSING and one.default_factory is MISSING


def _make_init(cls, fields, frozen):
    parameters = [one for one in fields if one.init]
    positional = [one for one in parameters if not one.kw_only]
    keyword_only = [one for one in parameters if one.kw_only]
    before = None
    for one in positional:
        if not _is_required(one):
            before = one.name
        elif before is not None:
            raise TypeError(f"non-default argument {one.name!r} follows default argument {before!r}")
    where = f"{cls.__qualname__}.__init__()"
    count = len(positional)
    names = [one.name for one in positional]
    is_plain = len(fields) == count and all([one._kind == "field" for one in fields])
    has_post = hasattr(cls, "__post_init__")
    store = object.__setattr__ if frozen else setattr

    def __init__(self, /, *args, **kwargs):
        if is_plain and not kwargs and len(args) == count:
            for name, value in zip(names, args):
                store(self, name, value)
            if has_post:
                self.__post_init__()
            return
        given = _bind(where, positional, keyword_only, args, kwargs)
        extra = []
        for one in fields:
            value = given.get(one.name, MISSING)
            if value is MISSING:
                if one.default_factory is not MISSING:
                    value = one.default_factory()
                elif one.default is not MISSING:
                    value = one.default
                else:
                    continue
            if one._kind == "init":
                extra.append(value)
            else:
                store(self, one.name, value)
        if has_post:
            self.__post_init__(*extra)

    return __init__


_within = []


def _make_repr(fields):
    names = [one.name for one in fields if one.repr]

    def __repr__(self):
        for one in _within:
            if one is self:
                return "..."
        _within.append(self)
        try:
            parts = [f"{name}={getattr(self, name)!r}" for name in names]
        finally:
            _within.pop()
        return f"{self.__class__.__qualname__}({', '.join(parts)})"

    return __repr__


def _values(self, names):
    return tuple([getattr(self, name) for name in names])


def _make_comparisons(names):
    def __lt__(self, other):
        if other.__class__ is self.__class__:
            return _values(self, names) < _values(other, names)
        return NotImplemented

    def __le__(self, other):
        if other.__class__ is self.__class__:
            return _values(self, names) <= _values(other, names)
        return NotImplemented

    def __gt__(self, other):
        if other.__class__ is self.__class__:
            return _values(self, names) > _values(other, names)
        return NotImplemented

    def __ge__(self, other):
        if other.__class__ is self.__class__:
            return _values(self, names) >= _values(other, names)
        return NotImplemented

    return {"__lt__": __lt__, "__le__": __le__, "__gt__": __gt__, "__ge__": __ge__}


def _make_eq(names):
    def __eq__(self, other):
        if self is other:
            return True
        if other.__class__ is self.__class__:
            return _values(self, names) == _values(other, names)
        return NotImplemented

    return __eq__


def _make_hash(names):
    def __hash__(self):
        return hash(_values(self, names))

    return __hash__


def _freeze(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    for name, function in (("__setattr__", __setattr__), ("__delattr__", __delattr__)):
        if name in vars(cls):
            raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
        _install(cls, name, function)


def _install(cls, name, function):
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    setattr(cls, name, function)


def _with_slots(cls, fields):
    if "__slots__" in vars(cls):
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    names = [one.name for one in fields if one._kind == "field"]
    inherited = []
    for base in cls.__mro__[1:]:
        inherited.extend(vars(base).get("__slots__", ()))
    namespace = {name: value for name, value in vars(cls).items() if name not in names}
    for name in ("__dict__", "__weakref__"):
        namespace.pop(name, None)
    namespace["__slots__"] = tuple([name for name in names if name not in inherited])
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = cls.__qualname__
    return made


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    all_fields = {}
    frozen_bases = []
    for base in reversed(cls.__mro__[1:]):
        if "__dataclass_fields__" in vars(base):
            all_fields.update(vars(base)["__dataclass_fields__"])
            frozen_bases.append(base.__dataclass_params__["frozen"])
    own = _own_fields(cls, kw_only)
    for one in own:
        all_fields[one.name] = one
    if True in frozen_bases and not frozen:
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    if False in frozen_bases and frozen:
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    has_explicit_hash = "__hash__" in vars(cls) and not (
        vars(cls)["__hash__"] is None and "__eq__" in vars(cls)
    )
    has_own_eq = "__eq__" in vars(cls)
    used = [one for one in all_fields.values() if one._kind != "class"]
    fields_only = [one for one in used if one._kind == "field"]
    if init:
        _install(cls, "__init__", _make_init(cls, used, frozen))
    if repr and "__repr__" not in vars(cls):
        _install(cls, "__repr__", _make_repr(fields_only))
    compared = [one.name for one in fields_only if one.compare]
    if eq and not has_own_eq:
        _install(cls, "__eq__", _make_eq(compared))
    if order:
        for name, function in _make_comparisons(compared).items():
            if name in vars(cls):
                raise TypeError(
                    f"Cannot overwrite attribute {name} in class {cls.__name__}. "
                    "Consider using functools.total_ordering"
                )
            _install(cls, name, function)
    if frozen:
        _freeze(cls, [one.name for one in fields_only])
    hashed = [one.name for one in fields_only if (one.compare if one.hash is None else one.hash)]
    if unsafe_hash or (eq and frozen and not has_explicit_hash):
        _install(cls, "__hash__", _make_hash(hashed))
    elif eq and not has_explicit_hash:
        cls.__hash__ = None
    cls.__dataclass_fields__ = all_fields
    cls.__dataclass_params__ = {"frozen": frozen}
    if match_args and "__match_args__" not in vars(cls):
        cls.__match_args__ = tuple([one.name for one in used if one.init and not one.kw_only])
    if getattr(cls, "__replace__", None) is None:
        cls.__replace__ = _replace
    if slots:
        cls = _with_slots(cls, used)
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    found = getattr(class_or_instance, "__dataclass_fields__", None)
    if found is None:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([one for one in found.values() if one._kind == "field"])


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, "__dataclass_fields__")


def _is_instance(obj):
    return hasattr(type(obj), "__dataclass_fields__")


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _as_dict(obj, dict_factory)


def _as_dict(obj, dict_factory):
    if _is_instance(obj):
        return dict_factory([(one.name, _as_dict(getattr(obj, one.name), dict_factory)) for one in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_as_dict(one, dict_factory) for one in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_as_dict(one, dict_factory) for one in obj])
    if isinstance(obj, dict):
        return type(obj)([(_as_dict(key, dict_factory), _as_dict(value, dict_factory)) for key, value in obj.items()])
    return _deepcopy(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _as_tuple(obj, tuple_factory)


def _as_tuple(obj, tuple_factory):
    if _is_instance(obj):
        return tuple_factory([_as_tuple(getattr(obj, one.name), tuple_factory) for one in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_as_tuple(one, tuple_factory) for one in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_as_tuple(one, tuple_factory) for one in obj])
    if isinstance(obj, dict):
        return type(obj)([(_as_tuple(key, tuple_factory), _as_tuple(value, tuple_factory)) for key, value in obj.items()])
    return _deepcopy(obj)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for one in self.__dataclass_fields__.values():
        if one._kind == "class":
            continue
        if not one.init:
            if one.name in changes:
                raise TypeError(
                    f"field {one.name} is declared with init=False, it cannot be specified with replace()"
                )
            continue
        if one.name not in changes:
            if one._kind == "init" and one.default is MISSING:
                raise TypeError(f"InitVar {one.name!r} must be specified with replace()")
            changes[one.name] = getattr(self, one.name)
    return self.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    namespace = dict(namespace or {})
    annotations = {}
    for one in fields:
        if isinstance(one, str):
            annotations[one] = "typing.Any"
            continue
        annotations[one[0]] = one[1]
        if len(one) == 3:
            namespace[one[0]] = one[2]
    namespace["__annotations__"] = annotations
    cls = type(cls_name, tuple(bases), namespace)
    cls.__module__ = "__main__"
    return dataclass(cls, **options)
