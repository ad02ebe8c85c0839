# stderr: whole
# atexit: last registered first, errors reported, before anything of the module dies.
import atexit
import sys


class D:
    def __del__(self):
        print("del", calls)


calls = []
d = D()


@atexit.register
def first_registered():
    calls.append("first")
    print("called last")


def with_arguments(*args, **kwargs):
    print("arguments", args, kwargs)


atexit.register(with_arguments, 1, 2, key="word")


def fails():
    raise ValueError("in a callback")


atexit.register(fails)


def leaves():
    sys.exit(3)


atexit.register(leaves)
atexit.register(with_arguments, "twice")
atexit.register(with_arguments, "twice")


def removed():
    print("never")


atexit.register(removed)
atexit.unregister(removed)
print("end of main")
sys.exit(5)
