# stderr: whole
# At the level DEBUG the loop itself has something to say.
import asyncio
import logging

logging.basicConfig(level=logging.DEBUG)


async def main():
    logging.info("in main")
    logging.getLogger("asyncio").info("through asyncio's logger")


asyncio.run(main())
logging.info("between")
asyncio.run(main(), debug=True)
