# debug= of run and Runner, and the loop's own switch.
import asyncio


async def state():
    return asyncio.get_running_loop().get_debug()


print(asyncio.run(state()))
print(asyncio.run(state(), debug=True))
print(asyncio.run(state(), debug=False))
for debug in (None, True, False):
    with asyncio.Runner(debug=debug) as runner:
        print(debug, runner.get_loop().get_debug(), runner.run(state()))
loop = asyncio.new_event_loop()
loop.set_debug(True)
print(loop.run_until_complete(state()), loop)
loop.close()
print(loop)
