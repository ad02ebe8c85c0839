def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: {"a": 1}["b"])
attempt(lambda: {1: 2}[3])
attempt(lambda: {(1, 2): 3}[(1, 3)])
attempt(lambda: {}.popitem())
attempt(lambda: {}.pop("a"))
attempt(lambda: {}.pop("a", 1))
attempt(lambda: {"a": 1}.get("b"))
attempt(lambda: {"a": 1}.get("a", 2))
attempt(lambda: {"a": 1}.setdefault("b", 3))
attempt(lambda: dict(a=1, b=2))
attempt(lambda: dict([("a", 1)]))
attempt(lambda: dict({"a": 1}, b=2))
attempt(lambda: dict.fromkeys("ab"))
attempt(lambda: dict.fromkeys([1, 2], 0))
attempt(lambda: dict(zip("ab", [1, 2])))
attempt(lambda: {"a": 1} | {"b": 2})
attempt(lambda: {"a": 1} == {"a": 1.0})
attempt(lambda: {"a": 1, "b": 2} == {"b": 2, "a": 1})


def case_1():
    d = {"a": 1, "b": 2}
    print(d.keys(), d.values(), d.items(), len(d.keys()), "a" in d.keys(), ("a", 1) in d.items(), 1 in d.values(), list(reversed(d)), list(reversed(d.items())), list(d), d.copy())


attempt(case_1)


def case_2():
    d = {"a": 1, "b": 2}
    print(d.keys() & {"a"}, d.keys() | ["c"] == {"a", "b", "c"}, d.keys() - {"a"}, d.keys() ^ {"a"}, d.items() & {("a", 1)}, d.keys() == {"a", "b"}, d.keys() < {"a", "b", "c"}, d.keys().isdisjoint({"x"}), d.items() == {"a": 1, "b": 2}.items(), d.items() - [("a", 1)])


attempt(case_2)
