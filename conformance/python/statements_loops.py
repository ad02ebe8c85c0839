# while and for with else, try inside, finally that overrides.
def search(values, wanted):
    for index, value in enumerate(values):
        if value == wanted:
            print("found", index)
            break
    else:
        print("not found")


search("abc", "b")
search("abc", "z")
n = 0
while n < 3:
    n += 1
    if n == 2:
        continue
    print(n)
else:
    print("else", n)


def leaves(how):
    for turn in range(3):
        try:
            if how == "break":
                break
            if how == "continue":
                continue
            if how == "return":
                return f"returned {turn}"
            if how == "raise":
                raise ValueError(turn)
        except ValueError as error:
            print("caught", error)
        else:
            print("else", turn)
        finally:
            print("finally", turn)
    return "end"


for how in ("break", "continue", "return", "raise", "pass"):
    print(how, leaves(how))


def overrides():
    try:
        return "try"
    finally:
        return "finally"


def swallows():
    while True:
        try:
            raise ValueError
        finally:
            break
    return "swallowed"


def nested():
    try:
        try:
            raise KeyError("a")
        finally:
            print("inner")
    except KeyError as error:
        try:
            raise TypeError("b")
        except TypeError as other:
            print(repr(other.__context__), error is other.__context__)
        print("still", repr(error))
    return "done"


def generator():
    try:
        for value in range(3):
            try:
                yield value
            finally:
                print("step", value)
    finally:
        print("closed")


print(overrides(), swallows(), nested())
for value in generator():
    if value == 1:
        break
print("after")
print(list(generator()))
g = generator()
next(g)
g.close()
