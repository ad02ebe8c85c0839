# try, except, else, finally, chaining, and what goes on in which order.
def order(action):
    log = []
    try:
        log.append("try")
        action()
    except ZeroDivisionError as error:
        log.append(f"except {error}")
    except (KeyError, IndexError) as error:
        log.append(f"lookup {error!r}")
    else:
        log.append("else")
    finally:
        log.append("finally")
    return log


print(order(lambda: 1 / 0))
print(order(lambda: {}["missing"]))
print(order(lambda: [][1]))
print(order(lambda: None))


def early():
    for i in range(3):
        try:
            if i == 0:
                continue
            return i
        finally:
            print("finally", i)


print(early())


class AppError(Exception):
    def __init__(self, code, text):
        super().__init__(f"{code}: {text}")
        self.code = code


try:
    try:
        int("x")
    except ValueError as error:
        raise AppError(7, "bad input") from error
except AppError as error:
    print(error, error.code, repr(error.__cause__), error.args)

try:
    try:
        raise KeyError("first")
    finally:
        raise TypeError("second")
except TypeError as error:
    print(repr(error), repr(error.__context__))


class Guard:
    def __init__(self, quiet):
        self.quiet = quiet

    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, kind, value, traceback):
        print("exit", kind.__name__ if kind else None)
        return self.quiet


with Guard(True):
    raise ValueError("suppressed")
try:
    with Guard(False) as guard, Guard(False):
        print("two guards", guard.quiet)
        raise LookupError("out")
except LookupError as error:
    print("caught", error)
try:
    error
except NameError as problem:
    print(problem)
