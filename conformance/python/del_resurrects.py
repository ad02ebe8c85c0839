# A finalizer may keep its object alive; it runs once all the same.
saved = []


class Phoenix:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)
        saved.append(self)


p = Phoenix("ash")
del p
print(len(saved), saved[0].name)
q = saved.pop()
print("again", q.name)
del q
print(len(saved), "not called twice")


class Global:
    def __del__(self):
        global kept
        kept = self
        print("kept in a global")


Global()
print(type(kept).__name__)
del kept
print("gone for good")


class Pair:
    def __init__(self, name, other=None):
        self.name = name
        self.other = other

    def __del__(self):
        print("del", self.name, "with", self.other.name if self.other else None)


chain = Pair("a", Pair("b", Pair("c")))
chain = None
