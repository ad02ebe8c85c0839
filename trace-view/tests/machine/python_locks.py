import queue
import threading
import time

a = threading.Lock()
b = threading.Lock()
q = queue.Queue(1)


def one():
    with a:
        q.get()
        with b:
            print("one")


def two():
    with b:
        q.put(1)
        time.sleep(0.001)
        with a:
            print("two")


t = threading.Thread(target=one)
u = threading.Thread(target=two)
t.start()
u.start()
t.join()
u.join()
