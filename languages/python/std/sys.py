# What the interpreter says of itself. Frames of this file are not shown.

_FIELDS = ("major", "minor", "micro", "releaselevel", "serial")


class _VersionInfo:
    __module__ = "sys"
    __qualname__ = "version_info"

    def __init__(self, parts):
        self._parts = parts
        self.major, self.minor, self.micro, self.releaselevel, self.serial = parts

    def __repr__(self):
        fields = [f"{name}={part!r}" for name, part in zip(_FIELDS, self._parts)]
        return f"sys.version_info({', '.join(fields)})"

    def __len__(self):
        return 5

    def __iter__(self):
        return iter(self._parts)

    def __getitem__(self, index):
        return self._parts[index]

    def __hash__(self):
        return hash(self._parts)

    def __eq__(self, other):
        return self._parts == _parts_of(other)

    def __lt__(self, other):
        return self._parts < _parts_of(other)

    def __le__(self, other):
        return self._parts <= _parts_of(other)

    def __gt__(self, other):
        return self._parts > _parts_of(other)

    def __ge__(self, other):
        return self._parts >= _parts_of(other)


def _parts_of(other):
    return other._parts if isinstance(other, _VersionInfo) else other


version_info = _VersionInfo((*_version_numbers(), "final", 0))
version = _version_text()
hexversion = version_info[0] << 24 | version_info[1] << 16 | version_info[2] << 8 | 0xF0


def _is_gil_enabled():
    return _has_gil()


class _FloatInfo:
    max = 1.7976931348623157e308
    min = 2.2250738585072014e-308
    epsilon = 2.220446049250313e-16
    dig = 15
    mant_dig = 53
    max_exp = 1024
    max_10_exp = 308
    min_exp = -1021
    min_10_exp = -307
    radix = 2
    rounds = 1


float_info = _FloatInfo()
platform = "linux"
byteorder = "little"
argv = ["main.py"]
executable = "/usr/bin/python3"
path = [""]


def getsizeof(obj, default=None):
    size = _size_of(obj)
    if size is None:
        return 48 if default is None else default
    return size


def get_int_max_str_digits():
    return 4300


def getdefaultencoding():
    return "utf-8"


def intern(string):
    return string
