# Causes and contexts, notes, hidden contexts.
class AppError(Exception):
    pass


class Quiet(AppError):
    def __str__(self):
        return "quiet\nbut of two lines"


def load(key):
    try:
        return {"a": 1}[key]
    except KeyError as error:
        raise AppError(f"no {key}") from error


def hidden():
    try:
        load("b")
    except AppError:
        raise ValueError("from nothing") from None


def outer():
    try:
        hidden()
    except ValueError:
        error = Quiet(1, 2)
        error.add_note("one note")
        error.add_note("another")
        raise error


outer()
