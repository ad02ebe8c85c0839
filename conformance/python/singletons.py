# One instance only: `__new__`, a metaclass, and what `__init__` then does.


class Config:
    _instance = None

    def __new__(cls, *args, **kwargs):
        if cls._instance is None:
            print("making", args, kwargs)
            cls._instance = super().__new__(cls)
        return cls._instance

    def __init__(self, name, *, debug=False):
        self.name = name
        self.debug = debug


a = Config("first", debug=True)
b = Config("second")
print(a is b, a.name, a.debug)


class SingletonMeta(type):
    _instances = {}

    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]


class Database(metaclass=SingletonMeta):
    def __init__(self, url="default"):
        print("connecting to", url)
        self.url = url


x, y = Database("db://"), Database("other")
print(x is y, y.url, type(Database).__name__, isinstance(Database, SingletonMeta))


class Other:
    def __new__(cls):
        return 42

    def __init__(self):
        print("never called")


print(Other())


class Plain:
    pass


for make in (lambda: Plain(1), lambda: Config(), lambda: object.__new__(3)):
    try:
        make()
    except TypeError as error:
        print(error)


class Immutable:
    def __new__(cls, value):
        self = object.__new__(cls)
        self.value = value
        return self


print(Immutable(3).value)
