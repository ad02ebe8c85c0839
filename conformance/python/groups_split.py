# Exception groups as values: making, splitting, deriving.
group = ExceptionGroup("outer", [
    ValueError(1),
    TypeError("t"),
    ExceptionGroup("inner", [ValueError(2), KeyError("k")]),
])
print(group, repr(group))
print(group.message, group.exceptions)
match_, rest = group.split(ValueError)
print(repr(match_), repr(rest))
print(repr(group.subgroup(lambda e: isinstance(e, KeyError))))
print(group.subgroup(OSError), group.split(OSError))
print(group.split((ValueError, TypeError, KeyError)))
print(group.subgroup(ExceptionGroup) is group)
print(isinstance(group, Exception), isinstance(group, BaseExceptionGroup))
print(type(BaseExceptionGroup("b", [ValueError()])).__name__)
print(type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
print([c.__name__ for c in ExceptionGroup.__mro__])
group.add_note("a note")
part = group.subgroup(TypeError)
print(part.__notes__, part.__notes__ is group.__notes__)


class Tagged(ExceptionGroup):
    def derive(self, excs):
        print("derive", len(excs))
        made = Tagged(self.message, excs)
        made.tag = self.tag
        return made


tagged = Tagged("tagged", [ValueError(1), TypeError(2)])
tagged.tag = "T"
m, r = tagged.split(ValueError)
print(type(m).__name__, m.tag, r.tag, m)


def attempt(*arguments):
    try:
        print(ExceptionGroup(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


attempt()
attempt("m")
attempt(1, [ValueError()])
attempt("m", [])
attempt("m", 3)
attempt("m", [ValueError(), 3])
attempt("m", [KeyboardInterrupt()])
attempt("one", (ValueError(),))
try:
    group.split(3)
except TypeError as error:
    print(error)
