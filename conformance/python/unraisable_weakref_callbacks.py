# stderr: whole
# Errors in callbacks of weak references are reported and ignored.
import weakref


class Thing:
    pass


class OwnError(Exception):
    def __str__(self):
        return "told by the program"


def fails(reference):
    raise ValueError(f"dead: {reference() is None}")


def fails_deeper(reference):
    fails(reference)


def fails_with_own_error(reference):
    raise OwnError


t = Thing()
refs = [weakref.ref(t, fails), weakref.ref(t, fails_deeper), weakref.ref(t, fails_with_own_error)]
del t
print("all three ran")

t = Thing()
lost = weakref.ref(t, lambda r: 1 / 0)
t = None
print("a lambda")
print("end")
