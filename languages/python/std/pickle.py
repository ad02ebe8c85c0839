# pickle, protocol 4: what has to run Python code; the bytes are written and read by natives.
# Frames of this file are not shown.

import sys as _sys
from collections import deque as _deque

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4


class PickleError(Exception):
    __module__ = "_pickle"


class PicklingError(PickleError):
    __module__ = "_pickle"


class UnpicklingError(PickleError):
    __module__ = "_pickle"


_Function = type(lambda: None)
_Builtin = type(len)
_HOOKS = (
    "__reduce_ex__", "__reduce__", "__getstate__", "__getnewargs__", "__getnewargs_ex__"
)
_CONTAINERS = (list, dict, set, frozenset)
_VALUES = (tuple, str, bytes, int, float)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    known = []
    seen = {}
    while True:
        found = _pickle(obj, known)
        if found is None:
            raise RecursionError("maximum recursion depth exceeded while pickling an object")
        if type(found) is bytes:
            return found
        before = len(seen)
        for one in found:
            if id(one) not in seen:
                seen[id(one)] = one
                known += [one, _found_out(one)]
        if len(seen) == before:
            raise PicklingError(f"Can't pickle {found[0]!r}")


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    if not isinstance(data, (bytes, bytearray)):
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")
    if not data:
        raise EOFError("Ran out of input")
    data = bytes(data)
    stack = []
    memo = []
    at = 0
    while True:
        found = _unpickle(data, at, stack, memo)
        if found is None:
            return stack.pop()
        if found == "":
            raise EOFError("Ran out of input")
        if type(found) is str:
            raise UnpicklingError(found)
        at, op = found
        _carry_out(op, stack)


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    file.write(dumps(obj, protocol))


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    return loads(file.read())


# ---- reading

def _carry_out(op, stack):
    if op == 0x93:
        name = stack.pop()
        stack[-1] = _find_class(stack[-1], name)
    elif op == 0x52:
        args = stack.pop()
        stack[-1] = stack[-1](*args)
    elif op == 0x81:
        args = stack.pop()
        stack[-1] = stack[-1].__new__(stack[-1], *args)
    elif op == 0x62:
        state = stack.pop()
        _build(stack[-1], state)
    elif op == 0x65:
        items = stack.pop()
        for item in items:
            stack[-1].append(item)
    elif op == 0x75:
        items = stack.pop()
        for at in range(0, len(items) - 1, 2):
            stack[-1][items[at]] = items[at + 1]
    elif op == 0x90:
        items = stack.pop()
        stack[-1].update(items)
    elif op == 0x91:
        stack[-1] = frozenset(stack[-1])
    else:
        key = chr(op) if 32 <= op < 127 else f"\\x{op:02x}"
        raise UnpicklingError(f"invalid load key, '{key}'.")


def _find_class(module, name):
    found = _find_module(module)
    if found is None:
        raise ModuleNotFoundError(f"No module named {module!r}", name=module)
    parts = name.split(".")
    if module == "builtins" and _builtin_named(parts[0]) is not None:
        found = _builtin_named(parts.pop(0))
    for part in parts:
        try:
            found = getattr(found, part)
        except AttributeError:
            raise AttributeError(f"Can't get attribute {name!r} on {found!r}") from None
    return found


