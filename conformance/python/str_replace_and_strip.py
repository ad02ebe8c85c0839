def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: "aXbX".replace("X", "-"))
attempt(lambda: "aXbX".replace("X", "-", 1))
attempt(lambda: "abc".replace("", "-"))
attempt(lambda: "abc".replace("", "-", 2))
attempt(lambda: "aaa".replace("a", "b", 0))
attempt(lambda: "aaa".replace("a", "b", count=2))
attempt(lambda: "abc".replace(1, 2))
attempt(lambda: "abc".replace("a", 2))
attempt(lambda: "  x ".strip())
attempt(lambda: "xxabxx".strip("x"))
attempt(lambda: "xyabyx".lstrip("xy"))
attempt(lambda: "abc".strip(None))
attempt(lambda: "\u3000x\x1c".strip())
attempt(lambda: "abc".strip(1))
attempt(lambda: "abc".lstrip(1))
