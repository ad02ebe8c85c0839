import asyncio

busy = 0


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
    return await backend(city)


async def main():
    cities = ["Bern", "Cork", "Graz", "Lodz", "Nice", "Oslo"]
    calls = []
    for first in range(0, len(cities), 3):
        for city in cities[first : first + 3]:
            calls.append(asyncio.create_task(forecast(city)))
        # Twice as long as a call takes.
        await asyncio.sleep(0.1)
    for call in calls:
        print(await call)


asyncio.run(main())
