def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: abs("a"))
attempt(lambda: chr(97))
attempt(lambda: chr(0x1F600))
attempt(lambda: ord("a"))
attempt(lambda: ord("€"))
attempt(lambda: ord(b"a"))
attempt(lambda: hex(255))
attempt(lambda: hex(-255))
attempt(lambda: oct(8))
attempt(lambda: bin(5))
attempt(lambda: bin(-5))
attempt(lambda: hex(10**20))
attempt(lambda: chr(-1))
attempt(lambda: chr(0x110000))
attempt(lambda: chr("a"))
attempt(lambda: chr(1.5))
attempt(lambda: ord("ab"))
attempt(lambda: ord(""))
attempt(lambda: ord(5))
attempt(lambda: ord(b"ab"))
attempt(lambda: hex(1.5))
attempt(lambda: hex("a"))
attempt(lambda: bin(None))
