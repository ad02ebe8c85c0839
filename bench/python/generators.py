# Generators: resumed, chained, delegated to; iterators of classes.
def naturals(n):
    i = 0
    while i < n:
        yield i
        i += 1


def evens(source):
    for value in source:
        if value % 2 == 0:
            yield value


def chain(*sources):
    for source in sources:
        yield from source


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


def main():
    total = sum(evens(naturals(200_000)))
    total += sum(chain(naturals(100_000), range(100_000)))
    total += sum(x * 2 for x in naturals(200_000))
    for value in Countdown(100_000):
        total += value
    print(total)


main()
