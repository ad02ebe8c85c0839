# try and except: entered, passed, raised, caught, chained through frames; with.
class Odd(Exception):
    def __init__(self, value):
        super().__init__(value)
        self.value = value


class Section:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        return False


def check(value):
    if value & 1:
        raise Odd(value)
    return value


def main():
    total = 0
    for i in range(100_000):
        try:
            total += check(i)
        except Odd as odd:
            total -= odd.value
        finally:
            total += 1
    found = {}
    for i in range(100_000):
        try:
            found[i % 100] += 1
        except KeyError:
            found[i % 100] = 1
    section = Section()
    for i in range(100_000):
        with section:
            total += 1
    print(total, len(found))


main()
