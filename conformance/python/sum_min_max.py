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


attempt(lambda: sum([0.1] * 10))
attempt(lambda: sum([1, 2.5, 3]))
attempt(lambda: sum(range(10)))
attempt(lambda: sum([1, 2], 5))
attempt(lambda: sum([[1], [2]], []))
attempt(lambda: sum(x * 0.1 for x in range(10)))
attempt(lambda: sum((1, 2)))
attempt(lambda: sum({1, 2}))
attempt(lambda: sum([True, True]))
attempt(lambda: sum([10**20, 1]))
attempt(lambda: sum([0.1, 0.2, 0.3]))
attempt(lambda: sum([1e16, 1.0, -1e16]))
attempt(lambda: sum([]))
attempt(lambda: sum([P(1), P(2)], P(0)))
attempt(lambda: sum([P(1), P(2)]))
attempt(lambda: sum([1], start=2))
attempt(lambda: sum(["a"]))
attempt(lambda: sum(["a"], ""))
attempt(lambda: sum([[1]]))
attempt(lambda: sum(5))
attempt(lambda: sum())
attempt(lambda: min(3, 1, 2))
attempt(lambda: max([3, 1, 2]))
attempt(lambda: min("hello"))
attempt(lambda: max(1, 2.5))
attempt(lambda: min([1], default=5))
attempt(lambda: min([], default=5))
attempt(lambda: max([], default=None))
attempt(lambda: min([3, -5, 2], key=abs))
attempt(lambda: max("a", "bb", key=len))
attempt(lambda: max(gen(5)))
attempt(lambda: min({"b": 1, "a": 2}))
attempt(lambda: max([P(1), P(3)]))
attempt(lambda: min((1, "a"), (1, "b")))
attempt(lambda: min([]))
attempt(lambda: max(gen(0)))
attempt(lambda: min(1, "a"))
attempt(lambda: min(5))
attempt(lambda: min())
attempt(lambda: max(1, 2, default=3))
attempt(lambda: max([1], foo=3))
attempt(lambda: max([1, 2], key=5))
