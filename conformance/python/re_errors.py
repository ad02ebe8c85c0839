import re


def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: re.compile("("))
attempt(lambda: re.compile(")"))
attempt(lambda: re.compile("[a"))
attempt(lambda: re.compile("*a"))
attempt(lambda: re.compile("a**"))
attempt(lambda: re.compile("(?P<n>a)(?P<n>b)"))
attempt(lambda: re.compile(r"\q"))
attempt(lambda: re.compile("a{3,1}"))
attempt(lambda: re.compile("(?P<1a>x)"))
attempt(lambda: re.compile(r"(a)\2"))
attempt(lambda: re.compile("[z-a]"))
attempt(lambda: re.compile("(?z)"))
attempt(lambda: re.compile("\\"))
attempt(lambda: re.match("(a)", "a").group(2))
attempt(lambda: re.match("(a)", "a").group("x"))
attempt(lambda: re.sub("a", r"\2", "a"))
attempt(lambda: re.sub("a", r"\g<x>", "a"))
attempt(lambda: re.match(5, "a"))
attempt(lambda: re.match("a", 5))
attempt(lambda: re.match("a", b"a"))
attempt(lambda: re.match(b"a", "a"))
