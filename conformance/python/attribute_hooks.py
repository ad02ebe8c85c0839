# `__getattr__`, `__getattribute__`, `__setattr__`, `__delattr__` and the live `__dict__`.


class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "_target", target)
        object.__setattr__(self, "log", [])

    def __getattr__(self, name):
        self.log.append(f"get {name}")
        return getattr(self._target, name)

    def __setattr__(self, name, value):
        self.log.append(f"set {name}")
        setattr(self._target, name, value)

    def __delattr__(self, name):
        self.log.append(f"del {name}")
        delattr(self._target, name)


class Box:
    def __init__(self):
        self.x = 1

    def double(self):
        return self.x * 2


box = Box()
proxy = Proxy(box)
proxy.y = 5
print(proxy.x, proxy.double(), box.y)
del proxy.y
print(hasattr(proxy, "y"), getattr(proxy, "z", None), proxy.log)


class Watched:
    def __init__(self):
        self.value = 1

    def __getattribute__(self, name):
        if name.startswith("_"):
            return super().__getattribute__(name)
        print("asked for", name)
        return object.__getattribute__(self, name)

    def method(self):
        return "called"


w = Watched()
print(w.value, w.method())
try:
    w.missing
except AttributeError as error:
    print(error)


class Record:
    kind = "record"

    def __init__(self, **fields):
        self.__dict__.update(fields)


r = Record(a=1, b=2)
r.__dict__["c"] = 3
print(r.a, r.c, vars(r), "kind" in vars(r))
r.d = 4
del r.a
print(r.__dict__, list(vars(r)), r.kind)
try:
    r.a
except AttributeError as error:
    print(error)
r.__dict__ = {"fresh": True}
print(r.fresh, r.__dict__)


class Borg:
    shared = {}

    def __init__(self):
        self.__dict__ = self.shared


one, two = Borg(), Borg()
one.x = 5
print(two.x, one is two)


class Empty:
    pass


e = Empty()
e.__class__ = Box
e.x = 4
print(e.double(), type(e).__name__)
print([n for n in dir(box) if not n.startswith("_")])
