# time.sleep blocks the thread, and with it every other task of the loop.
import asyncio
import time


async def heartbeat(beats):
    for _ in range(4):
        beats.append(time.monotonic())
        await asyncio.sleep(0.1)


async def block():
    await asyncio.sleep(0.12)
    time.sleep(0.5)
    print("blocked for half a second")


async def main():
    beats = []
    await asyncio.gather(heartbeat(beats), block())
    gaps = [later - earlier for earlier, later in zip(beats, beats[1:])]
    print([f"{gap:.1f}" for gap in gaps])


asyncio.run(main())
