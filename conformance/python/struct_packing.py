import struct


def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: struct.pack("<ihb", 1, 2, 3))
attempt(lambda: struct.unpack("<ihb", b"\x01\x00\x00\x00\x02\x00\x03"))
attempt(lambda: struct.calcsize("ihb"))
attempt(lambda: struct.calcsize("<ihb"))
attempt(lambda: struct.pack(">I", 1))
attempt(lambda: struct.pack("3s", b"ab"))
attempt(lambda: struct.pack("d", 1.5))
attempt(lambda: struct.unpack("!f", struct.pack("!f", 1.5)))
attempt(lambda: struct.pack("2B", 1, 2))
attempt(lambda: struct.pack("?c", True, b"x"))
attempt(lambda: struct.pack("bi", 1, 2))
attempt(lambda: struct.pack("b", 200))
attempt(lambda: struct.unpack("i", b"a"))
attempt(lambda: struct.pack("z", 1))
attempt(lambda: struct.pack("i"))
