"""A request and its reply by a future: who sets it, who waits, who gives up."""
import asyncio


class Server:
    def __init__(self):
        self.pending = {}
        self.number = 0

    def ask(self, question):
        self.number += 1
        future = asyncio.get_running_loop().create_future()
        self.pending[self.number] = (question, future)
        future.add_done_callback(lambda done, number=self.number: self.pending.pop(number))
        return future

    def answer(self, number):
        question, future = self.pending[number]
        if question == "fail":
            future.set_exception(LookupError(question))
        else:
            future.set_result(question.upper())


async def main():
    server = Server()
    loop = asyncio.get_running_loop()
    first, second, third = server.ask("one"), server.ask("fail"), server.ask("never")
    for number in (2, 1):
        loop.call_later(0.01 / number, server.answer, number)
    print(await first)
    try:
        await second
    except LookupError as error:
        print("failed", error)
    try:
        await asyncio.wait_for(third, 0.01)
    except TimeoutError:
        print("gave up", third.cancelled(), server.pending)
    await asyncio.sleep(0)
    print(server.pending)
    many = [asyncio.create_task(asyncio.wait_for(server.ask(str(n)), 1)) for n in range(3)]
    await asyncio.sleep(0)
    for number in sorted(server.pending, reverse=True):
        server.answer(number)
    print(await asyncio.gather(*many))
    shared = server.ask("shared")

    async def waits(name):
        try:
            return name, await shared
        except asyncio.CancelledError:
            return name, "cancelled"

    tasks = [asyncio.create_task(waits(n)) for n in range(3)]
    await asyncio.sleep(0)
    tasks[1].cancel()
    print(await asyncio.gather(*tasks))
    print(shared.cancelled())
    late = server.ask("late")
    late.cancel()
    await asyncio.sleep(0)
    try:
        late.set_result(1)
    except asyncio.InvalidStateError as error:
        print(type(error).__name__, error)


asyncio.run(main())
