# stderr: whole
# Formats in three styles, to different streams.
import logging
import sys

logging.basicConfig(
    level=logging.DEBUG,
    format="%(levelname)-8s|%(name)s|%(funcName)s:%(lineno)d|%(message)s|%(threadName)s|%(taskName)s",
)


def function():
    logging.debug("in a function")
    logging.getLogger("named").info("in a function, %s", "named")


function()
logging.basicConfig(format="ignored: it is configured already")
logging.info("at module level")
logging.basicConfig(format="{levelname:>10} {message}", style="{", stream=sys.stdout, force=True)
logging.warning("to standard output")
logging.getLogger().setLevel(logging.DEBUG)
logging.debug("{} is not formatted", *[])

handler = logging.StreamHandler()
handler.setFormatter(logging.Formatter("$levelname-${message}", style="$"))
handler.setLevel(logging.ERROR)
log = logging.getLogger("two")
log.addHandler(handler)
log.info("only the root's handler")
log.error("both handlers")
log.propagate = False
log.error("only its own")
log.info("nobody")

record = logging.LogRecord("n", logging.INFO, "dir/file.py", 7, "m %s", ("a",), None)
print(record.getMessage(), record.filename, record.module, record)
print(logging.Formatter("%(name)s: %(message)s").format(record))
extra = logging.StreamHandler(sys.stdout)
extra.setFormatter(logging.Formatter("%(user)s %(message)s", defaults={"user": "nobody"}))
third = logging.getLogger("three")
third.propagate = False
third.addHandler(extra)
third.warning("message")
third.warning("message", extra={"user": "me"})
