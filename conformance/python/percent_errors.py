def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: "%(a)s" % {"b": 1})
attempt(lambda: "%(a)s" % 5)
attempt(lambda: "%s %s" % "a")
attempt(lambda: "%s" % ("a", "b"))
attempt(lambda: "%d" % "a")
attempt(lambda: "%d" % 1.9)
attempt(lambda: "%d" % -1.9)
attempt(lambda: "%x" % 255)
attempt(lambda: "%x" % 1.5)
attempt(lambda: "%f" % "a")
attempt(lambda: "%c" % "ab")
attempt(lambda: "%c" % 1.5)
attempt(lambda: "%c" % -1)
attempt(lambda: "%z" % 1)
attempt(lambda: "%" % ())
attempt(lambda: "%s" % ())
attempt(lambda: "abc" % 1)
attempt(lambda: "abc" % {"a": 1})
attempt(lambda: "abc" % ())
