class P:
    def __init__(self, x): self.x = x
    def __lt__(self, o): return self.x < o.x
    def __eq__(self, o): return self.x == o.x
    def __repr__(self): return f"P({self.x})"
    def __add__(self, o): return P(self.x + (o.x if isinstance(o, P) else o))
    def __radd__(self, o): return P(self.x + o)
    def __len__(self): return 3
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * self.x
    def __hash__(self): return hash(self.x)
def gen(n):
    for i in range(n): yield i


def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: type(map(str, [])).__name__)
attempt(lambda: type(filter(None, [])).__name__)
attempt(lambda: type(zip()).__name__)
attempt(lambda: type(enumerate([])).__name__)
attempt(lambda: type(iter([])).__name__)
attempt(lambda: type(iter(())).__name__)
attempt(lambda: type(iter({})).__name__)
attempt(lambda: type(iter(range(1))).__name__)
attempt(lambda: type(iter(b"")).__name__)
attempt(lambda: type(iter(set())).__name__)
attempt(lambda: type(iter(int, 1)).__name__)
attempt(lambda: map)
attempt(lambda: zip)
attempt(lambda: isinstance(map(str, []), map))


def case_1():
    it = map(str, gen(3))
    print(next(it), list(it), list(it))
    print(next(it, "end"))


attempt(case_1)


def case_2():
    z = zip([1, 2], [3, 4])
    print(next(z), z.__next__(), next(z, None))
    print(iter(z) is z)


attempt(case_2)


def case_3():
    it = iter([1, 2])
    print(it.__next__(), next(it), next(it, 5))
    next(it)


attempt(case_3)
attempt(lambda: iter(5))
attempt(lambda: iter(5, 1))
attempt(lambda: next([1]))
attempt(lambda: next(5))
attempt(lambda: next(iter([])))
attempt(lambda: len(P(1)))
attempt(lambda: list(P(2)))
attempt(lambda: 4 in P(2))
attempt(lambda: sorted([P(2), P(1)]))
attempt(lambda: sorted([P(2), P(1)], reverse=True))
attempt(lambda: sorted("hello", key=lambda c: -ord(c)))
attempt(lambda: sorted(gen(3), reverse=True))
attempt(lambda: P(1) == P(1))
attempt(lambda: [P(1)] == [P(1)])
attempt(lambda: P(1) in [P(1)])
attempt(lambda: (P(1), 2) == (P(1), 2))
attempt(lambda: sorted([1, "a"]))
attempt(lambda: sorted([P(1), 2]))
