# Iterators on iterators. Frames of this file are not shown.


def count(start=0, step=1):
    if type(start) is int and type(step) is int:
        return _count_ints(start, step)
    return _count_on(start, step)


def _count_on(value, step):
    while True:
        yield value
        value += step


def repeat(object, times=None):
    return _repeat(object, times)


def cycle(iterable):
    if type(iterable) in (list, tuple, str, range, dict, set):
        return _cycle(tuple(iterable))
    return _cycle_on(iter(iterable))


def _cycle_on(iterator):
    saved = []
    for element in iterator:
        saved.append(element)
        yield element
    while saved:
        yield from saved


def chain(*iterables):
    return _chain(iterables)


def _chain(iterables):
    for iterable in iterables:
        for element in iterable:
            yield element


chain.from_iterable = lambda iterable: _chain(iterable)


def islice(iterable, *args):
    cut = slice(*args)
    start = 0 if cut.start is None else cut.start
    step = 1 if cut.step is None else cut.step
    stop = cut.stop
    for bound in (start, stop):
        if bound is not None and (not isinstance(bound, int) or bound < 0):
            which = "Stop argument" if len(args) == 1 else "Indices"
            raise ValueError(
                f"{which} for islice() must be None or an integer: 0 <= x <= sys.maxsize."
            )
    if not isinstance(step, int) or step < 1:
        raise ValueError("Step for islice() must be a positive integer or None.")
    return _islice(iter(iterable), start, stop, step)


def _islice(iterator, start, stop, step):
    at = 0
    wanted = start
    # Nothing is taken beyond the last element that is wanted.
    while stop is None or at < stop:
        try:
            element = next(iterator)
        except StopIteration:
            return
        if at == wanted:
            yield element
            wanted += step
            if stop is not None and wanted >= stop:
                break
        at += 1
    if stop is not None:
        while at + 1 < stop:
            try:
                next(iterator)
            except StopIteration:
                return
            at += 1


def takewhile(predicate, iterable):
    return _takewhile(predicate, iter(iterable))


def _takewhile(predicate, iterator):
    for element in iterator:
        if not predicate(element):
            return
        yield element


def dropwhile(predicate, iterable):
    return _dropwhile(predicate, iter(iterable))


def _dropwhile(predicate, iterator):
    for element in iterator:
        if not predicate(element):
            yield element
            break
    for element in iterator:
        yield element


def filterfalse(function, iterable):
    return _filterfalse(function, iter(iterable))


def _filterfalse(function, iterator):
    for element in iterator:
        if not (element if function is None else function(element)):
            yield element


def compress(data, selectors):
    return _compress(iter(data), iter(selectors))


def _compress(data, selectors):
    for element, is_selected in zip(data, selectors):
        if is_selected:
            yield element


def starmap(function, iterable):
    return _starmap(function, iter(iterable))


def _starmap(function, iterator):
    for args in iterator:
        yield function(*args)


def accumulate(iterable, func=None, *, initial=None):
    return _accumulate(iter(iterable), func, initial)


def _accumulate(iterator, func, total):
    if total is None:
        try:
            total = next(iterator)
        except StopIteration:
            return
    yield total
    for element in iterator:
        total = total + element if func is None else func(total, element)
        yield total


def pairwise(iterable):
    return _pairwise(iter(iterable))


def _pairwise(iterator):
    try:
        before = next(iterator)
    except StopIteration:
        return
    for element in iterator:
        yield before, element
        before = element


def batched(iterable, n, *, strict=False):
    if n < 1:
        raise ValueError("n must be at least one")
    return _batched(iter(iterable), n, strict)


def _batched(iterator, n, strict):
    batch = []
    for element in iterator:
        batch.append(element)
        if len(batch) == n:
            yield tuple(batch)
            batch = []
    if batch:
        if strict:
            raise ValueError("batched(): incomplete batch")
        yield tuple(batch)


def zip_longest(*iterables, fillvalue=None):
    return _zip_longest([iter(iterable) for iterable in iterables], fillvalue)


def _zip_longest(iterators, fillvalue):
    active = len(iterators)
    iterators = list(iterators)
    while active:
        values = []
        for index in range(len(iterators)):
            value = fillvalue
            if iterators[index] is not None:
                try:
                    value = next(iterators[index])
                except StopIteration:
                    iterators[index] = None
                    active -= 1
                    if not active:
                        return
            values.append(value)
        yield tuple(values)


class groupby:
    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key = key
        self._group = self._ahead = self._value = self._last = _nothing

    def __iter__(self):
        return self

    def _advance(self):
        self._value = next(self._iterator)
        self._ahead = self._value if self._key is None else self._key(self._value)

    def __next__(self):
        self._group = object()
        while self._ahead is self._last or self._ahead == self._last:
            self._advance()
        self._last = self._ahead
        return self._ahead, self._grouper(self._last, self._group)

    def _grouper(self, key, group):
        while self._group is group and self._ahead == key:
            yield self._value
            try:
                self._advance()
            except StopIteration:
                return


_nothing = object()


class _tee:
    __qualname__ = "_tee"

    def __init__(self, iterator, link):
        self._iterator = iterator
        self._link = link

    def __iter__(self):
        return self

    def __next__(self):
        # A link is [value, next link]; the last one is empty.
        link = self._link
        if not link:
            link.append(next(self._iterator))
            link.append([])
        self._link = link[1]
        return link[0]

    def __copy__(self):
        return _tee(self._iterator, self._link)


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError("n must be >= 0")
    iterator = iter(iterable)
    link = []
    if isinstance(iterator, _tee):
        iterator, link = iterator._iterator, iterator._link
    return tuple([_tee(iterator, link) for _ in range(n)])


def product(*iterables, repeat=1):
    if repeat < 0:
        raise ValueError("repeat argument cannot be negative")
    return _product(*([tuple(iterable) for iterable in iterables] * repeat))


def permutations(iterable, r=None):
    pool = tuple(iterable)
    if r is not None and r < 0:
        raise ValueError("r must be non-negative")
    return _permutations(pool, len(pool) if r is None else r)


def combinations(iterable, r):
    if r < 0:
        raise ValueError("r must be non-negative")
    return _combinations(tuple(iterable), r)


def combinations_with_replacement(iterable, r):
    if r < 0:
        raise ValueError("r must be non-negative")
    return _with_replacement(tuple(iterable), r)
