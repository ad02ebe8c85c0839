# stderr: whole
# Loggers form a tree by their names; records go up it.
import logging


class Collect(logging.Handler):
    def __init__(self, name):
        super().__init__()
        self.name = name

    def emit(self, record):
        print(f"{self.name}: {record.name} {record.levelname} {record.getMessage()}")


deep = logging.getLogger("a.b.c")
print(deep.parent.name)
top = logging.getLogger("a")
print(deep.parent.name, logging.getLogger("a.b").parent.name, deep.parent.name)
print(logging.getLogger("a.b.c") is deep, top.getChild("b").name, logging.root is logging.getLogger())
top.addHandler(Collect("top"))
deep.addHandler(Collect("deep"))
deep.warning("both")
top.setLevel(logging.ERROR)
print(deep.getEffectiveLevel())
deep.warning("too low now")
deep.setLevel(logging.INFO)
deep.info("own level counts, not the parent's")
deep.propagate = False
deep.error("stays here")


class OnlyEven(logging.Filter):
    def filter(self, record):
        return record.args[0] % 2 == 0


deep.addFilter(OnlyEven())
for number in range(4):
    deep.info("number %d", number)
deep.filters.clear()
deep.addFilter(lambda record: "secret" not in record.msg)
deep.info("a secret")
deep.info("public")


class WithId(logging.LoggerAdapter):
    def process(self, msg, kwargs):
        return f"[{self.extra['id']}] {msg}", kwargs


WithId(deep, {"id": 7}).warning("adapted")
quiet = logging.getLogger("library")
quiet.addHandler(logging.NullHandler())
quiet.error("nobody hears")
logging.getLogger("other").error("the last resort")
try:
    logging.getLogger(3)
except TypeError as error:
    print(error)
