import asyncio


async def save(letter):
    # Filing a letter takes 10 ms, and a file that was opened has to be closed.
    if letter == "?":
        raise ValueError("cannot read it")
    print(f"open {letter}")
    await asyncio.sleep(0.01)
    print(f"close {letter}")


async def clerk(letters):
    while True:
        try:
            letter = await letters.get()
            await save(letter)
            letters.task_done()
        except Exception as problem:
            # One bad letter must not stop the clerk.
            print(f"problem: {problem!r}")


async def main():
    letters = asyncio.Queue()
    clerks = [asyncio.create_task(clerk(letters)) for _ in range(2)]
    for letter in "A?BC":
        letters.put_nowait(letter)
    await asyncio.sleep(0.015)
    for task in clerks:
        task.cancel()
    await asyncio.gather(*clerks, return_exceptions=True)
    print("office closed")


asyncio.run(main())
