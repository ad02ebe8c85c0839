# Debug mode refuses calls to a loop from another thread than its own.
import asyncio
import threading


async def main(debug):
    loop = asyncio.get_running_loop()
    loop.set_debug(debug)
    calls = []

    def other():
        for act in (
            lambda: loop.call_soon(print),
            lambda: loop.call_later(9, print),
            lambda: loop.call_soon_threadsafe(calls.append, "safe"),
        ):
            try:
                handle = act()
                calls.append("accepted")
                handle.cancel() if len(calls) < 3 else None
            except RuntimeError as error:
                calls.append(str(error))

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    await asyncio.sleep(0.01)
    print(*calls, sep="\n")


asyncio.run(main(True))
