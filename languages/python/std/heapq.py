# A heap in a list. What compares natively is done by natives; frames of this file are not shown.


def heappush(heap, item):
    if not _heap_push(heap, item):
        heap.append(item)
        _rise(heap, 0, len(heap) - 1)


def heappop(heap):
    if type(heap) is list and not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    smallest = heap[0]
    heap[0] = last
    if not _heap_settle(heap, 0):
        _sink(heap, 0)
    return smallest


def heapreplace(heap, item):
    smallest = heap[0]
    heap[0] = item
    if not _heap_settle(heap, 0):
        _sink(heap, 0)
    return smallest


def heappushpop(heap, item):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        if not _heap_settle(heap, 0):
            _sink(heap, 0)
    return item


def heapify(heap):
    for at in reversed(range(len(heap) // 2)):
        if not _heap_settle(heap, at):
            _sink(heap, at)


def _rise(heap, start, at):
    item = heap[at]
    while at > start:
        above = (at - 1) >> 1
        if not item < heap[above]:
            break
        heap[at] = heap[above]
        at = above
    heap[at] = item


def _sink(heap, at):
    # Down to a leaf along the smaller children, then up again to its place.
    end = len(heap)
    start = at
    item = heap[at]
    child = 2 * at + 1
    while child < end:
        if child + 1 < end and not heap[child] < heap[child + 1]:
            child += 1
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = item
    _rise(heap, start, at)




def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]


class _Entry:
    def __init__(self, key, order, value, iterator, reverse):
        self.key, self.order, self.value = key, order, value
        self.iterator, self.reverse = iterator, reverse

    def __lt__(self, other):
        a, b = (other, self) if self.reverse else (self, other)
        if a.key < b.key:
            return True
        if b.key < a.key:
            return False
        return self.order < other.order


def merge(*iterables, key=None, reverse=False):
    heap = []
    for order, iterable in enumerate(iterables):
        iterator = iter(iterable)
        for value in iterator:
            heap.append(_Entry(value if key is None else key(value), order, value, iterator, reverse))
            break
    heapify(heap)
    while heap:
        entry = heap[0]
        yield entry.value
        try:
            entry.value = next(entry.iterator)
        except StopIteration:
            heappop(heap)
            continue
        entry.key = entry.value if key is None else key(entry.value)
        heapreplace(heap, entry)
