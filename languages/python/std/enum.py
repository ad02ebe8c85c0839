# Enumerations. Frames of this file are not shown.


class auto:
    def __init__(self, value=None):
        self.value = value

    def __or__(self, other):
        return _Later(lambda a, b: a | b, self, other)

    def __and__(self, other):
        return _Later(lambda a, b: a & b, self, other)

    def __xor__(self, other):
        return _Later(lambda a, b: a ^ b, self, other)

    __ror__ = __or__


class _Later(auto):
    # What a body computes of values that are made after it has run.
    def __init__(self, function, left, right):
        self.value = None
        self.function, self.left, self.right = function, left, right

    def settle(self):
        parts = [one.settle() if isinstance(one, _Later) else one.value if isinstance(one, auto) else one
                 for one in (self.left, self.right)]
        return self.function(*parts)


_class_property = property


class property:
    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget = fget
        self.name = fget.__name__

    def __set_name__(self, owner, name):
        self.owner = owner
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            found = owner._member_map_.get(self.name)
            if found is None:
                raise AttributeError(f"{owner!r} has no attribute {self.name!r}")
            return found
        return self.fget(instance)

    def __set__(self, instance, value):
        raise AttributeError(f"<enum {self.owner.__name__!r}> cannot set attribute {self.name!r}")

    def __delete__(self, instance):
        raise AttributeError(f"<enum {self.owner.__name__!r}> cannot delete attribute {self.name!r}")


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


def _is_special(name):
    return len(name) > 2 and name[0] == "_" and name[-1] == "_"


_kinds = (type(lambda: 0), classmethod, staticmethod, _class_property)


def _is_descriptor(value):
    return isinstance(value, _kinds) or any([hasattr(type(value), name) for name in ("__get__", "__set__", "__delete__")])


def _is_member(cls_name, name, value):
    if isinstance(value, nonmember):
        return False
    if isinstance(value, member):
        return True
    if _is_special(name) or name.startswith(f"_{cls_name.lstrip('_')}__"):
        return False
    return not _is_descriptor(value)


def _data_type(bases):
    for base in bases:
        for one in base.__mro__:
            if one is object:
                continue
            if isinstance(one, EnumType):
                if one._member_type_ is not object:
                    return one._member_type_
                continue
            if one in (int, str, float, tuple, bytes, dict, list, set, frozenset):
                return base if not isinstance(base, EnumType) else one
    return object


class EnumType(type):
    def __new__(mcls, cls_name, bases, namespace, *, boundary=None, _simple=False, **kwds):
        if not bases:
            cls = super().__new__(mcls, cls_name, bases, namespace)
            cls._member_type_ = object
            cls._member_names_ = []
            cls._member_map_ = {}
            cls._value2member_map_ = {}
            return cls
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError(f"<enum {cls_name!r}> cannot extend {base!r}")
        ignored = namespace.get("_ignore_", ())
        if isinstance(ignored, str):
            ignored = ignored.replace(",", " ").split()
        found = []
        kept = {}
        for name, value in namespace.items():
            if name in ignored or name == "_ignore_":
                continue
            if _is_member(cls_name, name, value):
                found.append((name, value.value if isinstance(value, member) else value))
            else:
                kept[name] = value.value if isinstance(value, nonmember) else value
        data_type = _data_type(bases)
        own_new = kept.pop("__new__", None)
        if isinstance(own_new, staticmethod):
            own_new = own_new.__func__
        if own_new is None:
            for base in bases:
                own_new = getattr(base, "_make_member_", None) or own_new
        if own_new is not None:
            kept["_make_member_"] = staticmethod(own_new)
        cls = super().__new__(mcls, cls_name, bases, kept, **kwds)
        cls._member_type_ = data_type
        cls._member_names_ = []
        cls._member_map_ = {}
        cls._value2member_map_ = {}
        cls._add_members(found, data_type, own_new)
        return cls

    def _add_members(cls, found, data_type, own_new):
        values = []
        generate = cls._generate_next_value_
        for name, value in found:
            if name == "mro":
                raise ValueError(f"invalid enum member name(s) '{name}'")
            value = cls._resolve(name, value, generate, values)
            args = value if isinstance(value, tuple) and data_type is not tuple else (value,)
            if own_new is not None:
                one = own_new(cls, *args)
            elif data_type is object:
                one = object.__new__(cls)
            else:
                one = data_type.__new__(cls, *args)
            if "_value_" not in vars(one):
                if own_new is None and data_type is not object:
                    value = data_type(*args)
                one._value_ = value
            value = one._value_
            values.append(value)
            known = cls._find(value)
            if known is not None:
                cls._member_map_[name] = known
                type.__setattr__(cls, name, known)
                continue
            one._name_ = name
            one.__objclass__ = cls
            one._sort_order_ = len(cls._member_names_)
            if _has_init(cls):
                one.__init__(*args)
            cls._member_map_[name] = one
            if not cls._is_flag_ or cls._is_single(value):
                cls._member_names_.append(name)
            try:
                cls._value2member_map_[value] = one
            except TypeError:
                pass
            type.__setattr__(cls, name, one)

    def _resolve(cls, name, value, generate, values):
        if isinstance(value, _Later):
            return value.settle()
        if isinstance(value, auto):
            if value.value is None:
                value.value = generate(name, 1, len(values), list(values))
            return value.value
        if isinstance(value, tuple) and any([isinstance(one, auto) for one in value]):
            return tuple([cls._resolve(name, one, generate, values) for one in value])
        return value

    def _find(cls, value):
        try:
            return cls._value2member_map_.get(value)
        except TypeError:
            for one in cls._member_map_.values():
                if one._value_ == value:
                    return one
            return None

    def __call__(cls, value, names=None, *more, module=None, qualname=None, type=None, start=1, boundary=None):
        if not cls._member_map_ and names is not None:
            return cls._create(value, names, start, type)
        if names is not None:
            value = (value, names, *more)
        return cls._lookup(value)

    def _create(cls, cls_name, names, start, mixin):
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        bases = (cls,) if mixin is None else (mixin, cls)
        namespace = {}
        values = []
        pairs = names.items() if isinstance(names, dict) else names
        for index, one in enumerate(pairs):
            if isinstance(one, str):
                value = cls._generate_next_value_(one, start, index, list(values))
            else:
                one, value = one
            values.append(value)
            namespace[one] = value
        namespace["__module__"] = "__main__"
        return type(cls)(cls_name, bases, namespace)

    def _lookup(cls, value):
        if type(value) is cls:
            return value
        found = cls._find(value)
        if found is not None:
            return found
        if not cls._member_map_:
            raise TypeError(f"{cls!r} has no members")
        try:
            found = cls._missing_(value)
        except Exception as error:
            if not isinstance(error, ValueError):
                error.__context__ = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
            raise
        if isinstance(found, cls):
            return found
        if found is None:
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        raise TypeError(f"error in {cls.__name__}._missing_: returned {found!r} instead of None or a valid member")

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        return isinstance(value, cls) or cls._find(value) is not None

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    __members__ = _class_property(lambda cls: dict(cls._member_map_))

    def __repr__(cls):
        return f"<flag {cls.__name__!r}>" if cls._is_flag_ else f"<enum {cls.__name__!r}>"

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        super().__delattr__(name)


