"""The collector that nobody calls finds orphaned tasks too."""
import asyncio
import gc

died = []


class Mark:
    def __init__(self, number):
        self.number = number

    def __del__(self):
        died.append(self.number)


async def orphan(number):
    mark = Mark(number)
    await asyncio.get_running_loop().create_future()


async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
    gc.collect()
    keep = []
    for number in range(50):
        asyncio.create_task(orphan(number))
        await asyncio.sleep(0)
    for _ in range(30000):
        keep.append([])
    print("all dead without gc.collect():", sorted(died) == list(range(50)))


asyncio.run(main())
