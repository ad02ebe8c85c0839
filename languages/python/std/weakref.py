# weakref, on top of `ref`. Models: Lib/weakref.py and Lib/_weakrefset.py, CPython 3.13.
# Departures: the containers find their keys by identity.


from atexit import register as _register_exit

ref = ReferenceType

class ProxyType:
    __module__ = "weakref"

    def __init__(self, target, callback):
        _set_plain(self, "_target", ReferenceType(target, callback))

    def _alive(self):
        target = self._target()
        if target is None:
            raise ReferenceError("weakly-referenced object no longer exists")
        return target

    def __getattr__(self, name):
        return getattr(self._alive(), name)

    def __setattr__(self, name, value):
        setattr(self._alive(), name, value)

    def __delattr__(self, name):
        delattr(self._alive(), name)

    def __repr__(self):
        shown = repr(self._target)
        return "<weakproxy" + shown[8:]

    def __str__(self):
        return str(self._alive())

    def __bool__(self):
        return bool(self._alive())

    def __eq__(self, other):
        if isinstance(other, ProxyType):
            other = other._alive()
        return self._alive() == other

    __hash__ = None

    def __lt__(self, other):
        return self._alive() < other

    def __le__(self, other):
        return self._alive() <= other

    def __gt__(self, other):
        return self._alive() > other

    def __ge__(self, other):
        return self._alive() >= other

    def __len__(self):
        return len(self._alive())

    def __iter__(self):
        return iter(self._alive())

    def __next__(self):
        return next(self._alive())

    def __contains__(self, item):
        return item in self._alive()

    def __getitem__(self, key):
        return self._alive()[key]

    def __setitem__(self, key, value):
        self._alive()[key] = value

    def __delitem__(self, key):
        del self._alive()[key]

    def __add__(self, other):
        return self._alive() + other

    def __sub__(self, other):
        return self._alive() - other

    def __mul__(self, other):
        return self._alive() * other

class CallableProxyType(ProxyType):
    __module__ = "weakref"

    def __call__(self, *args, **kwargs):
        return self._alive()(*args, **kwargs)

ProxyTypes = (ProxyType, CallableProxyType)

def proxy(object, callback=None, /):
    if callable(object):
        return CallableProxyType(object, callback)
    return ProxyType(object, callback)

class WeakMethod:
    __module__ = "weakref"

    def __init__(self, meth, callback=None):
        try:
            obj = meth.__self__
            func = meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None
        self._alive = True
        # The callbacks must not keep this object alive.
        me = ReferenceType(self)

        def gone(_):
            self = me()
            if self is not None and self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self._obj = ReferenceType(obj, gone)
        self._func = ReferenceType(func, gone)

    def __call__(self):
        obj = self._obj()
        func = self._func()
        if obj is None or func is None:
            return None
        return _bound(func, obj)

    def __eq__(self, other):
        if isinstance(other, WeakMethod):
            if not self._alive or not other._alive:
                return self is other
            return self._obj == other._obj and self._func == other._func
        return NotImplemented

    __hash__ = None

class WeakValueDictionary:
    __module__ = "weakref"

    def __init__(self, other=(), /, **kwargs):
        self.data = {}
        self.update(other, **kwargs)

    def _ref(self, key, value):
        me = ReferenceType(self)

        def remove(gone):
            self = me()
            if self is not None and self.data.get(key) is gone:
                del self.data[key]

        return ReferenceType(value, remove)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = self._ref(key, value)

    def __delitem__(self, key):
        del self.data[key]

    def __len__(self):
        return len(self.data)

    def __contains__(self, key):
        found = self.data.get(key)
        return found is not None and found() is not None

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"

    def __iter__(self):
        return self.keys()

    def get(self, key, default=None):
        found = self.data.get(key)
        value = None if found is None else found()
        return default if value is None else value

    def keys(self):
        for key, found in list(self.data.items()):
            if found() is not None:
                yield key

    def values(self):
        for found in list(self.data.values()):
            value = found()
            if value is not None:
                yield value

    def items(self):
        for key, found in list(self.data.items()):
            value = found()
            if value is not None:
                yield key, value

    def valuerefs(self):
        return list(self.data.values())

    def pop(self, key, *args):
        found = self.data.pop(key, None)
        value = None if found is None else found()
        if value is not None:
            return value
        if args:
            return args[0]
        raise KeyError(key)

    def popitem(self):
        while True:
            key, found = self.data.popitem()
            value = found()
            if value is not None:
                return key, value

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is not None:
            return value
        self[key] = default
        return default

    def update(self, other=(), /, **kwargs):
        if hasattr(other, "items"):
            other = other.items()
        for key, value in other:
            self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def copy(self):
        new = WeakValueDictionary()
        for key, value in self.items():
            new[key] = value
        return new

