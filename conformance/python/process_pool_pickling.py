# What goes to another process and comes back is pickled, or cannot go there.
import threading
from concurrent.futures import ProcessPoolExecutor


class Box:
    def __init__(self, content):
        self.content = content


class Failure(Exception):
    def __init__(self, code, text):
        super().__init__(code, text)
        self.code = code


def fill(box):
    box.content.append("there")
    return box


def fail():
    raise Failure(4, "over there")


def make_function():
    return lambda: 1


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as pool:
        box = Box(["here"])
        back = pool.submit(fill, box).result()
        print(box.content, back.content, back is box)
        try:
            pool.submit(fail).result()
        except Failure as error:
            print(error, error.code, error.args)
        for what in (lambda: 1, threading.Lock(), (n for n in ())):
            try:
                pool.submit(id, what).result()
            except Exception as error:
                print(type(error).__name__, str(error).split(" at ")[0])
        try:
            pool.submit(make_function).result()
        except Exception as error:
            print(type(error).__name__, error)
        print(pool.submit(len, "still works").result())
