def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: tuple("ab"))
attempt(lambda: tuple([1]))
attempt(lambda: tuple())
attempt(lambda: (1, 2) + (3,))
attempt(lambda: (1,) * 3)
attempt(lambda: (1, 2, 3)[1:])
attempt(lambda: (1, 2).index(2))
attempt(lambda: (1, 1).count(1))
attempt(lambda: (1, 2) < (1, 3))
attempt(lambda: (1,))
attempt(lambda: ())
attempt(lambda: (1, 2).index(5))
attempt(lambda: (1,)[5])
attempt(lambda: (1,)["a"])


def case_1():
    x = (1,)
    x[0] = 1


attempt(case_1)


def case_2():
    x = (1,)
    del x[0]


attempt(case_2)
attempt(lambda: (1,) + [1])
attempt(lambda: (1,) < [1])


def case_3():
    x = "abc"
    x[0] = "b"


attempt(case_3)


def case_4():
    x = "abc"
    del x[0]


attempt(case_4)


def case_5():
    x = 5
    x[0]


attempt(case_5)


def case_6():
    x = 5
    x[0] = 1


attempt(case_6)


def case_7():
    x = None
    x[0]


attempt(case_7)


def case_8():
    x = None
    x.foo


attempt(case_8)


def case_9():
    for i in 5: pass


attempt(case_9)


def case_10():
    a, b = 1


attempt(case_10)


def case_11():
    a, b = 1, 2, 3


attempt(case_11)


def case_12():
    a, b = [1]


attempt(case_12)


def case_13():
    a, *b = []


attempt(case_13)
attempt(lambda: len(5))
attempt(lambda: len())
attempt(lambda: len([1], [2]))
