# Names, parents and daemons.
import multiprocessing
from multiprocessing import Process


def tell(queue):
    me = multiprocessing.current_process()
    parent = multiprocessing.parent_process()
    queue.put((me.name, me.daemon, parent.name, parent.is_alive()))


class Worker(Process):
    def __init__(self, queue):
        super().__init__(name="the worker", daemon=True)
        self.queue = queue

    def run(self):
        tell(self.queue)


if __name__ == "__main__":
    print(multiprocessing.current_process().name, multiprocessing.parent_process())
    queue = multiprocessing.SimpleQueue()
    for process in (Process(target=tell, args=(queue,)), Worker(queue)):
        process.start()
        print(queue.get())
        process.join()
        print(process.name, multiprocessing.active_children())
    try:
        process.start()
    except AssertionError as error:
        print(error)
    try:
        Process(target=tell).join()
    except AssertionError as error:
        print(error)
    process.close()
    try:
        process.is_alive()
    except ValueError as error:
        print(error)
