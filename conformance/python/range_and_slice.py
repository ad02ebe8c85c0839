def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: range(5))
attempt(lambda: range(1, 10, 2))
attempt(lambda: range(10, 0, -3))
attempt(lambda: list(range(10, 0, -3)))
attempt(lambda: range(5)[2])
attempt(lambda: range(5)[-1])
attempt(lambda: range(10)[2:5])
attempt(lambda: range(10)[::-1])
attempt(lambda: range(5) == range(0, 5, 1))
attempt(lambda: 3 in range(5))
attempt(lambda: "a" in range(5))
attempt(lambda: range(5).index(3))
attempt(lambda: range(5).count(3))
attempt(lambda: range(5).start)
attempt(lambda: range(5).stop)
attempt(lambda: range(5).step)
attempt(lambda: len(range(0, 10, 3)))
attempt(lambda: bool(range(0)))
attempt(lambda: range(0) == range(2, 2))
attempt(lambda: len(range(10**6)))
attempt(lambda: range(0, 10, 3)[-1])
attempt(lambda: list(range(0)))
attempt(lambda: list(reversed(range(0, 10, 3))))
attempt(lambda: range(5)[10])
attempt(lambda: range(5).index(7))
attempt(lambda: range(5)["a"])
attempt(lambda: range(1.5))
attempt(lambda: range())
attempt(lambda: range(1, 2, 0))
attempt(lambda: range("a"))
attempt(lambda: range(1, 2, 3, 4))


def case_1():
    r = range(5)
    r[0] = 1


attempt(case_1)
attempt(lambda: range(5) + range(3))
attempt(lambda: slice(1, 2))
attempt(lambda: slice(5))
attempt(lambda: slice(1, 10, 2))
attempt(lambda: slice(1, 10, 2).indices(5))
attempt(lambda: slice(None))
attempt(lambda: slice(1, 2).start)
attempt(lambda: slice(1, 2) == slice(1, 2))
attempt(lambda: slice(None, None, -1).indices(5))
attempt(lambda: hash(slice(1, 2)) == hash(slice(1, 2)))
attempt(lambda: slice())
attempt(lambda: slice(1, 2, 0).indices(5))


def case_2():
    x = [1, 2, 3, 4]
    s = slice(1, 3)
    print(x[s])
    x[s] = [0]
    print(x)
    del x[slice(0, 1)]
    print(x)


attempt(case_2)
attempt(lambda: [1, 2, 3][True])
attempt(lambda: [1, 2][False:])
attempt(lambda: [0, 1][-1:])
attempt(lambda: "abc"[True])
attempt(lambda: [1, 2, 3]["1":])
attempt(lambda: [1, 2, 3][1.0:])
attempt(lambda: [1, 2][10**20:])
attempt(lambda: [1, 2][:10**20])
attempt(lambda: [1, 2][-10**20:])
attempt(lambda: [1][10**20])
