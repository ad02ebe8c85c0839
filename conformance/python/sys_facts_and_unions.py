import sys


def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: sys.version_info >= (3, 8))
attempt(lambda: sys.version_info[:2])
attempt(lambda: sys.version_info.major)
attempt(lambda: sys.platform)
attempt(lambda: sys.byteorder)
attempt(lambda: sys.maxsize)
attempt(lambda: sys.argv[1:])
attempt(lambda: sys.float_info.max)
attempt(lambda: sys.float_info.epsilon)
attempt(lambda: sys.getsizeof(5))
attempt(lambda: sys.getsizeof("a"))
attempt(lambda: sys.getsizeof([]))
attempt(lambda: sys.getsizeof({}))
attempt(lambda: sys.getsizeof(()))
attempt(lambda: sys.getsizeof(1.5))
attempt(lambda: sys.getsizeof(set()))
attempt(lambda: sys.getsizeof(b"a"))
attempt(lambda: sys.getsizeof(None))
attempt(lambda: sys.getsizeof(True))
attempt(lambda: sys.getsizeof(10**20))
attempt(lambda: sys.getsizeof((1, 2)))
attempt(lambda: sys.getsizeof({1: 2}))
attempt(lambda: sys.getsizeof(""))
attempt(lambda: isinstance(5, int | str))
attempt(lambda: isinstance(None, int | None))
attempt(lambda: issubclass(int, int | str))
attempt(lambda: isinstance(5, (str, (int, float))))
attempt(lambda: int | str)
attempt(lambda: int | None)
attempt(lambda: list | dict | None)
attempt(lambda: type(int | str).__name__)
attempt(lambda: (int | str) == (str | int))
attempt(lambda: 3.0 in range(5))
attempt(lambda: bytearray(b"a'b"))
