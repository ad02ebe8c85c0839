# itertools: infinite, finite and combinatoric iterators.
import itertools
from itertools import (
    accumulate, batched, chain, combinations, combinations_with_replacement, compress, count, cycle,
    dropwhile, filterfalse, groupby, islice, pairwise, permutations, product, repeat, starmap,
    takewhile, tee, zip_longest,
)

ids = count(10)
print(next(ids), next(ids), next(ids), list(islice(count(1, 5), 4)), list(islice(count(0.5, 0.25), 3)))
colours = cycle("rgb")
print([next(colours) for _ in range(7)], list(islice(cycle(c for c in "ab"), 5)))
print(list(repeat("x", 3)), next(repeat(None)), list(map(pow, range(4), repeat(2))))
print(list(chain("ab", [1], (x for x in "z"))), list(chain.from_iterable([[1, 2], [3]])))
print(list(islice("abcdefg", 2)), list(islice("abcdefg", 2, None)), list(islice("abcdefg", 1, 6, 2)))
it = iter(range(10))
print(list(islice(it, 3)), next(it), list(islice(it, 0, 4, 3)), list(it))
print(list(takewhile(lambda n: n < 3, [1, 2, 3, 1])), list(dropwhile(lambda n: n < 3, [1, 2, 3, 1])))
print(list(filterfalse(lambda n: n % 2, range(6))), list(filterfalse(None, [0, 1, ""])))
print(list(compress("abcde", [1, 0, 1, 0, 1])), list(starmap(pow, [(2, 3), (3, 2)])))
print(list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 4], max)), list(accumulate([1, 2], initial=10)))
print(list(pairwise("abcd")), list(batched("abcde", 2)), list(zip_longest("abc", [1], fillvalue="-")))
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product("a", [])))
print(list(permutations("abc")), list(permutations([1, 2, 3], 2)), list(permutations("a", 2)))
print(list(combinations("abcd", 2)), list(combinations("ab", 3)), list(combinations("ab", 0)))
print(list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement("", 1)))
for key, group in groupby(["apple", "avocado", "bean", "beet", "cherry"], key=lambda word: word[0]):
    print(key, list(group))
print([(k, len(list(g))) for k, g in groupby("aaabbc")], [k for k, g in groupby([1, 1, 2])])
first, second = tee(iter("xyz"))
print(next(first), next(first), list(second), list(first))
print(sum(1 for _ in permutations(range(5))), len(list(product("abc", repeat=4))))
print(next(itertools.count()), max(product([1, 2], [3, 4])))
for bad in (
    lambda: islice([1], -1),
    lambda: list(batched([1], 0)),
    lambda: combinations([1], -1),
    lambda: chain(1).__next__(),
    lambda: list(batched("abc", 2, strict=True)),
):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
