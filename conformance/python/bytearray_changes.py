def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)




def case_1():
    x = b"a"
    x[0] = 1


attempt(case_1)


def case_2():
    x = bytearray(b"abc")
    x[0] = 120
    x.append(33)
    x.extend(b"yz")
    x[1:2] = b"QQ"
    del x[0]
    print(x, x.pop(), x.pop(0), len(x))
    x.insert(0, 65)
    x.remove(65)
    x.reverse()
    print(x, x.copy(), bytes(x))
    x += b"end"
    x *= 2
    print(x)
    x.clear()
    print(x)


attempt(case_2)


def case_3():
    x = bytearray(b"a")
    x[0] = 300


attempt(case_3)


def case_4():
    x = bytearray(b"a")
    x.append("a")


attempt(case_4)


def case_5():
    x = bytearray(b"a")
    x.remove(5)


attempt(case_5)


def case_6():
    x = bytearray()
    x.pop()


attempt(case_6)
attempt(lambda: b"%s-%d" % (b"a", 5))
attempt(lambda: b"%b" % b"x")
attempt(lambda: b"%x" % 255)
attempt(lambda: b"%s" % "a")
attempt(lambda: {b"a": 1}[b"a"])
attempt(lambda: b"abc" == "abc")
attempt(lambda: b"a" != b"b")
