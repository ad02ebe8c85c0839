# stderr: whole
# Without logging set up, warnings of asyncio go to stderr as they are.
import asyncio
import logging
import time


async def blocks():
    time.sleep(0.2)


def cut(record):
    record.msg, record.args = record.getMessage().partition(" name=")[0] + " ...", ()
    return True


logging.getLogger("asyncio").addFilter(cut)


async def main():
    await asyncio.create_task(blocks())
    print("main goes on")


asyncio.run(main(), debug=True)
print("end")