def _build(made, state):
    setstate = getattr(type(made), "__setstate__", None)
    if setstate is not None:
        setstate(made, state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if isinstance(made, BaseException):
        for name, value in state.items():
            setattr(made, name, value)
        return
    for name, value in (state or {}).items():
        object.__setattr__(made, name, value)
    for name, value in (slots or {}).items():
        setattr(made, name, value)


# ---- writing

def _found_out(obj):
    kind = type(obj)
    if kind is _Function or kind is _Builtin and not hasattr(obj, "__self__"):
        return _global(obj, False)
    if isinstance(obj, type):
        return _global(obj, not any(hasattr(obj, name) for name in _HOOKS) and _is_plain(obj))
    for name in ("__reduce_ex__", "__reduce__"):
        own = getattr(kind, name, None)
        if own is not None:
            found = own(obj, 4) if name == "__reduce_ex__" else own(obj)
            return _given(obj, found)
    return _reduced(obj, kind)


def _is_plain(cls):
    for base in cls.__mro__:
        if base is not object and (_is_builtin_type(base) or "__slots__" in vars(base)):
            return False
    return not hasattr(cls, "_member_map_")


def _global(obj, is_plain):
    name = getattr(obj, "__qualname__", None) or obj.__name__
    module = getattr(obj, "__module__", None) or "__main__"
    found = _find_module(module)
    if found is None:
        raise PicklingError(f"Can't pickle {obj!r}: import of module {module!r} failed")
    for part in name.split("."):
        if part == "<locals>":
            verb = "get" if _sys.version_info >= (3, 12) else "pickle"
            raise AttributeError(f"Can't {verb} local object {name!r}")
        try:
            found = getattr(found, part)
        except AttributeError:
            raise PicklingError(
                f"Can't pickle {obj!r}: attribute lookup {name} on {module} failed"
            ) from None
    if found is not obj:
        raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module}.{name}")
    return ("global", module, name, is_plain)


def _given(obj, found):
    if isinstance(found, str):
        return ("global", type(obj).__module__ if hasattr(obj, "__module__") else "__main__", found)
    if not isinstance(found, tuple):
        raise PicklingError("__reduce__ must return a string or tuple")
    if not 2 <= len(found) <= 6:
        raise PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements")
    function, args, state, items, pairs = (*found, None, None, None)[:5]
    if not callable(function):
        raise PicklingError("first item of the tuple returned by __reduce__ must be callable")
    if not isinstance(args, tuple):
        raise PicklingError("second item of the tuple returned by __reduce__ must be a tuple")
    items = None if items is None else list(items)
    pairs = None if pairs is None else list(pairs)
    return ("reduce", function, args, state, items, pairs, False)


def _call(function, args, state=None, items=None):
    return ("reduce", function, args, state, items, None, False)


def _reduced(obj, kind):
    if hasattr(kind, "_member_map_"):
        return _call(kind, (obj._value_,))
    if kind is range:
        return _call(range, (obj.start, obj.stop, obj.step))
    if kind is slice:
        return _call(slice, (obj.start, obj.stop, obj.step))
    if kind is bytearray:
        return _call(bytearray, (bytes(obj),))
    if kind is _deque:
        args = () if obj.maxlen is None else ((), obj.maxlen)
        return _call(_deque, args, None, list(obj))
    if isinstance(obj, BaseException):
        return _call(kind, tuple(obj.args), dict(vars(obj)) or None)
    if hasattr(obj, "__self__") and hasattr(obj, "__func__"):
        return _call(getattr, (obj.__self__, obj.__func__.__name__))
    if kind is _Builtin:
        return _call(getattr, (obj.__self__, obj.__name__))
    if _is_builtin_type(kind):
        raise TypeError(f"cannot pickle '{_qualified_name(kind)}' object")
    return _reduced_object(obj, kind)


def _reduced_object(obj, kind):
    args = ()
    items = pairs = None
    own = getattr(kind, "__getnewargs__", None)
    if own is not None:
        args = own(obj)
    elif isinstance(obj, _VALUES):
        for base in _VALUES:
            if isinstance(obj, base):
                args = (base(obj),)
                break
    elif isinstance(obj, (set, frozenset)):
        return _call(kind, (list(obj),), _state(obj, kind))
    if isinstance(obj, list):
        items = list(obj)
    elif isinstance(obj, dict):
        pairs = list(obj.items())
    return ("reduce", kind, tuple(args), _state(obj, kind), items, pairs, True)


def _state(obj, kind):
    own = getattr(kind, "__getstate__", None)
    if own is not None:
        return own(obj)
    slots = {}
    for base in kind.__mro__:
        names = () if _is_builtin_type(base) else vars(base).get("__slots__", ())
        for name in [names] if isinstance(names, str) else names:
            if name not in ("__dict__", "__weakref__") and hasattr(obj, name):
                slots[name] = getattr(obj, name)
    state = dict(vars(obj)) if hasattr(obj, "__dict__") else {}
    if slots:
        return (state or None, slots)
    return state or None
