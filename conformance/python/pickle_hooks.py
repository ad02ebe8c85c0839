# Classes that have a say in how they are pickled.
import pickle


class Connection:
    def __init__(self, host):
        self.host = host
        self.socket = object()

    def __getstate__(self):
        print("getstate")
        state = self.__dict__.copy()
        del state["socket"]
        return state

    def __setstate__(self, state):
        print("setstate", state)
        self.__dict__.update(state)
        self.socket = None


class Money:
    def __init__(self, amount, currency):
        print("init")
        self.amount, self.currency = amount, currency

    def __reduce__(self):
        return Money, (self.amount, self.currency)


class Slots:
    __slots__ = ("a", "b")

    def __init__(self, a):
        self.a = a


class Names(list):
    pass


class Node:
    def __init__(self):
        self.next = self


copy = pickle.loads(pickle.dumps(Connection("db")))
print(copy.host, copy.socket)
copy = pickle.loads(pickle.dumps([Money(5, "EUR")]))[0]
print(copy.amount, copy.currency)
copy = pickle.loads(pickle.dumps(Slots(3)))
print(copy.a, hasattr(copy, "b"))
names = Names(["x", "y"])
names.owner = "me"
copy = pickle.loads(pickle.dumps(names))
print(type(copy).__name__, copy, copy.owner)
copy = pickle.loads(pickle.dumps(Node()))
print(copy.next is copy)
method = pickle.loads(pickle.dumps("a-b".split))
print(method("-"))
