# Errors of workers: collected and raised again by who waits, with their causes.
import queue
import threading
import traceback


class Worker(threading.Thread):
    def __init__(self, target, *args):
        super().__init__()
        self.call, self.arguments = target, args
        self.result = self.error = None

    def run(self):
        try:
            self.result = self.call(*self.arguments)
        except Exception as error:
            self.error = error

    def get(self):
        self.join()
        if self.error is not None:
            raise RuntimeError(f"{self.call.__name__} failed") from self.error
        return self.result


def divide(a, b):
    return a / b


good, bad = Worker(divide, 6, 3), Worker(divide, 1, 0)
good.start()
bad.start()
print(good.get())
try:
    bad.get()
except RuntimeError as error:
    print(error, "because", repr(error.__cause__))
    print([frame.name for frame in traceback.extract_tb(error.__cause__.__traceback__)][-1])
errors = queue.SimpleQueue()
threading.excepthook = lambda args: errors.put((args.thread.name, args.exc_value))


def picky(value):
    if value % 2:
        raise ValueError(value)


threads = [threading.Thread(target=picky, args=(n,), name=f"t{n}") for n in range(4)]
for t in threads:
    t.start()
    t.join()
while not errors.empty():
    name, error = errors.get()
    print(name, repr(error))


def broken_hook(args):
    raise KeyError("hook")


threading.excepthook = broken_hook
t = threading.Thread(target=picky, args=(1,))
t.start()
t.join()
print("end")
