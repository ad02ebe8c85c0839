import asyncio
import threading
import time


def fetch_report(name):
    # The archive needs half a second to answer. That cannot be changed.
    time.sleep(0.5)
    return f"report {name}: 42 pages"


async def heartbeat():
    # The load balancer drops a server whose ticks are more than 150 ms apart.
    while True:
        print("tick")
        await asyncio.sleep(0.1)


async def handle(name):
    print(f"request {name}")
    answers = []
    worker = threading.Thread(target=lambda: answers.append(fetch_report(name)))
    worker.start()
    worker.join()
    report = answers[0]
    print(report)
    return report


async def main():
    beat = asyncio.create_task(heartbeat())
    await asyncio.sleep(0.25)
    answer = await handle("spring")
    print(f"sent {len(answer)} characters")
    await asyncio.sleep(0.22)
    beat.cancel()
    print("server stopped")


asyncio.run(main())
