# stderr: whole
# Handlers with streams of the program's own, and removed handlers.
import logging
import sys


class Lines:
    def __init__(self):
        self.lines = []

    def write(self, text):
        self.lines.append(text)

    def flush(self):
        self.lines.append("<flush>")


lines = Lines()
log = logging.getLogger("to.lines")
handler = logging.StreamHandler(lines)
handler.terminator = "|"
log.addHandler(handler)
log.warning("first")
log.warning("second %s", [1, 2])
print(lines.lines)
print(handler.setStream(sys.stdout) is lines)
log.error("now to standard output")
print()
log.removeHandler(handler)
log.error("no handler is left")
log.disabled = True
log.error("disabled")
log.disabled = False


class Counting(logging.Handler):
    count = 0

    def emit(self, record):
        Counting.count += 1
        if record.levelno >= logging.ERROR:
            print("error:", self.format(record))


counting = Counting(level=logging.INFO)
counting.setFormatter(logging.Formatter("[%(name)s] %(levelno)s %(message)s"))
root = logging.getLogger()
root.addHandler(counting)
root.setLevel(logging.DEBUG)
logging.debug("below the handler's level")
logging.info("counted")
log.error("up to the root")
print(Counting.count, root.handlers == [counting], log.handlers)
logging.basicConfig(level=logging.CRITICAL)
print(logging.getLevelName(root.level))
logging.basicConfig(level=logging.WARNING, force=True)
logging.warning("configured anew")
log.info("too low")
