# Functions that work on functions. Frames of this file are not shown.

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    if updated:
        _adopt_attributes(wrapper, wrapped)
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)
    return decorate


_missing = object()


def reduce(function, iterable, initial=_missing, /):
    iterator = iter(iterable)
    if initial is _missing:
        try:
            value = next(iterator)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    else:
        value = initial
    for element in iterator:
        value = function(value, element)
    return value


class partial:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, /, *args, **keywords):
        if not keywords:
            keywords = self.keywords
        elif self.keywords:
            keywords = {**self.keywords, **keywords}
        return self.func(*self.args, *args, **keywords)

    def __repr__(self):
        parts = [repr(self.func)]
        parts.extend(repr(one) for one in self.args)
        parts.extend(f"{name}={value!r}" for name, value in self.keywords.items())
        name = type(self).__qualname__
        if type(self) is partial:
            name = "functools.partial"
        return f"{name}({', '.join(parts)})"


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, cls=None):
        func, args, keywords = self.func, self.args, self.keywords
        getter = getattr(type(func), "__get__", None)
        if getter is not None and not callable(func):
            return partial(getter(func, obj, cls), *args, **keywords)

        def method(self, *more, **other):
            return func(self, *args, *more, **{**keywords, **other})
        return _bind_method(method, obj) if obj is not None else method


def cmp_to_key(mycmp):
    class K:
        __module__ = "functools"
        __qualname__ = "KeyWrapper"

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

    return K


class _HashedKey:
    # A tuple that is hashed once.
    def __init__(self, key):
        self.key = key
        self.hash = hash(key)

    def __hash__(self):
        return self.hash

    def __eq__(self, other):
        return self.key == other.key


def _make_key(args, kwds, typed):
    if not kwds and not typed:
        if len(args) == 1 and type(args[0]) in (int, str):
            return args[0]
        return args
    key = args
    if kwds:
        key += (_missing,)
        for item in kwds.items():
            key += item
    if typed:
        key += tuple([type(one) for one in args])
        key += tuple([type(one) for one in kwds.values()])
    return key


class _CacheInfo:
    def __init__(self, hits, misses, maxsize, currsize):
        self.hits, self.misses, self.maxsize, self.currsize = hits, misses, maxsize, currsize

    def _values(self):
        return (self.hits, self.misses, self.maxsize, self.currsize)

    def __repr__(self):
        hits, misses, maxsize, currsize = self._values()
        return f"CacheInfo(hits={hits}, misses={misses}, maxsize={maxsize}, currsize={currsize})"

    def __iter__(self):
        return iter(self._values())

    def __getitem__(self, index):
        return self._values()[index]

    def __len__(self):
        return 4

    def __eq__(self, other):
        return self._values() == tuple(other)


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        if maxsize < 0:
            maxsize = 0
    elif callable(maxsize) and isinstance(typed, bool):
        function, maxsize = maxsize, 128
        return _cached(function, 128, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorate(function):
        return _cached(function, maxsize, typed)
    return decorate


def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)


def _cached(function, maxsize, typed):
    # The least recently used comes first.
    entries = {}
    hits = misses = 0

    def wrapper(*args, **kwds):
        nonlocal hits, misses
        key = _make_key(args, kwds, typed)
        result = entries.get(key, _missing)
        if result is not _missing:
            hits += 1
            if maxsize is not None:
                del entries[key]
                entries[key] = result
            return result
        misses += 1
        result = function(*args, **kwds)
        if maxsize is None:
            entries[key] = result
        elif maxsize > 0 and key not in entries:
            if len(entries) >= maxsize:
                del entries[next(iter(entries))]
            entries[key] = result
        return result

    def cache_info():
        return _CacheInfo(hits, misses, maxsize, len(entries))

    def cache_clear():
        nonlocal hits, misses
        entries.clear()
        hits = misses = 0

    def cache_parameters():
        return {"maxsize": maxsize, "typed": typed}

    update_wrapper(wrapper, function)
    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = cache_parameters
    return wrapper


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        value = _own_attribute(instance, self.attrname, _missing)
        if value is _missing:
            value = self.func(instance)
            setattr(instance, self.attrname, value)
        return value


def _has_own(cls, name):
    return getattr(cls, name, None) is not getattr(object, name, None)


def total_ordering(cls):
    roots = [name for name in ("__lt__", "__gt__", "__le__", "__ge__") if _has_own(cls, name)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = roots[0]

    def ask(self, other):
        return getattr(type(self), root)(self, other)

    def negated(self, other):
        answer = ask(self, other)
        return answer if answer is NotImplemented else not answer

    def or_equal(self, other):
        answer = ask(self, other)
        return answer if answer is NotImplemented else answer or self == other

    def and_not_equal(self, other):
        answer = ask(self, other)
        return answer if answer is NotImplemented else answer and self != other

    def neither(self, other):
        answer = ask(self, other)
        return answer if answer is NotImplemented else not answer and self != other

    def not_or_equal(self, other):
        answer = ask(self, other)
        return answer if answer is NotImplemented else not answer or self == other

    made = {
        "__lt__": {"__gt__": neither, "__le__": or_equal, "__ge__": negated},
        "__le__": {"__ge__": not_or_equal, "__lt__": and_not_equal, "__gt__": negated},
        "__gt__": {"__lt__": neither, "__ge__": or_equal, "__le__": negated},
        "__ge__": {"__le__": not_or_equal, "__gt__": and_not_equal, "__lt__": negated},
    }
    for name, function in made[root].items():
        if name not in roots:
            setattr(cls, name, function)
    return cls


def _find_implementation(cls, registry):
    for base in cls.__mro__:
        if base in registry:
            return registry[base]
    for base, function in registry.items():
        if base is not object and issubclass(cls, base):
            return function
    return registry[object]


def _registered_classes(annotation):
    if isinstance(annotation, type):
        return [annotation]
    return list(getattr(annotation, "__args__", ()))


def singledispatch(func):
    registry = {object: func}

    def dispatch(cls):
        return _find_implementation(cls, registry)

    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type) or hasattr(cls, "__args__"):
                return lambda f: register(cls, f)
            annotation = _first_annotation(cls)
            if annotation is None:
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. "
                    "Use either `@register(some_class)` or plain `@register` on an annotated function."
                )
            func, cls = cls, annotation
        for one in _registered_classes(cls):
            registry[one] = func
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{func.__name__} requires at least 1 positional argument")
        return dispatch(type(args[0]))(*args, **kw)

    update_wrapper(wrapper, func)
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return wrapper


def _first_annotation(function):
    annotations = getattr(function, "__annotations__", None)
    if not annotations:
        return None
    return next(iter(annotations.values()))


class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            return self.dispatcher.dispatch(type(args[0])).__get__(obj, cls)(*args, **kwargs)
        method.register = self.register
        return method
