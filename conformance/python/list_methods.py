def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)




def case_1():
    x = [1]
    x.append()


attempt(case_1)


def case_2():
    x = [1]
    x.append(1, 2)


attempt(case_2)


def case_3():
    x = [1]
    x.insert(1)


attempt(case_3)


def case_4():
    x = [1]
    x.foo


attempt(case_4)


def case_5():
    x = [1]
    x.foo = 1


attempt(case_5)


def case_6():
    x = [1]
    x.append = 1


attempt(case_6)


def case_7():
    x = [1, [2]]
    y = x.copy()
    y[1].append(3)
    print(x, y, x.reverse(), x)
    x.clear()
    print(x)


attempt(case_7)


def case_8():
    x = [1]
    x.append(x)
    print(x)
    print(x == x)


attempt(case_8)
attempt(lambda: list("abc"))
attempt(lambda: list((1, 2)))
attempt(lambda: list({1: 2}))
attempt(lambda: list(range(3)))
attempt(lambda: list())
attempt(lambda: list(5))
attempt(lambda: list(1, 2))
