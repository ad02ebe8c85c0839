# Coroutines driven by hand: what is yielded goes to the one who sends, through every await.


class Request:
    def __init__(self, what):
        self.what = what

    def __await__(self):
        answer = yield self.what
        print("  answered", answer)
        return answer * 2


async def inner(name):
    a = await Request(f"{name}-first")
    b = await Request(f"{name}-second")
    return a + b


async def middle():
    try:
        return await inner("m")
    finally:
        print("  middle is done")


async def outer():
    x = await middle()
    y = await Request("last")
    return x, y


coro = outer()
print(coro.send(None))
print(coro.send(1))
print(coro.cr_running, coro.cr_await is None)
print(coro.send(2))
try:
    coro.send(3)
except StopIteration as stop:
    print("result", stop.value)
try:
    coro.send(None)
except RuntimeError as error:
    print(error)

coro = outer()
try:
    coro.send(1)
except TypeError as error:
    print(error)
coro.send(None)
try:
    coro.throw(KeyError("thrown"))
except KeyError as error:
    print("out came", error)
coro = outer()
coro.send(None)
coro.close()
coro.close()
coro = outer()
coro.close()
try:
    coro.send(None)
except RuntimeError as error:
    print(error)
