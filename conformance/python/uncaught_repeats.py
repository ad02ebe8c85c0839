# Rows alike are counted; two functions that take turns are not.
def down(n):
    if n == 0:
        return ping(4)
    return down(n - 1)


def ping(n):
    return pong(n - 1)


def pong(n):
    if n < 0:
        raise IndexError("bottom")
    return ping(n)


down(5)
