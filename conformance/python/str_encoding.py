def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: "abc".encode())
attempt(lambda: "é".encode("latin-1"))
attempt(lambda: "é".encode("ascii", "ignore"))
attempt(lambda: "é".encode("ascii", "replace"))
attempt(lambda: "é".encode("ascii", "backslashreplace"))
attempt(lambda: "é".encode("ascii", "xmlcharrefreplace"))
attempt(lambda: "é".encode("ascii"))
attempt(lambda: "aé中".encode("ascii"))
attempt(lambda: "€".encode("latin-1"))
attempt(lambda: "a".encode("foo"))
attempt(lambda: str(b"abc", "ascii"))
attempt(lambda: str())
attempt(lambda: str(5))
attempt(lambda: str("a"))
attempt(lambda: str(object=5))
attempt(lambda: str(b"abc"))
attempt(lambda: str(b"\xff", "utf-8"))
attempt(lambda: str(5, "ascii"))
