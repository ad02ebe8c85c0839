# stderr: whole
# Exceptions in logs.
import logging

logging.basicConfig(format="%(levelname)s %(message)s")


def fails(value):
    return 10 // value


try:
    fails(0)
except ZeroDivisionError as error:
    logging.exception("with the traceback")
    logging.error("the same", exc_info=True)
    logging.error("of an instance", exc_info=error)
    logging.error("without")

try:
    try:
        fails(0)
    except ZeroDivisionError as error:
        raise RuntimeError("chained") from error
except RuntimeError:
    logging.warning("two of them", exc_info=True)
logging.warning("none at hand", exc_info=True)


def inner():
    logging.warning("where from", stack_info=True)


def outer():
    inner()


outer()
logging.warning("%s needs no arguments here")
logging.warning("%(a)s and %(b)d", {"a": "x", "b": 2})
