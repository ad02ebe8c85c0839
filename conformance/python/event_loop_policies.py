"""Policies: who makes loops, and what they are refused for."""
import asyncio


class Counting(asyncio.DefaultEventLoopPolicy):
    def __init__(self):
        super().__init__()
        self.made = 0

    def new_event_loop(self):
        self.made += 1
        return super().new_event_loop()


async def main():
    return asyncio.get_running_loop().is_running()


policy = Counting()
asyncio.set_event_loop_policy(policy)
print(asyncio.get_event_loop_policy() is policy)
print(asyncio.run(main()), asyncio.run(main()), policy.made)
loop = asyncio.new_event_loop()
print(policy.made, policy.get_event_loop.__name__)
policy.set_event_loop(loop)
print(asyncio.get_event_loop() is loop)
loop.close()
asyncio.set_event_loop_policy(None)
print(type(asyncio.get_event_loop_policy()).__name__)
for wrong in (lambda: asyncio.set_event_loop_policy(3), lambda: asyncio.set_event_loop("loop")):
    try:
        wrong()
    except TypeError as error:
        print(error)
