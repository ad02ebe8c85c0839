def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: "{} {}".format(1))
attempt(lambda: "{a}".format(b=1))
attempt(lambda: "{0} {}".format(1, 2))
attempt(lambda: "{} {0}".format(1, 2))
attempt(lambda: "{".format(1))
attempt(lambda: "}".format(1))
attempt(lambda: "{0".format(1))
attempt(lambda: "{!x}".format(1))
attempt(lambda: "{!}".format(1))
attempt(lambda: "{!rr}".format(1))
attempt(lambda: "{0[}".format([1]))
attempt(lambda: "{0.}".format(1))
attempt(lambda: "{0.foo}".format(1))
attempt(lambda: "{0[5]}".format([1]))
attempt(lambda: "{0[a]}".format({"b": 1}))
attempt(lambda: "{0[]}".format({"b": 1}))
attempt(lambda: "{0[0]x}".format([1]))
attempt(lambda: "{:d}".format("a"))
attempt(lambda: "{:{}}".format("a"))
attempt(lambda: "{:d}".format(1.5))
attempt(lambda: "{-1}".format(5))
attempt(lambda: "{ 0}".format(5))
attempt(lambda: "{a b}".format(**{"a b": 1}))
attempt(lambda: "{:>{}}".format("x", "y"))
