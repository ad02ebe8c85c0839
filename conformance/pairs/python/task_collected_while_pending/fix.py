# pair: main keeps the task and its future, answers, and waits for the task.
# expect: clean
import asyncio
import gc


async def remind(answer):
    await answer


async def main():
    answer = asyncio.get_running_loop().create_future()
    reminder = asyncio.create_task(remind(answer))
    await asyncio.sleep(0)
    gc.collect()
    print("reminder set")
    answer.set_result("yes")
    await reminder


asyncio.run(main())
