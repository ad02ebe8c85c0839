# stderr: whole
# What asyncio has to say of lost errors goes through the program's handlers.
import asyncio
import logging

logging.basicConfig(format="%(levelname)s from %(name)s: %(message)s")


async def fails():
    raise ValueError("lost")


async def main():
    task = asyncio.create_task(fails(), name="failing")
    await asyncio.sleep(0)
    print("done:", task.done())
    del task
    print("after its end")


asyncio.run(main())
