# An event loop of one's own: generators and coroutines that are driven by hand.


class Yield:
    def __await__(self):
        yield ("turn",)


class Recv:
    def __init__(self, queue):
        self.queue = queue

    def __await__(self):
        while not self.queue:
            yield ("wait", self.queue)
        return self.queue.pop(0)


class Loop:
    def __init__(self):
        self.ready = []
        self.waiting = []

    def spawn(self, name, coro):
        self.ready.append((name, coro))

    def run(self):
        while self.ready:
            name, coro = self.ready.pop(0)
            try:
                what, *rest = coro.send(None)
            except StopIteration as stop:
                print(f"{name} returned {stop.value}")
                self.waiting, woken = [], self.waiting
                self.ready.extend(woken)
                continue
            if what == "turn":
                self.ready.append((name, coro))
            else:
                print(f"{name} waits")
                self.waiting.append((name, coro))
                if not self.ready:
                    print("everybody waits")
            if what == "turn" and self.waiting:
                self.ready.append(self.waiting.pop(0))


async def producer(queue, count):
    for n in range(count):
        print("put", n)
        queue.append(n)
        await Yield()
    queue.append(None)
    return count


async def consumer(queue):
    total = 0
    while (item := await Recv(queue)) is not None:
        print("got", item)
        total += item
    return total


async def parent(loop, queue):
    loop.spawn("child", consumer(queue))
    return await producer(queue, 3)


loop = Loop()
queue = []
loop.spawn("consumer", consumer(queue))
loop.spawn("parent", parent(loop, queue))
loop.run()
print(len(loop.waiting), "left waiting")
