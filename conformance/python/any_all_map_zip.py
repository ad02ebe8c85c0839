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


attempt(lambda: any([0, 1]))
attempt(lambda: any([]))
attempt(lambda: all([]))
attempt(lambda: all([1, 0]))
attempt(lambda: any(x > 3 for x in range(5)))
attempt(lambda: all(x < 3 for x in range(3)))
attempt(lambda: any({}))
attempt(lambda: all("ab"))
attempt(lambda: any([P(1)]))
attempt(lambda: any(5))
attempt(lambda: list(map(str, [1, 2])))
attempt(lambda: list(map(lambda a, b: a + b, [1, 2], [3, 4])))
attempt(lambda: list(filter(None, [0, 1, "", "a"])))
attempt(lambda: list(filter(lambda x: x > 1, gen(4))))
attempt(lambda: list(zip([1, 2], "ab")))
attempt(lambda: list(zip()))
attempt(lambda: list(zip([1, 2], [3])))
attempt(lambda: list(zip(gen(3), gen(2))))
attempt(lambda: dict(zip("ab", gen(2))))
attempt(lambda: list(enumerate("ab", 1)))
attempt(lambda: list(enumerate(gen(2), start=5)))
attempt(lambda: list(reversed([1, 2])))
attempt(lambda: list(reversed("ab")))
attempt(lambda: list(reversed(range(3))))
attempt(lambda: list(reversed(P(2))))
attempt(lambda: list(zip([1], [2], strict=True)))
attempt(lambda: list(map(int, "123")))
attempt(lambda: list(zip([1, 2], [3], strict=True)))
attempt(lambda: list(zip([1], [3, 4], strict=True)))
attempt(lambda: list(zip([1], [2], [3, 4], strict=True)))
attempt(lambda: list(zip(gen(1), gen(2), strict=True)))
attempt(lambda: zip(1))
attempt(lambda: zip([1], 5))
attempt(lambda: map(str))
attempt(lambda: map(str, 5))
attempt(lambda: map())
attempt(lambda: filter(None))
attempt(lambda: filter(None, 5))
attempt(lambda: enumerate(5))
attempt(lambda: reversed(5))
attempt(lambda: reversed({1, 2}))
