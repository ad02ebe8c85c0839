# Lists, tuples, dicts, sets, slices, unpacking and comprehensions.
items = [3, 1, 2]
items.append(4)
items.extend((9, 8))
items.insert(1, 7)
items.remove(9)
print(items, sorted(items, reverse=True), items[::-1], items[1:4], items[-2:], items.index(7))
items.sort(key=lambda item: (item % 2, item))
print(items, items.pop(), items.pop(0), len(items), 4 in items, items.count(3))
items[1:3] = ["a", "b", "c"]
del items[0]
print(items)
first, *middle, last = range(5)
print(first, middle, last)
(a, b), c = (1, 2), 3
a, b = b, a
print(a, b, c)
ages = {"ada": 36, "bob": 20}
ages["eve"] = ages.get("eve", 0) + 1
ages.setdefault("dan", []).append(1)
for name, age in ages.items():
    print(name, age)
print(list(ages), ages.pop("bob"), "bob" in ages, {**ages, "zoe": 1}, dict(x=1, y=2))
print({n: n * n for n in range(4)}, {n % 3 for n in range(10)}, [(x, y) for x in "ab" for y in range(2)])
print({1, 2, 3} & {2, 3, 4}, {1, 2} | {5}, {1, 2, 3} - {2}, {1, 2} <= {1, 2, 3}, set("a"), frozenset([1]))
print((1, "a", None)[1], (1,) + (2, 3), [0] * 3, [[]] * 2, "ab" * 2, [1, [2, (3,)]], {"k": [1, {"n": 2}]})
print(list(enumerate("ab", 1)), list(zip([1, 2], "xy")), dict(zip("ab", [1, 2])), list(reversed([1, 2])))
text = "The quick brown fox"
print(text.lower().split(), text.replace("quick", "slow"), text.find("brown"), text[4:9], text.title())
print(" pad ".strip(), "a,b,,c".split(","), "-".join("abc"), "x".center(5, "*"), "42".zfill(5), "Hi".swapcase())
print("héllo"[1], len("héllo"), "日本語"[::-1], repr("it's \"quoted\"\n"), "a" < "b", max("hello"))
matrix = [[row * 3 + column for column in range(3)] for row in range(3)]
print(matrix, [list(column) for column in zip(*matrix)])
shared = same = []
same.append("both")
print(shared, shared is same, [] == [], (n := 5) + n)
