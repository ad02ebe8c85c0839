# pair: The task is made inside the block of the session but begins after it, when the session is closed.
# expect: exception
import asyncio


class Session:
    async def __aenter__(self):
        self.is_open = True
        return self

    async def __aexit__(self, *error):
        self.is_open = False

    async def get(self, url):
        if not self.is_open:
            raise RuntimeError("the session is closed")
        await asyncio.sleep(0.01)
        return f"content of {url}"


async def main():
    async with Session() as session:
        page = asyncio.create_task(session.get("/news"))
    print(await page)


asyncio.run(main())
