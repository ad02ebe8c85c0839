# Dictionaries and sets that do not keep their members, proxies, finalize.
import weakref


class Item:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"<{self.name}>"


cache = weakref.WeakValueDictionary()
a, b = Item("a"), Item("b")
cache["a"] = a
cache["b"] = b
print(len(cache), sorted(cache), "a" in cache, cache.get("zzz"))
del a
print(len(cache), "a" in cache, cache.get("a", "gone"), list(cache.values()))
try:
    cache["a"]
except KeyError as error:
    print("KeyError", error)

extra = weakref.WeakKeyDictionary()
extra[b] = "about b"
c = Item("c")
extra[c] = "about c"
print(list(extra.items()), b in extra)
del c
print(dict(extra), len(extra))

members = weakref.WeakSet()
d = Item("d")
members.add(b)
members.add(d)
members.add(d)
print(len(members), d in members)
members.discard(d)
print(list(members))

proxy = weakref.proxy(b)
proxy.size = 3
print(b.size, proxy.name, str(proxy))
shutdown = weakref.finalize(b, print, "finalized", 1, sep="-")
print(shutdown.alive)
del b
print(shutdown.alive, shutdown(), len(extra), len(members), len(cache))
try:
    proxy.name
except ReferenceError as error:
    print(error)

e = Item("e")
first = weakref.finalize(e, print, "at exit, first made")
second = weakref.finalize(e, print, "at exit, second made")
never = weakref.finalize(e, print, "never")
never.atexit = False
called = weakref.finalize(e, lambda: "result")
print(called(), called())
print(weakref.finalize(e, print).detach()[1] is print)
print("end")
