def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)




def case_1():
    x = [3, 1, 2]
    x.sort()
    print(x)
    x.sort(reverse=True)
    print(x)
    x.sort(key=lambda v: -v)
    print(x)
    print(x.sort())


attempt(case_1)


def case_2():
    x = [3, "a"]
    x.sort()


attempt(case_2)


def case_3():
    x = [3, None]
    sorted(x)


attempt(case_3)


def case_4():
    x = [3, 1, 2]
    x.sort(1)


attempt(case_4)


def case_5():
    x = [3, 1, 2]
    x.sort(foo=1)


attempt(case_5)


def case_6():
    x = [3, 1, 2]
    x.sort(key=lambda v: x.append(1) or v)


attempt(case_6)


def case_7():
    x = [3, 1, 2]
    x.sort(key=5)


attempt(case_7)


def case_8():
    x = ["b", "A", "c"]
    print(sorted(x, key=str.lower), sorted(x, reverse=True), sorted("bca"), sorted({3: 1, 1: 2}))


attempt(case_8)
attempt(lambda: sorted([1, 2], 5))
attempt(lambda: sorted())
attempt(lambda: sorted(5))
attempt(lambda: sorted([(1, "b"), (1, "a"), (0, "c")], key=lambda p: p[0]))
attempt(lambda: sorted([(1, "b"), (1, "a"), (0, "c")], key=lambda p: p[0], reverse=True))
