# Packed binary data.

_SIZES = {"x": 1, "c": 1, "b": 1, "B": 1, "?": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8, "n": 8, "N": 8, "f": 4, "d": 8, "s": 1, "p": 1}
_NAMES = {"b": "byte", "B": "ubyte", "h": "short", "H": "ushort", "i": "int", "I": "int", "l": "long", "L": "long", "q": "long long", "Q": "long long"}


class error(Exception):
    __module__ = "struct"


def _parsed(format):
    if isinstance(format, bytes):
        format = format.decode()
    mark = "@"
    if format[:1] in ("@", "=", "<", ">", "!") and format:
        mark = format[0]
        format = format[1:]
    order = "big" if mark in ">!" else "little"
    rows = []
    at = 0
    count = ""
    for char in format:
        if char.isspace():
            continue
        if char.isdigit():
            count += char
            continue
        if char not in _SIZES or (mark != "@" and char in "nN"):
            raise error("bad char in struct format")
        size = 4 if char in "lL" and mark != "@" else _SIZES[char]
        if mark == "@" and char not in "sp":
            at = (at + size - 1) // size * size
        times = int(count) if count else 1
        count = ""
        if char in "sp":
            rows.append((char, at, times))
            at += times
            continue
        for _ in range(times):
            if char != "x":
                rows.append((char, at, size))
            at += size
    if count:
        raise error("repeat count given without format specifier")
    return order, rows, at


def calcsize(format):
    return _parsed(format)[2]


def pack(format, *values):
    order, rows, size = _parsed(format)
    if len(values) != len(rows):
        raise error(f"pack expected {len(rows)} items for packing (got {len(values)})")
    out = bytearray(size)
    for (char, at, size), value in zip(rows, values):
        out[at:at + size] = _packed(char, size, order, value)
    return bytes(out)


def _packed(char, size, order, value):
    if char == "c":
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise error("char format requires a bytes object of length 1")
        return value
    if char == "?":
        return b"\1" if value else b"\0"
    if char == "s" or char == "p":
        if not isinstance(value, (bytes, bytearray)):
            raise error(f"argument for '{char}' must be a bytes object")
        if char == "p":
            value = bytes([min(len(value), size - 1)]) + value[:size - 1]
        return value[:size].ljust(size, b"\0")
    if char == "f" or char == "d":
        if not isinstance(value, (int, float)):
            raise error("required argument is not a float")
        packed = _float_bytes(float(value), size)
        if packed is None:
            raise OverflowError("float too large to pack with f format")
        return packed[::-1] if order == "big" else packed
    if not isinstance(value, int):
        raise error("required argument is not an integer")
    signed = char in "bhilqn"
    low = -(1 << size * 8 - 1) if signed else 0
    high = (1 << size * 8 - signed) - 1
    if not low <= value <= high:
        if size == 8:
            raise error("int too large to convert" if signed else "argument out of range")
        raise error(f"'{char}' format requires {low} <= number <= {high}")
    return value.to_bytes(size, order, signed=signed)


def unpack(format, buffer):
    order, rows, size = _parsed(format)
    if len(buffer) != size:
        raise error(f"unpack requires a buffer of {size} bytes")
    return tuple([_unpacked(char, bytes(buffer[at:at + size]), order) for char, at, size in rows])


def _unpacked(char, data, order):
    if char == "c" or char == "s":
        return data
    if char == "p":
        return data[1:1 + data[0]]
    if char == "?":
        return data != b"\0"
    if char == "f" or char == "d":
        return _bytes_float(data[::-1] if order == "big" else data)
    return int.from_bytes(data, order, signed=char in "bhilqn")


def unpack_from(format, buffer, offset=0):
    size = calcsize(format)
    if len(buffer) - offset < size:
        raise error(f"unpack_from requires a buffer of at least {size + offset} bytes for unpacking {size} bytes at offset {offset} (actual buffer size is {len(buffer)})")
    return unpack(format, buffer[offset:offset + size])


def pack_into(format, buffer, offset, *values):
    packed = pack(format, *values)
    buffer[offset:offset + len(packed)] = packed


def iter_unpack(format, buffer):
    size = calcsize(format)
    for at in range(0, len(buffer), size):
        yield unpack(format, buffer[at:at + size])


class Struct:
    def __init__(self, format):
        self.format = format
        self.size = calcsize(format)

    def pack(self, *values):
        return pack(self.format, *values)

    def unpack(self, buffer):
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)
