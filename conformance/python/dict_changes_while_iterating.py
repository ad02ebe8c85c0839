def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)




def case_1():
    d = {1: 1, 2: 2}


attempt(case_1)


def case_2():
    d = {1: 1, 2: 2}
    [d.pop(k) for k in d]


attempt(case_2)


def case_3():
    d = {1: 1}
    print([d.update({k + 1: 1}) for k in d])


attempt(case_3)


def case_4():
    s = {1}
    [s.add(k + 1) for k in s]


attempt(case_4)


def case_5():
    d = {"a": 1}
    d < {"b": 1}


attempt(case_5)


def case_6():
    d = {1: 1}
    it = iter(d)
    print(next(it))
    d[1] = 5
    print(next(it, "end"))


attempt(case_6)


def case_7():
    d = {"x": 1}
    print(d.setdefault("x", 5), d.setdefault("y"), d)
    del d["x"]
    d["x"] = 2
    print(d)


attempt(case_7)


def case_8():
    d = {1: "a", True: "b", 1.0: "c"}
    print(d)


attempt(case_8)
