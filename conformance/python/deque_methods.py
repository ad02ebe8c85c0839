# collections.deque: both ends, bounds, errors.
from collections import deque

d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
print(d, len(d), d.pop(), d.popleft(), d[0], d[-1], bool(d), bool(deque()))
d.extend("ab")
d.extendleft([8, 9])
print(d, d.index("a"), d.count(2), 9 in d, 10 in d)
d.rotate(2)
print(list(d))
d.rotate(-3)
print(list(d), list(reversed(d)))
d.remove(2)
d.insert(1, "x")
d[0] = "first"
del d[-1]
print(d)
d.reverse()
print(d, d == deque(d), d == list(d), d != deque([1]), deque([1, 2]) < deque([1, 3]))

last = deque(maxlen=3)
for n in range(6):
    last.append(n)
print(last, last.maxlen, d.maxlen)
last.appendleft("left")
last += [7]
print(last, last + deque([1]), deque([1, 2]) * 2, last.copy())
try:
    last.insert(0, 1)
except IndexError as error:
    print(error)
last.clear()
print(last, deque(iterable=(c for c in "xyz"), maxlen=2), deque([[1], {"k": 2}]))
for bad in (
    lambda: deque().pop(),
    lambda: deque().popleft(),
    lambda: deque([1])[5],
    lambda: deque([1])["a"],
    lambda: deque(5),
    lambda: deque([], -1),
    lambda: deque([1]).remove(3),
    lambda: deque([1]).index(3),
    lambda: hash(deque()),
    lambda: {deque(): 1},
    lambda: deque([1]) + [2],
):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
q = deque([1, 2, 3])
try:
    for item in q:
        q.append(item)
except RuntimeError as error:
    print(error, q)
inside = deque([1])
inside.append(inside)
print(inside, type(q), isinstance(q, deque), sum(q), max(q), sorted(q), [*q][:2])


class Same:
    def __eq__(self, other):
        return True


print(Same() in deque([1]), "x" in deque([Same()]))
while q:
    q.pop()
print(q)