class WeakKeyDictionary:
    __module__ = "weakref"

    def __init__(self, dict=None):
        # By the key's id: the reference to it, and the value.
        self._data = {}
        if dict is not None:
            self.update(dict)

    def _ref(self, key):
        me = ReferenceType(self)
        number = id(key)

        def remove(gone):
            self = me()
            if self is not None:
                found = self._data.get(number)
                if found is not None and found[0] is gone:
                    del self._data[number]

        return ReferenceType(key, remove)

    def __getitem__(self, key):
        found = self._data.get(id(key))
        if found is None:
            raise KeyError(ReferenceType(key))
        return found[1]

    def __setitem__(self, key, value):
        found = self._data.get(id(key))
        known = self._ref(key) if found is None else found[0]
        self._data[id(key)] = (known, value)

    def __delitem__(self, key):
        if self._data.pop(id(key), None) is None:
            raise KeyError(ReferenceType(key))

    def __len__(self):
        return len(self._data)

    def __contains__(self, key):
        return id(key) in self._data

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"

    def __iter__(self):
        return self.keys()

    def get(self, key, default=None):
        found = self._data.get(id(key))
        return default if found is None else found[1]

    def keys(self):
        for known, _ in list(self._data.values()):
            key = known()
            if key is not None:
                yield key

    def values(self):
        for known, value in list(self._data.values()):
            if known() is not None:
                yield value

    def items(self):
        for known, value in list(self._data.values()):
            key = known()
            if key is not None:
                yield key, value

    def keyrefs(self):
        return [known for known, _ in self._data.values()]

    def pop(self, key, *args):
        found = self._data.pop(id(key), None)
        if found is not None:
            return found[1]
        if args:
            return args[0]
        raise KeyError(ReferenceType(key))

    def popitem(self):
        while True:
            _, (known, value) = self._data.popitem()
            key = known()
            if key is not None:
                return key, value

    def setdefault(self, key, default=None):
        if key in self:
            return self[key]
        self[key] = default
        return default

    def update(self, other=(), /):
        if hasattr(other, "items"):
            other = other.items()
        for key, value in other:
            self[key] = value

    def copy(self):
        new = WeakKeyDictionary()
        for key, value in self.items():
            new[key] = value
        return new

class WeakSet:
    __module__ = "_weakrefset"

    def __init__(self, data=None):
        self._data = {}
        if data is not None:
            self.update(data)

    def _ref(self, item):
        me = ReferenceType(self)
        number = id(item)

        def remove(gone):
            self = me()
            if self is not None and self._data.get(number) is gone:
                del self._data[number]

        return ReferenceType(item, remove)

    def __iter__(self):
        for known in list(self._data.values()):
            item = known()
            if item is not None:
                yield item

    def __len__(self):
        return len(self._data)

    def __contains__(self, item):
        return id(item) in self._data

    def __repr__(self):
        return repr(self._data)

    def add(self, item):
        if id(item) not in self._data:
            self._data[id(item)] = self._ref(item)

    def clear(self):
        self._data.clear()

    def copy(self):
        return WeakSet(self)

    def pop(self):
        while self._data:
            _, known = self._data.popitem()
            item = known()
            if item is not None:
                return item
        raise KeyError("pop from empty WeakSet")

    def remove(self, item):
        if self._data.pop(id(item), None) is None:
            raise KeyError(ReferenceType(item))

    def discard(self, item):
        self._data.pop(id(item), None)

    def update(self, other):
        for item in other:
            self.add(item)

    def __or__(self, other):
        new = self.copy()
        new.update(other)
        return new

    def union(self, other):
        return self | other

    def difference(self, other):
        return WeakSet([item for item in self if item not in other])

    def __sub__(self, other):
        return self.difference(other)

    def intersection(self, other):
        return WeakSet([item for item in self if item in other])

    def __and__(self, other):
        return self.intersection(other)

_registry = {}
_next_index = 0
_is_hooked = False

class finalize:
    __module__ = "weakref"

    def __init__(self, obj, func, /, *args, **kwargs):
        global _next_index, _is_hooked
        if not _is_hooked:
            _is_hooked = True
            _register_exit(_exit_finalizers)
        self._number = _next_index
        _next_index += 1
        number = self._number

        def gone(_):
            found = _registry.get(number)
            if found is not None:
                found[0]()

        _registry[number] = (self, ReferenceType(obj, gone), func, args, kwargs)
        self._atexit = True

    def __call__(self, _=None):
        found = _registry.pop(self._number, None)
        if found is not None:
            return found[2](*found[3], **found[4])

    def detach(self):
        found = _registry.get(self._number)
        obj = None if found is None else found[1]()
        if obj is not None:
            del _registry[self._number]
            return (obj, found[2], found[3], found[4])

    def peek(self):
        found = _registry.get(self._number)
        obj = None if found is None else found[1]()
        if obj is not None:
            return (obj, found[2], found[3], found[4])

    @property
    def alive(self):
        return self._number in _registry

    @property
    def atexit(self):
        return self._number in _registry and self._atexit

    @atexit.setter
    def atexit(self, value):
        self._atexit = bool(value)

    def __repr__(self):
        found = _registry.get(self._number)
        obj = None if found is None else found[1]()
        if obj is None:
            return f"<finalize object at {id(self):#x}; dead>"
        return f"<finalize object at {id(self):#x}; for {type(obj).__name__!r} at {id(obj):#x}>"

def _exit_finalizers():
    while True:
        numbers = [number for number, found in _registry.items() if found[0]._atexit]
        if not numbers:
            return
        final = _registry[numbers[-1]][0]
        try:
            final()
        except Exception as error:
            _unraisable("Exception ignored in", final, error)
