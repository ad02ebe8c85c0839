# When main returns, asyncio.run cancels what is left and waits for it: `finally` parts run.
import asyncio


async def background():
    try:
        while True:
            await asyncio.sleep(1)
    finally:
        print("background cleaned up")


async def main():
    asyncio.create_task(background())
    await asyncio.sleep(0.01)
    print("main returns")
    return 42


print(asyncio.run(main()))
