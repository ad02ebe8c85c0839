"""get_event_loop without a loop: a warning, once, and a loop."""
import asyncio

loop = asyncio.get_event_loop()
print(loop, asyncio.get_event_loop() is loop)


async def main():
    print(asyncio.get_event_loop() is loop, asyncio.get_running_loop() is loop)


loop.run_until_complete(main())
loop.close()
print(asyncio.get_event_loop().is_closed())
asyncio.set_event_loop(None)
try:
    asyncio.get_event_loop()
except RuntimeError as error:
    print(error)
