import asyncio

busy = 0
lock = asyncio.Lock()


async def backend(city):
    # A service of somebody else. It answers after 50 ms, three callers at a time.
    global busy
    busy += 1
    try:
        if busy > 3:
            print("backend: too many callers")
            raise RuntimeError("too many callers")
        await asyncio.sleep(0.05)
        return f"{city}: sunny"
    finally:
        busy -= 1


async def forecast(city):
    async with lock:
        return await backend(city)


async def main():
    cities = ["Bern", "Cork", "Graz", "Lodz", "Nice", "Oslo"]
    for line in await asyncio.gather(*(forecast(city) for city in cities)):
        print(line)


asyncio.run(main())
