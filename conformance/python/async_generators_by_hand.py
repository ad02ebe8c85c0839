# Async generators driven by hand: asend, athrow, aclose and their states.


class Pause:
    def __init__(self, name):
        self.name = name

    def __await__(self):
        return (yield self.name)


async def agen():
    try:
        got = yield 1
        print("got", got)
        answer = await Pause("in between")
        print("answer", answer)
        try:
            yield 2
        except ValueError as error:
            print("caught", error)
            yield 3
        yield 4
    finally:
        print("cleaning")
        await Pause("cleanup")


def drive(awaitable):
    try:
        return "yielded", awaitable.send(None)
    except BaseException as error:
        return type(error).__name__, error.args


g = agen()
print(drive(g.__anext__()))
step = g.asend("hello")
print(drive(step))
print(g.ag_running)
print(drive(g.__anext__()))
try:
    step.send("go on")
except StopIteration as stop:
    print("step gave", stop.value)
print(drive(step))
print(drive(g.athrow(ValueError("v"))))
closing = g.aclose()
print(drive(closing))
print(drive(closing))
print(drive(g.__anext__()))
print(drive(g.aclose()))
g = agen()
print(drive(g.asend(1)))
print(drive(g.aclose()))
print(drive(g.__anext__()))


async def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = stubborn()
drive(g.__anext__())
print(drive(g.aclose()))


async def stops(error):
    yield 1
    raise error


for error in (StopIteration(5), StopAsyncIteration(6)):
    g = stops(error)
    drive(g.__anext__())
    print(drive(g.__anext__()))
