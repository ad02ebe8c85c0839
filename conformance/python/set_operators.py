def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: {1, 2} | {3})
attempt(lambda: {1, 2} & {2})
attempt(lambda: {1, 2} - {2})
attempt(lambda: {1, 2} ^ {2, 3})
attempt(lambda: {1} < {1, 2})
attempt(lambda: {1} <= {1})
attempt(lambda: {1, 2} > {1})
attempt(lambda: {1}.issubset([1, 2]))
attempt(lambda: {1, 2}.issuperset([1]))
attempt(lambda: {1}.isdisjoint([2]))
attempt(lambda: {1}.union([2], [3]))
attempt(lambda: {1, 2, 3}.intersection([1, 2], [2]))
attempt(lambda: {1, 2, 3}.difference([1], [2]))
attempt(lambda: {1}.symmetric_difference([2]))
attempt(lambda: {1} == frozenset([1]))
attempt(lambda: frozenset([1]) | {2})
attempt(lambda: {1} | frozenset([2]))
attempt(lambda: set().pop())
attempt(lambda: {1}.remove(5))
attempt(lambda: {1}.remove("a"))
attempt(lambda: {1} | [1])
attempt(lambda: {1} < [1])
attempt(lambda: {1} + {2})
attempt(lambda: {[]})
attempt(lambda: set(5))
attempt(lambda: set([[]]))
attempt(lambda: frozenset([1]).add)


def case_1():
    s = {1}
    s[0]


attempt(case_1)
