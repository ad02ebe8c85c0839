import re


def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: re.findall("(?i)abc", "ABC abc aBc"))
attempt(lambda: re.findall("^a", "a\na", re.M))
attempt(lambda: re.findall("a.b", "a\nb", re.S))
attempt(lambda: re.findall("a.b", "a\nb"))
attempt(lambda: re.findall(r"a b # c", "ab", re.X))
attempt(lambda: re.findall(r"\bfoo\b", "foo food foo"))
attempt(lambda: re.findall(r"a{2,3}", "aaaaaaa"))
attempt(lambda: re.findall(r"a+?", "aaa"))
attempt(lambda: re.findall(r"<.*?>", "<a><b>"))
attempt(lambda: re.findall(r"<.*>", "<a><b>"))
attempt(lambda: re.findall(r"[^a-c]+", "abcdef"))
attempt(lambda: re.findall(r"(?<=@)\w+", "a@b c@d"))
attempt(lambda: re.findall(r"\w+(?=!)", "hi! yo"))
attempt(lambda: re.findall(r"(?<!a)b", "ab cb"))
attempt(lambda: re.findall(r"(?:ab)+", "ababab"))
attempt(lambda: re.findall(r"(\w)\1", "aabbc"))
attempt(lambda: re.findall(r"\d+(?:\.\d+)?", "1 2.5 x3"))
attempt(lambda: re.findall("é", "éa é"))
attempt(lambda: re.findall(r"[\w.]+@[\w.]+", "x a.b@c.d y"))
attempt(lambda: re.match("(?:(a)|b)*", "ab").groups())
attempt(lambda: re.findall("a|b|", "ab"))
attempt(lambda: re.search("$", "abc").span())
attempt(lambda: re.findall(r"(?s:.)", "\n"))
attempt(lambda: re.findall("(?>a+)b", "aab"))
attempt(lambda: re.findall("a++b", "aab"))
attempt(lambda: re.match(r"(\()?a(?(1)\)|b)", "(a)").group())


def case_1():
    tok = re.compile(r"\s*(?:(\d+)|(.))")
    print([m.groups() for m in tok.finditer("12 + (3*4)")], [(m.lastindex, m.group(m.lastindex)) for m in tok.finditer("1+a")])


attempt(case_1)


def case_2():
    p = re.compile(r"(?P<num>\d+)|(?P<op>[+*])")
    print([(m.lastgroup, m.group()) for m in p.finditer("1+2*33")])


attempt(case_2)


def case_3():
    print(re.sub(r"(?m)^", "> ", "a\nb"), re.sub(r"\s+", " ", "a  b \n c"), re.split(r"\W+", "Words, words, words."), re.findall(r"(?x) \d+ # digits\n", "a1"), re.sub("(a)(b)?", r"[\1\2]", "aab"))


attempt(case_3)


def case_4():
    print(re.findall(r"(a+)+$", "aaaaaaaaaaaaaaaaaaaab"))


attempt(case_4)
