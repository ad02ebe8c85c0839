# pair: The worker goes on to the next order without task_done when one is spoiled: join waits for it for ever.
# expect: deadlock
import queue
import threading

orders = queue.Queue()
cooked = []


def cook():
    while (order := orders.get()) is not None:
        if order == "spoiled":
            continue
        cooked.append(order)
        orders.task_done()


worker = threading.Thread(target=cook)
worker.start()
orders.put("spoiled")
orders.put("soup")
orders.join()
orders.put(None)
worker.join()
print(cooked)
