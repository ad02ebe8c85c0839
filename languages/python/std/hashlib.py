# Hash objects: what was fed so far, hashed by Rust when it is asked for.

_functions = {
    "md5": (_md5, 16, 64),
    "sha1": (_sha1, 20, 64),
    "sha224": (_sha224, 28, 64),
    "sha256": (_sha256, 32, 64),
    "sha384": (_sha384, 48, 128),
    "sha512": (_sha512, 64, 128),
}
algorithms_guaranteed = set(_functions)
algorithms_available = set(_functions)

# About what SHA-256 takes.
_SECONDS_PER_BYTE = 2.5e-9


class HASH:
    __module__ = "_hashlib"

    def __init__(self, name, data):
        self.name = name
        self._function, self.digest_size, self.block_size = _functions[name]
        self._data = bytearray()
        self.update(data)

    def update(self, data):
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        if not isinstance(data, (bytes, bytearray)):
            raise TypeError("object supporting the buffer API required")
        self._data += data
        if len(data) > 2047:
            # Hashed without the GIL.
            _outside(len(data) * _SECONDS_PER_BYTE)

    def digest(self):
        return self._function(self._data)

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        copy = HASH(self.name, b"")
        copy._data += self._data
        return copy

    def __repr__(self):
        return f"<{self.name} _hashlib.HASH object @ 0x{id(self):x}>"


def new(name, data=b"", *, usedforsecurity=True):
    if name not in _functions:
        raise ValueError("unsupported hash type " + name)
    return HASH(name, data)


def md5(string=b"", *, usedforsecurity=True):
    return HASH("md5", string)


def sha1(string=b"", *, usedforsecurity=True):
    return HASH("sha1", string)


def sha224(string=b"", *, usedforsecurity=True):
    return HASH("sha224", string)


def sha256(string=b"", *, usedforsecurity=True):
    return HASH("sha256", string)


def sha384(string=b"", *, usedforsecurity=True):
    return HASH("sha384", string)


def sha512(string=b"", *, usedforsecurity=True):
    return HASH("sha512", string)
