"""An asyncio process with one task of each kind of trouble, and what each tool says about it.

    python3 stuck.py tasks         every task with the place where it is suspended
    python3 stuck.py slow          debug mode: which step kept the loop
    python3 stuck.py frozen        faulthandler: where each thread is while the loop is frozen
    python3 stuck.py wait          stays frozen for 5 s: py-spy dump --pid PID
"""
import asyncio
import faulthandler
import sys
import threading
import time

lock = asyncio.Lock()


async def hold():
    async with lock:
        await asyncio.sleep(60)


async def want():
    async with lock:
        pass


async def forgotten():
    await asyncio.get_running_loop().create_future()


async def slow():
    time.sleep(0.15)


async def frozen(seconds):
    time.sleep(seconds)


async def start(*coroutines):
    tasks = [asyncio.create_task(each, name=each.__name__) for each in coroutines]
    await asyncio.sleep(0.01)
    return tasks


async def show_tasks():
    kept = await start(hold(), want(), forgotten())
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in sorted(others, key=lambda task: task.get_name()):
        task.print_stack(file=sys.stdout)
    return kept


async def show_frozen(seconds):
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    kept = await start(hold(), frozen(seconds))
    return kept


match sys.argv[1]:
    case "tasks":
        asyncio.run(show_tasks())
    case "slow":
        asyncio.run(start(slow()), debug=True)
    case "frozen":
        faulthandler.dump_traceback_later(0.5)
        asyncio.run(show_frozen(1))
    case "wait":
        asyncio.run(show_frozen(5))
