import io


def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)




def case_1():
    f = io.StringIO()
    f.write("hello\n")
    print("x", 1, file=f)
    f.write("z")
    print(repr(f.getvalue()), f.tell())
    f.seek(0)
    print(f.readline(), f.read(2), f.read(), list(f))
    f.seek(0)
    print([l for l in f], f.readlines())
    f.seek(2)
    f.write("XX")
    print(f.getvalue())
    f.truncate(3)
    print(f.getvalue())


attempt(case_1)


def case_2():
    f = io.StringIO("a\nb\nc")
    print(f.readlines())
    f.close()
    f.read()


attempt(case_2)


def case_3():
    f = io.StringIO()
    f.write(5)


attempt(case_3)


def case_4():
    f = io.BytesIO(b"abc")
    print(f.read(1), f.read())
    f.write(b"def")
    print(f.getvalue())
    f.seek(1)
    f.write(b"ZZ")
    print(f.getvalue(), f.tell())


attempt(case_4)


def case_5():
    with io.StringIO() as f: print("a", file=f, end="")
    print(f.getvalue())


attempt(case_5)
