def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: [3, 1, 2].index(1))
attempt(lambda: [1, 2, 1].count(1))
attempt(lambda: [1, 2, 3][::-1])
attempt(lambda: [1, 2, 3][-2:])
attempt(lambda: [1, 2] * 2)
attempt(lambda: 2 * [1])
attempt(lambda: [1] + [2])
attempt(lambda: [1, 2] == [1, 2])
attempt(lambda: [1, 2] < [1, 3])
attempt(lambda: [1] < [1, 0])
attempt(lambda: [] < [1])
attempt(lambda: [1].index(5))
attempt(lambda: [1, 2, 3].index(1, 1))
attempt(lambda: ["a"].index("b"))
attempt(lambda: [].pop())
attempt(lambda: [1].pop(5))
attempt(lambda: [1].pop("a"))
attempt(lambda: [1].remove(5))
attempt(lambda: [1][5])
attempt(lambda: [1]["a"])
attempt(lambda: [1][1.5])
attempt(lambda: [1] < 1)
attempt(lambda: [1] + (1,))
attempt(lambda: [1] * "a")
attempt(lambda: [1] * 1.5)


def case_1():
    x = [1]
    x[5] = 1


attempt(case_1)


def case_2():
    x = [1]
    x["a"] = 1


attempt(case_2)


def case_3():
    x = [1]
    del x[5]


attempt(case_3)


def case_4():
    x = [1, 2, 3, 4, 5]
    x[1:3] = [9]
    print(x)
    x[::2] = [7, 7]
    print(x)
    del x[::2]
    print(x)
    x[1:1] = "ab"
    print(x)
    x[:] = []
    print(x)


attempt(case_4)


def case_5():
    x = [1, 2, 3, 4, 5]
    x[::2] = [1]


attempt(case_5)


def case_6():
    x = [1, 2]
    x[0:1] = 5


attempt(case_6)


def case_7():
    x = [1, 2]
    x[::2] = 5


attempt(case_7)


def case_8():
    x = [1, 2, 3]
    del x[1:]
    print(x)
    x.extend(range(3))
    print(x)
    x.insert(0, "a")
    x.insert(-1, "b")
    x.insert(100, "c")
    print(x)
    x += (1, 2)
    print(x)
    x *= 2
    print(x)


attempt(case_8)


def case_9():
    x = [1]
    x.extend(5)


attempt(case_9)


def case_10():
    x = [1]
    x += 5


attempt(case_10)
