# asyncio.Queue: a ball goes back and forth between two tasks.
import asyncio


async def player(inbox, outbox, rounds):
    for _ in range(rounds):
        ball = await inbox.get()
        await outbox.put(ball + 1)


async def main():
    rounds = 50_000
    a, b = asyncio.Queue(), asyncio.Queue()
    players = [
        asyncio.create_task(player(a, b, rounds)),
        asyncio.create_task(player(b, a, rounds)),
    ]
    await a.put(0)
    await asyncio.gather(*players)
    print(await a.get())


asyncio.run(main())
