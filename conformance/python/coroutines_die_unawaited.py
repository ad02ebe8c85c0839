# stderr: whole
# Where a coroutine dies unawaited, and what keeps it alive.
async def work(tag):
    return tag


def argument(coroutine):
    print("in the call")


def local():
    kept = work("local")
    print("before the end of the function")


def raises():
    kept = work("held by the exception")
    raise ValueError


argument(work("argument"))
local()
items = [work("in a list"), work("in a list too")]
items.pop()
print("popped")
items = None
try:
    raises()
except ValueError as error:
    print("handled")
print("the exception is gone")
table = {"k": work("in a dict")}
table["k"] = "replaced"


class Holder:
    def __init__(self):
        self.coroutine = work("in an attribute")


Holder()
closed = work("closed")
closed.close()
del closed
sent = work("sent")
try:
    sent.send(None)
except StopIteration as stop:
    print("returned", stop.value)
thrown = work("thrown")
try:
    thrown.throw(KeyError("k"))
except KeyError as error:
    print("raised", error)
generator = (work(n) for n in range(2))
for coroutine in generator:
    print("next")
print("end")
