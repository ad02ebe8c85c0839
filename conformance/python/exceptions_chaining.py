# Causes, contexts, notes, tracebacks and what is being handled.
import sys


def causes():
    try:
        try:
            1 / 0
        except ZeroDivisionError as zero:
            raise ValueError("bad") from zero
    except ValueError as error:
        return error


error = causes()
print(repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
try:
    try:
        {}["k"]
    except KeyError:
        raise RuntimeError("plain")
except RuntimeError as caught:
    print(repr(caught.__cause__), repr(caught.__context__), caught.__suppress_context__)
try:
    try:
        {}["k"]
    except KeyError:
        raise RuntimeError("none") from None
except RuntimeError as caught:
    print(caught.__cause__, repr(caught.__context__), caught.__suppress_context__)
try:
    raise ValueError from TypeError
except ValueError as caught:
    print(repr(caught.__cause__))
for bad in (5, "text", int):
    try:
        raise bad
    except TypeError as caught:
        print(caught)
try:
    raise ValueError from 5
except TypeError as caught:
    print(caught)
note = ValueError("noted")
note.add_note("first")
note.add_note("second")
print(note.__notes__, note)
try:
    note.add_note(5)
except TypeError as caught:
    print(caught)
print(sys.exc_info(), sys.exception())
try:
    raise note
except ValueError as caught:
    kind, value, trace = sys.exc_info()
    print(kind.__name__, value is caught, trace is not None, sys.exception() is caught)
    try:
        raise KeyError(1)
    except KeyError:
        print(repr(sys.exception()))
    print(repr(sys.exception()))
print(sys.exception())
print(ValueError("t").__traceback__, note.__traceback__ is not None)
fresh = ValueError("fresh").with_traceback(note.__traceback__)
print(fresh.__traceback__ is not None, fresh.with_traceback(None).__traceback__)
try:
    raise
except RuntimeError as caught:
    print(caught)
print(ValueError(1, "two").args, str(ValueError(1, "two")), repr(ValueError("a")), str(KeyError("k")))
same = ValueError("same")
try:
    try:
        raise same
    except ValueError:
        raise same
except ValueError as caught:
    print(caught is same, caught.__context__)


def handler_cleanup():
    try:
        raise ValueError(1)
    except ValueError as e:
        pass
    try:
        e
    except UnboundLocalError as error:
        print(error)


handler_cleanup()
try:
    assert 1 == 2, ("tuple", 1)
except AssertionError as caught:
    print(caught.args)
try:
    assert not 1
except AssertionError as caught:
    print(repr(caught))
try:
    try:
        raise ValueError
    except "text":
        pass
except TypeError as caught:
    print(caught)
