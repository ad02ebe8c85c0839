# What functions and methods say of themselves.


def greet(name, greeting="hi", *args, punctuation="!", **kwargs):
    """Says hello."""
    local = name
    return f"{greeting} {local}{punctuation}"


print(greet.__name__, greet.__qualname__, greet.__doc__, greet.__module__)
print(greet.__defaults__, greet.__kwdefaults__)
code = greet.__code__
print(code.co_name, code.co_argcount, code.co_kwonlyargcount, code.co_varnames)
greet.calls = 3
greet.__name__ = "renamed"
print(greet.calls, greet.__dict__, greet.__name__)
greet.__defaults__ = ("hello",)
print(greet("Ann"))
try:
    greet.missing
except AttributeError as error:
    print(error)


class Robot:
    def move(self):
        return "moved"

    @classmethod
    def build(cls):
        return cls()

    @staticmethod
    def version():
        return 1

    class Arm:
        def lift(self):
            return "lifted"


r = Robot()
method = r.move
print(method.__self__ is r, method.__func__ is Robot.move, method(), method.__name__, method.__qualname__)
print(r.move == r.move, r.move is r.move, r.move == Robot().move, Robot.build.__self__ is Robot)
print(Robot.move.__qualname__, Robot.Arm.lift.__qualname__, Robot.Arm.__qualname__, Robot.Arm.__name__)
print(callable(r), callable(method), callable(Robot), callable(Robot.version))
print(Robot.__dict__["version"].__func__(), Robot.__dict__["move"](r))


def decorate(function):
    def wrapper(*args, **kwargs):
        return "<" + function(*args, **kwargs) + ">"

    wrapper.__name__ = function.__name__
    wrapper.__doc__ = function.__doc__
    wrapper.__wrapped__ = function
    return wrapper


@decorate
def shout(text):
    "Shouts."
    return text.upper()


print(shout("a"), shout.__name__, shout.__doc__, shout.__wrapped__("b"), shout.__qualname__)
print((lambda x: x).__name__, (lambda x, y=2: x).__defaults__)
counter = lambda: None
counter.n = 0
for _ in range(3):
    counter.n += 1
print(counter.n)
Robot.move = lambda self: "patched"
print(r.move(), method())
r.move = lambda: "own"
print(r.move())
del r.move
print(r.move())
