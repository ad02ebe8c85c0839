import re


def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: re.match(r"(\d+)-(\w+)", "12-ab c"))
attempt(lambda: re.match("x", "abc"))
attempt(lambda: re.search(r"\d+", "abc123def").span())
attempt(lambda: re.fullmatch("a+", "aaa") is not None)
attempt(lambda: re.fullmatch("a|ab", "ab").group())
attempt(lambda: re.findall(r"\w+", "hello big world"))
attempt(lambda: re.findall(r"(\w)(\d)", "a1 b2"))
attempt(lambda: re.findall("(a)|b", "ab"))
attempt(lambda: re.split(r",\s*", "a, b,c"))
attempt(lambda: re.split("(,)", "a,b"))
attempt(lambda: re.split("x*", "axbc"))
attempt(lambda: re.split(",", "a,b,c", maxsplit=1))
attempt(lambda: re.sub(r"\d", "#", "a1b2"))
attempt(lambda: re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"))
attempt(lambda: re.sub("a", lambda m: m.group().upper(), "banana"))
attempt(lambda: re.subn("a", "b", "banana", count=2))
attempt(lambda: re.sub("x*", "-", "abxd"))
attempt(lambda: re.sub("", "-", "ab"))
attempt(lambda: re.escape("a.b*c d"))
attempt(lambda: [m.start() for m in re.finditer("a", "banana")])
attempt(lambda: re.match(r"(?P<y>\d{4})-(?P<m>\d\d)", "2024-05").groupdict())
attempt(lambda: re.match(r"(?P<y>\d{4})-(?P<m>\d\d)", "2024-05").group("y", "m"))
attempt(lambda: re.sub(r"(?P<a>x)", r"[\g<a>\g<1>\1]", "axb"))
attempt(lambda: re.match("(a)(b)?", "a").groups())
attempt(lambda: re.match("(a)(b)?", "a").groups("z"))
attempt(lambda: re.match("(a)(b)?", "a")[1])
attempt(lambda: re.match("((a)(b))", "ab").lastindex)
attempt(lambda: re.match("(?P<q>a)", "a").lastgroup)
