# except*: what each handler gets, what is raised at the end.
def run(action):
    try:
        action()
    except BaseException as error:
        print("  out:", repr(error), repr(error.__context__))
    else:
        print("  out: nothing")


def handles(error):
    def action():
        try:
            raise error
        except* ValueError as group:
            print("  values", repr(group))
        except* (TypeError, KeyError) as group:
            print("  types", repr(group))
        else:
            print("  else")
        finally:
            print("  finally")
    return action


print("all"); run(handles(ExceptionGroup("g", [ValueError(1), TypeError(2)])))
print("some"); run(handles(ExceptionGroup("g", [ValueError(1), OSError(2)])))
print("naked"); run(handles(ValueError("alone")))
print("naked other"); run(handles(OSError("alone")))
print("nested"); run(handles(ExceptionGroup("a", [ExceptionGroup("b", [KeyError("k"), OSError()])])))


def raises_new():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), OSError(3)])
    except* ValueError:
        raise KeyError("new")
    except* TypeError as e:
        raise


print("raises"); run(raises_new)


def reraises():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise
    except* TypeError:
        raise


print("reraises"); run(reraises)


def one_new():
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError as e:
        raise RuntimeError("only") from e


print("one"); run(one_new)


def bad_type():
    try:
        raise ValueError(1)
    except* ExceptionGroup:
        pass


print("bad"); run(bad_type)


def no_error():
    try:
        pass
    except* ValueError:
        print("no")
    else:
        print("  else")


print("none"); run(no_error)


def in_loop():
    for n in range(3):
        try:
            if n:
                raise ExceptionGroup(str(n), [ValueError(n)])
        except* ValueError as e:
            for m in range(3):
                if m == 1:
                    break
            print("  loop", n, m, e.exceptions)
    try:
        e
    except NameError as error:
        print("  ", error)


print("loop"); run(in_loop)
