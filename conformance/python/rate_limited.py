# A semaphore per host and a queue of work, with results in the order of arrival.
import asyncio
from collections import Counter


class Client:
    def __init__(self, limit):
        self.semaphore = asyncio.Semaphore(limit)
        self.now = Counter()
        self.most = Counter()

    async def fetch(self, host, delay):
        async with self.semaphore:
            self.now[host] += 1
            self.most[host] = max(self.most[host], self.now[host])
            await asyncio.sleep(delay)
            self.now[host] -= 1
            if delay > 0.02:
                raise ConnectionError(host)
            return f"{host}:{delay}"


async def main():
    client = Client(2)
    work = [("a", 0.012), ("a", 0.004), ("b", 0.03), ("a", 0.006), ("b", 0.002)]
    results = await asyncio.gather(
        *(client.fetch(*one) for one in work), return_exceptions=True)
    print(results)
    print(dict(client.most), client.semaphore._value)
    order = []
    for future in asyncio.as_completed([client.fetch("c", d) for d in (0.019, 0.003, 0.009)]):
        order.append(await future)
    print(order)


asyncio.run(main())
