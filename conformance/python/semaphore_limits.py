# A semaphore lets so many in at a time; the others come in as these leave.
import asyncio

inside = most = 0


async def visit(semaphore, number, order):
    global inside, most
    async with semaphore:
        inside += 1
        most = max(most, inside)
        order.append(number)
        await asyncio.sleep(0.01 * (number % 3 + 1))
        inside -= 1


async def main():
    semaphore = asyncio.Semaphore(3)
    order = []
    await asyncio.gather(*(visit(semaphore, number, order) for number in range(10)))
    print("at most", most, order)
    print(semaphore._value, semaphore.locked())
    semaphore.release()
    print(semaphore._value)
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        print("ValueError:", error)
    bounded = asyncio.BoundedSemaphore(1)
    await bounded.acquire()
    bounded.release()
    try:
        bounded.release()
    except ValueError as error:
        print("ValueError:", error)
    zero = asyncio.Semaphore(0)
    print(zero.locked())
    task = asyncio.create_task(zero.acquire())
    await asyncio.sleep(0)
    zero.release()
    print(await task, zero.locked())


asyncio.run(main())
