# Shallow and deep copies. Frames of this file are not shown.


class Error(Exception):
    pass


error = Error


def _is_atomic(kind):
    return kind in (type(None), int, float, bool, str, bytes, type, range, frozenset, type(...), type(copy), type(len))


def _new_like(x):
    cls = type(x)
    made = cls.__new__(cls)
    return made


def copy(x):
    kind = type(x)
    if _is_atomic(kind) or isinstance(x, type):
        return x
    if kind in (list, dict, set):
        return x.copy()
    if kind is tuple:
        return x
    own = getattr(kind, "__copy__", None)
    if own is not None:
        return own(x)
    if isinstance(x, (list, dict, set)):
        made = kind.__new__(kind)
        if isinstance(x, list):
            made.extend(x)
        else:
            made.update(x)
        vars(made).update(vars(x)) if hasattr(x, "__dict__") else None
        return made
    if isinstance(x, BaseException):
        made = kind(*x.args)
        for name, value in vars(x).items():
            setattr(made, name, value)
        return made
    if not hasattr(x, "__dict__") and not hasattr(kind, "__slots__"):
        raise TypeError(f"cannot pickle '{kind.__name__}' object")
    return _filled(_new_like(x), x, None)


def _state(x):
    state = {}
    for cls in type(x).__mro__:
        for name in _slot_names(cls):
            if hasattr(x, name):
                state[name] = getattr(x, name)
    if hasattr(x, "__dict__"):
        state.update(vars(x))
    return state


def _slot_names(cls):
    slots = vars(cls).get("__slots__", ())
    return [slots] if isinstance(slots, str) else [name for name in slots if name not in ("__dict__", "__weakref__")]


def _filled(made, x, memo):
    getstate = vars(type(x)).get("__getstate__")
    state = x.__getstate__() if getstate is not None else _state(x)
    if memo is not None:
        state = deepcopy(state, memo)
    setstate = getattr(type(x), "__setstate__", None)
    if setstate is not None:
        setstate(made, state)
        return made
    for name, value in state.items():
        object.__setattr__(made, name, value)
    return made


def deepcopy(x, memo=None, _nil=[]):
    kind = type(x)
    if _is_atomic(kind) or isinstance(x, type):
        return x
    if memo is None:
        memo = {}
    known = memo.get(id(x), _nil)
    if known is not _nil:
        return known
    made = _deep(x, kind, memo)
    if made is not x:
        memo[id(x)] = made
        memo.setdefault(id(memo), []).append(x)
    return made


def _deep(x, kind, memo):
    own = getattr(kind, "__deepcopy__", None)
    if own is not None:
        return own(x, memo)
    if kind is list:
        made = []
        memo[id(x)] = made
        for one in x:
            made.append(deepcopy(one, memo))
        return made
    if kind is dict:
        made = {}
        memo[id(x)] = made
        for key, value in x.items():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
        return made
    if kind is tuple:
        parts = [deepcopy(one, memo) for one in x]
        if id(x) in memo:
            return memo[id(x)]
        for old, new in zip(x, parts):
            if old is not new:
                return tuple(parts)
        return x
    if kind is set:
        return set([deepcopy(one, memo) for one in x])
    if isinstance(x, tuple):
        return tuple.__new__(kind, [deepcopy(one, memo) for one in x])
    if hasattr(kind, "popleft"):
        made = kind(maxlen=x.maxlen)
        memo[id(x)] = made
        for one in x:
            made.append(deepcopy(one, memo))
        return made
    if isinstance(x, BaseException):
        made = kind(*[deepcopy(one, memo) for one in x.args])
        for name, value in vars(x).items():
            setattr(made, name, deepcopy(value, memo))
        return made
    if not hasattr(x, "__dict__") and not hasattr(kind, "__slots__"):
        raise TypeError(f"cannot pickle '{_full_name(kind)}' object")
    made = _new_like(x)
    memo[id(x)] = made
    if isinstance(x, list):
        made.extend([deepcopy(one, memo) for one in x])
    elif isinstance(x, dict):
        for key, value in x.items():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
    return _filled(made, x, memo)


def _full_name(kind):
    if kind.__module__ == "builtins":
        return kind.__name__
    return f"{kind.__module__}.{kind.__qualname__}"


def replace(obj, /, **changes):
    own = getattr(type(obj), "__replace__", None)
    if own is None:
        raise TypeError(f"replace() does not support {type(obj).__name__} objects")
    return own(obj, **changes)
