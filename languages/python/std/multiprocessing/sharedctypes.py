# Numbers in shared memory. Frames of this file are not shown.

from multiprocessing.synchronize import RLock as _RLock

# The C type of each code, and how many bits an int of it has; negative for signed ones.
_CODES = {
    "b": ("c_byte", -8), "B": ("c_ubyte", 8), "h": ("c_short", -16), "H": ("c_ushort", 16),
    "i": ("c_int", -32), "I": ("c_uint", 32), "l": ("c_long", -64), "L": ("c_ulong", 63),
    "q": ("c_long", -64), "Q": ("c_ulong", 63), "f": ("c_float", 0), "d": ("c_double", 0),
}


def _type_of(code):
    try:
        return _CODES[code]
    except (KeyError, TypeError):
        raise TypeError("this type has no storage info") from None


def _fitted(value, bits):
    if bits == 0:
        if not isinstance(value, (int, float)):
            raise TypeError(f"must be real number, not {type(value).__name__}")
        return float(value)
    if not isinstance(value, int):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    value = int(value) & ((1 << abs(bits)) - 1)
    if bits < 0 and value >= 1 << (-bits - 1):
        value -= 1 << -bits
    return value


class _Shared:
    def __getstate__(self):
        kind = type(self).__name__
        raise RuntimeError(
            f"{kind} objects should only be shared between processes through inheritance"
        )


class _Number(_Shared):
    def __init__(self, code, value):
        self._name, self._bits = _type_of(code)
        self._memory = _new_memory([_fitted(value, self._bits)])

    @property
    def value(self):
        return _memory_item(self._memory, 0)

    @value.setter
    def value(self, value):
        _set_memory_item(self._memory, 0, _fitted(value, self._bits))

    def __repr__(self):
        return f"{self._name}({self.value})"


class _Numbers(_Shared):
    def __init__(self, code, size_or_initializer):
        self._name, self._bits = _type_of(code)
        if isinstance(size_or_initializer, int):
            values = [0] * size_or_initializer
        else:
            values = list(size_or_initializer)
        self._len = len(values)
        self._memory = _new_memory([_fitted(value, self._bits) for value in values])

    def __len__(self):
        return self._len

    def _place(self, index):
        if not isinstance(index, int):
            raise TypeError("indices must be integers")
        if index < 0:
            index += self._len
        if not 0 <= index < self._len:
            raise IndexError("invalid index")
        return index

    def __getitem__(self, index):
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(self._len))]
        return _memory_item(self._memory, self._place(index))

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            places = range(*index.indices(self._len))
            values = list(value)
            if len(values) != len(places):
                raise ValueError("Can only assign sequence of same size")
            for at, one in zip(places, values):
                self[at] = one
            return
        _set_memory_item(self._memory, self._place(index), _fitted(value, self._bits))

    def __iter__(self):
        for at in range(self._len):
            yield self[at]


class SynchronizedBase:
    def __init__(self, obj, lock=None):
        self._obj = obj
        self._lock = lock or _RLock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __getstate__(self):
        self._obj.__getstate__()

    def get_obj(self):
        return self._obj

    def get_lock(self):
        return self._lock


class Synchronized(SynchronizedBase):
    def __repr__(self):
        return f"<Synchronized wrapper for {self._obj}>"

    @property
    def value(self):
        with self._lock:
            return self._obj.value

    @value.setter
    def value(self, value):
        with self._lock:
            self._obj.value = value


class SynchronizedArray(SynchronizedBase):
    def __repr__(self):
        name = f"multiprocessing.sharedctypes.{self._obj._name}_Array_{len(self._obj)}"
        return f"<SynchronizedArray wrapper for <{name} object at {id(self._obj):#x}>>"

    def __len__(self):
        return len(self._obj)

    def __getitem__(self, index):
        with self._lock:
            return self._obj[index]

    def __setitem__(self, index, value):
        with self._lock:
            self._obj[index] = value

    def __iter__(self):
        at = 0
        while at < len(self._obj):
            yield self[at]
            at += 1


def RawValue(typecode_or_type, *args):
    return _Number(typecode_or_type, *(args or (0,)))


def RawArray(typecode_or_type, size_or_initializer):
    return _Numbers(typecode_or_type, size_or_initializer)


def Value(typecode_or_type, *args, lock=True, ctx=None):
    made = RawValue(typecode_or_type, *args)
    if lock is False:
        return made
    return Synchronized(made, None if lock is True or lock is None else lock)


def Array(typecode_or_type, size_or_initializer, *, lock=True, ctx=None):
    made = RawArray(typecode_or_type, size_or_initializer)
    if lock is False:
        return made
    return SynchronizedArray(made, None if lock is True or lock is None else lock)
