# threading.local: attributes of each thread's own; derived classes start anew in each thread.
import threading

data = threading.local()
data.value = "main"
log = []


def worker(number):
    log.append((number, hasattr(data, "value")))
    data.value = number
    log.append((number, data.value, sorted(data.__dict__)))


for number in range(3):
    t = threading.Thread(target=worker, args=(number,))
    t.start()
    t.join()
print(log, data.value)
try:
    data.missing
except AttributeError as error:
    print(error)
del data.value
print(hasattr(data, "value"))


class Session(threading.local):
    default = "shared"

    def __init__(self, name):
        self.name = name
        self.items = []
        created.append(threading.current_thread().name)

    def add(self, item):
        self.items.append(item)
        return len(self.items)


created = []
session = Session("s")
session.add("main")


def user():
    print(session.name, session.items, session.add(1), session.add(2), session.default)


t = threading.Thread(target=user, name="user")
t.start()
t.join()
print(session.items, created)
try:
    threading.local(1)
except TypeError as error:
    print(error)


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


def holds():
    data.noisy = Noisy("of the thread")
    print("thread ends")


t = threading.Thread(target=holds)
t.start()
t.join()
print("joined")
data.noisy = Noisy("of main")
del data
print("end")
