import random


def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)




def case_1():
    random.seed(42)
    print(random.random(), random.randint(1, 100), random.choice("abcdef"), random.uniform(1, 2), random.sample(range(100), 5), random.choices([1, 2, 3], weights=[1, 2, 3], k=5), random.gauss(0, 1), random.gauss(), random.normalvariate(0, 1), random.expovariate(1.5), random.getrandbits(10), random.getrandbits(100), random.randrange(0, 100, 7), random.triangular(), random.random())


attempt(case_1)


def case_2():
    random.seed(1)
    x = list(range(10))
    random.shuffle(x)
    print(x, random.sample(x, 3), random.choice(x))


attempt(case_2)


def case_3():
    random.seed("hello")
    print(random.random())
    random.seed(b"abc")
    print(random.random())
    random.seed(1.5)
    print(random.random())
    random.seed(-5)
    print(random.random())
    random.seed(2**100)
    print(random.random())
    random.seed(0)
    print(random.random(), random.sample(list("abcdefgh"), 8), random.choices("ab", k=3), random.choices("abc", cum_weights=[1, 2, 5], k=3))


attempt(case_3)


def case_4():
    r = random.Random(7)
    s = r.getstate()
    a = r.random()
    r.setstate(s)
    print(a == r.random(), r.randint(1, 6), [r.randrange(10) for _ in range(5)], len(s[1]))


attempt(case_4)
attempt(lambda: random.choice([]))
attempt(lambda: random.randint(5, 1))
attempt(lambda: random.sample([1], 5))
attempt(lambda: random.sample({1, 2}, 1))
attempt(lambda: random.randrange(0))
attempt(lambda: random.choices([1, 2], weights=[1]))
