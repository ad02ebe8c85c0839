def gen(n):
    for i in range(n): yield i


def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: list.append([], 1))
attempt(lambda: str.upper("a"))
attempt(lambda: list(map(str.upper, ["a"])))
attempt(lambda: sorted(["b", "A"], key=str.lower))
attempt(lambda: dict.get({1: 2}, 1))
attempt(lambda: int.bit_length(5))
attempt(lambda: list(map(str.strip, [" a "])))
attempt(lambda: str.join("-", ["a", "b"]))
attempt(lambda: list.__name__)
attempt(lambda: str.upper.__name__)
attempt(lambda: list.append(5, 1))
attempt(lambda: str.upper(5))
attempt(lambda: str.upper())
attempt(lambda: dict.fromkeys("ab", 1))
attempt(lambda: dict.fromkeys(gen(2)))
attempt(lambda: str.maketrans("a", "b"))
attempt(lambda: float.fromhex("0x1p3"))
attempt(lambda: int.from_bytes(b"\x01", "big"))
