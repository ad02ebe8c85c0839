def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)




def case_1():
    d = {"a": 1}
    d |= {"b": 2}
    print(d)
    d |= [("c", 3)]
    print(d)
    d.update(x=1)
    d.update([("y", 2)], z=3)
    d.update({"a": 9})
    print(d, d.popitem(), d.pop("x"))
    d.clear()
    print(d)


attempt(case_1)


def case_2():
    d = {"a": 1}
    d | 5


attempt(case_2)


def case_3():
    d = {"a": 1}
    d | [("a", 1)]


attempt(case_3)


def case_4():
    d = {"a": 1}
    d.update(5)


attempt(case_4)


def case_5():
    d = {"a": 1}
    d.update([1])


attempt(case_5)


def case_6():
    d = {"a": 1}
    d.update([(1, 2, 3)])


attempt(case_6)


def case_7():
    d = {"a": 1}
    d.update(["ab"])
    print(d)


attempt(case_7)
attempt(lambda: dict(5))
attempt(lambda: dict([1]))
attempt(lambda: dict(["abc"]))
attempt(lambda: dict(a=1, **{"b": 2}))


def case_8():
    d = {}
    d[[]] = 1


attempt(case_8)


def case_9():
    d = {}
    del d["a"]


attempt(case_9)


def case_10():
    d = {1: 2}
    d.foo


attempt(case_10)
