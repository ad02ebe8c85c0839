# stderr: whole
# The traceback module: the same text on demand.
import sys
import traceback


class Output:
    """Standard output without the name of the file."""

    def write(self, text):
        sys.stdout.write(text.replace(__file__, "FILE"))


def divide(a, b):
    return a / b


def outer():
    divide(1, 0)


try:
    outer()
except ZeroDivisionError as error:
    traceback.print_exc()
    text = traceback.format_exc()
    print(text.splitlines()[-1], text == "".join(traceback.format_exception(error)))
    traceback.print_exception(error, file=Output())
    traceback.print_exception(type(error), error, error.__traceback__, limit=1)
    traceback.print_tb(error.__traceback__, limit=-1)
    for row in traceback.extract_tb(error.__traceback__):
        print(row.lineno, row.name, row.line)
    print(traceback.format_exception_only(error))
    print(len(traceback.format_tb(error.__traceback__)))

try:
    try:
        divide(1, 0)
    except ZeroDivisionError:
        raise KeyError("second")
except KeyError:
    traceback.print_exc(chain=False)
    traceback.print_exc()
    print(len(traceback.format_exception(sys.exception())))


def stack():
    traceback.print_stack()
    return traceback.format_stack()[-1]


print(stack().replace(__file__, "FILE"), end="")
print(traceback.format_exc(), end="")
