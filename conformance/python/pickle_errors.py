# What cannot be pickled, and what is no pickle.
import asyncio
import pickle
import threading


def outer():
    def inner():
        pass

    class Local:
        pass

    return inner, Local()


async def coroutine():
    pass


class Refuses:
    def __reduce__(self):
        raise TypeError("not me")


waiting = coroutine()
for what in (lambda: 0, *outer(), threading.Lock(), threading.RLock(), threading.Event(),
             (n for n in ()), waiting, [1, {"k": lambda: 0}], Refuses(), pickle):
    try:
        pickle.dumps(what)
    except Exception as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])
waiting.close()
for data in (b"", b"\x80\x04K", b"\x80\x04]", b"\x80\x04q"):
    try:
        pickle.loads(data)
    except Exception as error:
        print(type(error).__name__, error)
try:
    pickle.loads("text")
except TypeError as error:
    print(error)
deep = []
for _ in range(50_000):
    deep = [deep]
try:
    pickle.dumps(deep)
except RecursionError as error:
    print(error)
