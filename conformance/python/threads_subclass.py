# Thread derived: run, attributes of one's own, results handed back by join.
import threading


class Adder(threading.Thread):
    made = 0

    def __init__(self, *values, **options):
        super().__init__(**options)
        self.values = values
        self.total = None
        type(self).made += 1

    def run(self):
        self.total = sum(self.values)

    def join(self, timeout=None):
        super().join(timeout)
        return self.total


adders = [Adder(*range(n), name=f"adder-{n}") for n in (3, 5)]
for adder in adders:
    adder.start()
print([adder.join() for adder in adders], Adder.made)
print(adders[0].name, repr(adders[0])[:16], isinstance(adders[0], threading.Thread))


class Chained(threading.Thread):
    def __init__(self, depth):
        super().__init__(daemon=False)
        self.depth = depth

    def run(self):
        if self.depth > 0:
            inner = Chained(self.depth - 1)
            inner.start()
            inner.join()
        print("depth", self.depth, self.name)


top = Chained(3)
top.start()
top.join()
called = threading.Thread(target=lambda *a, **k: print(a, k), args=[1, 2], kwargs={"x": 3})
called.run()
try:
    called.run()
except AttributeError as error:
    print("run again:", error)
inherit = []


def parent():
    inherit.append(threading.Thread(target=print).daemon)


p = threading.Thread(target=parent, daemon=True)
p.start()
p.join()
print(inherit, threading.Thread().daemon)
