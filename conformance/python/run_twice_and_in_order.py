"""Several runs one after the other, and what each leaves behind."""
import asyncio

loops = []


async def main(n):
    loops.append(asyncio.get_running_loop())
    await asyncio.sleep(0)
    return n


print([asyncio.run(main(n)) for n in range(3)])
print(len({id(one) for one in loops}), all(one.is_closed() for one in loops))


async def fails():
    raise ValueError("main failed")


try:
    asyncio.run(fails())
except ValueError as error:
    print(error)


async def cancels_itself():
    asyncio.current_task().cancel("by itself")
    await asyncio.sleep(0)


try:
    asyncio.run(cancels_itself())
except asyncio.CancelledError as error:
    print("cancelled", error.args)


async def gives(value):
    return value


for debug in (True, False, None):
    async def check():
        return asyncio.get_running_loop().get_debug()

    print(debug, asyncio.run(check(), debug=debug))

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
try:
    print(loop.run_until_complete(gives("by hand")), asyncio.get_event_loop() is loop)
    print(loop.run_until_complete(asyncio.ensure_future(gives("wrapped"))))
    future = asyncio.Future()
    print(future.get_loop() is loop)
    loop.call_soon(future.set_result, "set")
    print(loop.run_until_complete(future))
finally:
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()
    asyncio.set_event_loop(None)
try:
    asyncio.get_event_loop()
except RuntimeError as error:
    print(error)
try:
    asyncio.Future()
except RuntimeError as error:
    print(error)
