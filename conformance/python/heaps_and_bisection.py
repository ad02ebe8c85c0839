# heapq, bisect and operator.
import bisect
import heapq
import operator
from operator import attrgetter, itemgetter, methodcaller

heap = []
for item in [5, 1, 4, 1, 5, 9, 2, 6]:
    heapq.heappush(heap, item)
print(heap, [heapq.heappop(heap) for _ in range(3)], heap)
data = [9, 8, 7, 6, 5, 4, 3, 2, 1]
heapq.heapify(data)
print(data, heapq.heappushpop(data, 0), heapq.heapreplace(data, 10), data)
print(heapq.nsmallest(3, data), heapq.nlargest(2, data), heapq.nlargest(1, ["aa", "b"], key=len))
print(list(heapq.merge([1, 4], [2, 3], [0])), list(heapq.merge([4, 1], [3], reverse=True)))

jobs = []
for priority, name in [(2, "b"), (1, "z"), (2, "a")]:
    heapq.heappush(jobs, (priority, name))
print([heapq.heappop(jobs)[1] for _ in range(3)])


class Job:
    def __init__(self, cost):
        self.cost = cost

    def __lt__(self, other):
        return self.cost < other.cost

    def __repr__(self):
        return f"Job({self.cost})"


jobs = [Job(n) for n in (3, 1, 2)]
heapq.heapify(jobs)
heapq.heappush(jobs, Job(0))
print([heapq.heappop(jobs) for _ in range(4)])
for bad in (lambda: heapq.heappop([]), lambda: heapq.heappush([1], "a"), lambda: heapq.heappush([(1, {})], (1, {}))):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)

grades = [60, 70, 80, 90]
print([bisect.bisect(grades, n) for n in (50, 60, 75, 99)], bisect.bisect_left(grades, 70))
bisect.insort(grades, 75)
print(grades, bisect.bisect_left([(1, "a"), (3, "b")], 2, key=lambda pair: pair[0]))

pairs = [("b", 2), ("a", 1)]
print(sorted(pairs, key=itemgetter(1)), itemgetter(0, 1)("xyz"), itemgetter("k")({"k": 5}))
print(attrgetter("cost")(Job(4)), methodcaller("split", ",")("a,b"), sorted([Job(2), Job(1)], key=attrgetter("cost")))
print(operator.add(1, 2), operator.mul("a", 3), operator.not_(0), operator.contains([1], 1), operator.neg(4))
print(operator.lt(1, 2), operator.getitem([5, 6], 1), operator.xor(5, 3), operator.abs(-3), operator.truth([]))
