# pair: Two readers stop at the end mark, but there is one mark: who does not get it waits for ever.
# expect: deadlock
import asyncio


async def read(pages, seen):
    while (page := await pages.get()) is not None:
        seen.append(page)


async def main():
    pages, seen = asyncio.Queue(), []
    readers = [asyncio.create_task(read(pages, seen)) for _ in range(2)]
    for page in (1, 2, None):
        await pages.put(page)
    await asyncio.gather(*readers)
    print("seen", len(seen))


asyncio.run(main())
