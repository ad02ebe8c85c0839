# Five forks, taken in the order of their numbers: everybody eats.
import asyncio

meals = []


async def philosopher(number, forks):
    left, right = sorted((number, (number + 1) % len(forks)))
    for _ in range(2):
        async with forks[left]:
            await asyncio.sleep(0.001)
            async with forks[right]:
                meals.append(number)
                await asyncio.sleep(0.002)


async def main():
    forks = [asyncio.Lock() for _ in range(5)]
    await asyncio.gather(*(philosopher(number, forks) for number in range(5)))
    print(sorted(meals), meals[:2])
    # Taken the other way round by two: nobody goes on, until the limit.
    a, b = asyncio.Lock(), asyncio.Lock()

    async def both(one, other):
        async with one:
            await asyncio.sleep(0)
            async with other:
                return "done"

    try:
        async with asyncio.timeout(0.05):
            await asyncio.gather(both(a, b), both(b, a))
    except TimeoutError:
        print("deadlock", a.locked(), b.locked())


asyncio.run(main())
