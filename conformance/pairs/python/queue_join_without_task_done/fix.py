# pair: task_done is in a finally, so that it is called for every order, whatever becomes of it.
# expect: clean
import queue
import threading

orders = queue.Queue()
cooked = []


def cook():
    while (order := orders.get()) is not None:
        try:
            if order == "spoiled":
                continue
            cooked.append(order)
        finally:
            orders.task_done()


worker = threading.Thread(target=cook)
worker.start()
orders.put("spoiled")
orders.put("soup")
orders.join()
orders.put(None)
worker.join()
print(cooked)
