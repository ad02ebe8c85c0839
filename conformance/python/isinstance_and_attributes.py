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


attempt(lambda: abs(-5))
attempt(lambda: abs(2.5))
attempt(lambda: divmod(7, 3))
attempt(lambda: divmod(-7, 3))
attempt(lambda: divmod(7.5, 2))
attempt(lambda: round(2.567, 2))
attempt(lambda: pow(2, 5))
attempt(lambda: pow(2, 5, 7))
attempt(lambda: isinstance(5, int))
attempt(lambda: isinstance(True, int))
attempt(lambda: isinstance(5, (str, int)))
attempt(lambda: isinstance("a", str))
attempt(lambda: issubclass(bool, int))
attempt(lambda: isinstance(5, 5))
attempt(lambda: isinstance(5, "int"))
attempt(lambda: issubclass(5, int))
attempt(lambda: callable(len))
attempt(lambda: callable(5))
attempt(lambda: callable(P))
attempt(lambda: callable(lambda: 1))
attempt(lambda: callable(P(1)))
attempt(lambda: hasattr(P(1), "x"))
attempt(lambda: hasattr(P(1), "y"))
attempt(lambda: getattr(P(5), "x"))
attempt(lambda: getattr(P(5), "y", 1))
attempt(lambda: hasattr("a", "upper"))
attempt(lambda: hasattr(5, "foo"))
attempt(lambda: getattr(P(1), "y"))
attempt(lambda: getattr(5, "foo"))
attempt(lambda: getattr(5, 5))
attempt(lambda: setattr(5, "x", 1))
attempt(lambda: delattr(P(1), "z"))
attempt(lambda: type(5))
attempt(lambda: type("a"))
attempt(lambda: type(None))
attempt(lambda: type([]))
attempt(lambda: type(P(1)).__name__)
attempt(lambda: type(5).__name__)
attempt(lambda: type(type(5)))
attempt(lambda: type(len))
attempt(lambda: type(P.__len__))
attempt(lambda: type(P(1).__len__))
attempt(lambda: type(...))
attempt(lambda: type(NotImplemented))
attempt(lambda: type(1.5))
attempt(lambda: type(b""))
attempt(lambda: type(range(1)))
attempt(lambda: type(gen(1)))
attempt(lambda: type({}.keys()))
attempt(lambda: type(slice(1)))
attempt(lambda: type(print).__name__)
attempt(lambda: repr(5))
attempt(lambda: repr("a"))
attempt(lambda: ascii("é"))
attempt(lambda: format(5, "03d"))
attempt(lambda: str(None))
attempt(lambda: bool("a"))
attempt(lambda: hash(5))
attempt(lambda: chr(65))
attempt(lambda: ord("A"))
