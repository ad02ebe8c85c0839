# The wrong side.
def f():
    return 1


f() = 2
