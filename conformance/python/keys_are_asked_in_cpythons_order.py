log = []


class K:
    def __init__(self, name, h=1):
        self.name, self.h = name, h

    def __eq__(self, other):
        log.append(f"{self.name}=={other.name}")
        return self.name == other.name

    def __hash__(self):
        log.append(f"#{self.name}")
        return self.h


def show(what):
    print(what, " ".join(log))
    log.clear()


a, b, c = K("a"), K("b"), K("c", 2)
d = {a: 1}
show("display")
d[b] = 2
show("store")
d[K("b")] += 5
show("augmented")
print(d[a])
show("identity")
K("z") in d
show("miss")
d.setdefault(c, 3)
show("setdefault")
d.copy()
dict(d)
e = {**d}
show("copies")
e.update(d)
show("update")
d.pop(K("a"))
show("pop")
s = {a, b, c}
show("set")
s & {b, c}
s | {a}
show("operators")


class Bad:
    def __hash__(self):
        raise ValueError("no hash")


class Worse:
    def __hash__(self):
        return "text"


class Rude:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise RuntimeError("no equality")


for i in range(2):
    for act in (lambda: {Bad(): 1}, lambda: {Worse(): 1}, lambda: d.get(Bad()), lambda: {Rude(): 1, Rude(): 2}):
        try:
            act()
        except Exception as error:
            print(type(error).__name__, error)
print({True: 1}.get(K("q", 1)) if False else "done")


class Inner:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        return hash(self.v)

    def __eq__(self, other):
        return self.v == other.v


class Outer:
    def __init__(self, v):
        self.inner = Inner(v)

    def __hash__(self):
        return hash((self.inner, {self.inner: 1}[Inner(self.inner.v)]))

    def __eq__(self, other):
        return {self.inner} == {other.inner}


print({Outer(1): "x"}[Outer(1)], Outer(2) in {Outer(1)}, len({Outer(i % 5) for i in range(50)}))


class Base:
    def __hash__(self):
        return super().__hash__()


x = Base()
print({x: 1}[x], hash(x) == object.__hash__(x))


class Text(str):
    def __eq__(self, other):
        return self.lower() == other.lower()

    def __hash__(self):
        return hash(self.lower())


print({Text("Hello"): 1}.get(Text("HELLO")), "hello" in {Text("Hello")}, Text("A") == Text("a"))
many = {Outer(i): i for i in range(300)}
print(sum(many[Outer(i)] for i in range(300)), len(set(many) & set(Outer(i) for i in range(100))))


class Meta(type):
    def __hash__(cls):
        return 7

    def __eq__(cls, other):
        return cls.__name__ == other.__name__


class M(metaclass=Meta):
    pass


print({M: 1}[M], hash(M))
raise KeyError(a.name)