EnumMeta = EnumType


def _has_init(cls):
    return cls.__init__ is not cls._member_type_.__init__ and cls.__init__ is not object.__init__


class Enum(metaclass=EnumType):
    _is_flag_ = False

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return max(last_values) + 1
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None

    @classmethod
    def _missing_(cls, value):
        return None

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return format(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum):
    def __repr__(self):
        return Enum.__repr__(self)

    def __str__(self):
        return int.__repr__(self._value_)

    def __format__(self, format_spec):
        return format(self._value_, format_spec)

    def __hash__(self):
        return hash(self._value_)


class StrEnum(str, ReprEnum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __repr__(self):
        return Enum.__repr__(self)

    def __str__(self):
        return self._value_

    def __format__(self, format_spec):
        return format(self._value_, format_spec)

    def __hash__(self):
        return hash(self._value_)


class Flag(Enum):
    _is_flag_ = True
    _keeps_ = False

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        return 2 ** max(last_values).bit_length()

    @classmethod
    def _is_single(cls, value):
        return isinstance(value, int) and value > 0 and value & (value - 1) == 0

    @classmethod
    def _all(cls):
        mask = 0
        for one in cls._member_map_.values():
            mask |= one._value_
        return mask

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask = cls._all()
        if value < 0:
            value = ((1 << mask.bit_length()) + value) & (mask if not cls._keeps_ else -1)
            found = cls._value2member_map_.get(value)
            if found is not None:
                return found
        if value & ~mask and not cls._keeps_:
            width = max(value.bit_length(), mask.bit_length())
            raise ValueError(
                f"{cls!r} invalid value {value!r}\n    given 0b0 {value:0{width}b}\n  allowed 0b0 {mask:0{width}b}"
            )
        member_type = cls._member_type_
        one = object.__new__(cls) if member_type is object else member_type.__new__(cls, value)
        one._value_ = value
        one._name_ = cls._name_of(value)
        one.__objclass__ = cls
        cls._value2member_map_[value] = one
        return one

    @classmethod
    def _name_of(cls, value):
        names = []
        rest = value
        for name in cls._member_names_:
            part = cls._member_map_[name]._value_
            if part & value:
                names.append(name)
                rest &= ~part
        if not names:
            return None
        if rest:
            names.append(str(rest))
        return "|".join(names)

    def _other(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return None

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and {self.__class__.__qualname__!r}"
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        cls = self.__class__
        members = [cls._member_map_[name] for name in cls._member_names_]
        return iter([one for one in members if one._value_ & self._value_])

    def __len__(self):
        return len(list(iter(self)))

    def __repr__(self):
        if self._name_ is None:
            return f"<{self.__class__.__name__}: {self._value_!r}>"
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        if self._name_ is None:
            return f"{self.__class__.__name__}({self._value_!r})"
        return f"{self.__class__.__name__}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def __hash__(self):
        return hash(self._value_)

    def __or__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else self.__class__(self._value_ | other)

    def __and__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else self.__class__(self._value_ & other)

    def __xor__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else self.__class__(self._value_ ^ other)

    def __invert__(self):
        cls = self.__class__
        if cls._keeps_:
            return cls(~self._value_)
        return cls(cls._all() & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


class IntFlag(int, ReprEnum, Flag):
    _keeps_ = True

    def __repr__(self):
        return Flag.__repr__(self)

    def __str__(self):
        return int.__repr__(self._value_)

    def __format__(self, format_spec):
        return format(self._value_, format_spec)

    def __hash__(self):
        return hash(self._value_)

    def __bool__(self):
        return self._value_ != 0

    __or__ = Flag.__or__
    __and__ = Flag.__and__
    __xor__ = Flag.__xor__
    __ror__ = Flag.__or__
    __rand__ = Flag.__and__
    __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__


def unique(enumeration):
    duplicates = []
    for name, one in enumeration._member_map_.items():
        if name != one._name_:
            duplicates.append(f"{name} -> {one._name_}")
    if duplicates:
        raise ValueError(f"duplicate values found in {enumeration!r}: {', '.join(duplicates)}")
    return enumeration
