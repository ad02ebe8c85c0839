import re


def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: re.compile("a(b)", re.I))
attempt(lambda: re.compile("x").pattern)
attempt(lambda: re.compile("a", re.I | re.M).flags)
attempt(lambda: re.compile("(a)(?P<n>b)").groups)
attempt(lambda: re.compile("a").match("ba", 1))
attempt(lambda: re.compile("a+").search("bbaab", 1, 3))
attempt(lambda: re.compile("a").fullmatch("a"))
attempt(lambda: re.compile("a").sub("b", "aa"))
attempt(lambda: re.compile("(?i)a").flags)
attempt(lambda: re.match("a", "abc"))
attempt(lambda: repr(re.search("b+", "abbbc")))
attempt(lambda: re.match("(a)(b)(c)", "abc").groups())
attempt(lambda: re.match("a(b)c", "abc").span(1))
attempt(lambda: re.match("a(b)c", "abc").end())
attempt(lambda: re.match("a", "abc").string)
attempt(lambda: re.match("(a)", "a").expand(r"<\1>"))
attempt(lambda: re.match(".*", "a\n").group())
attempt(lambda: re.findall(r"\s", " \t\n"))
attempt(lambda: re.findall(rb"\w+", b"ab cd"))
attempt(lambda: re.sub(rb"a", b"x", b"aba"))
attempt(lambda: bool(re.match("", "")))
attempt(lambda: re.findall(r"[]a]", "]a"))
attempt(lambda: re.findall(r"[a\-z]", "a-z"))
attempt(lambda: re.findall(r"\.", "a.b"))
attempt(lambda: re.findall("a{,2}", "aaa"))
attempt(lambda: re.findall("a{x}", "a{x}"))
attempt(lambda: re.findall(r"\x41\u0042\n", "AB\n"))
