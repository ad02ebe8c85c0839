# A group that nobody catches is drawn as a tree.
def fail(kind, text):
    raise kind(text)


def collect(*actions):
    errors = []
    for action in actions:
        try:
            action()
        except Exception as error:
            errors.append(error)
    return errors


inner = ExceptionGroup("inner", collect(lambda: fail(KeyError, "k"), lambda: fail(OSError, "o")))
try:
    1 / 0
except ZeroDivisionError as zero:
    errors = collect(lambda: fail(ValueError, "v"))
    errors[0].add_note("a note\nof two lines")
    try:
        raise TypeError("bad") from zero
    except TypeError as error:
        errors.append(error)
errors.append(inner)
group = ExceptionGroup("outer", errors)
group.add_note("note of the group")
raise group
