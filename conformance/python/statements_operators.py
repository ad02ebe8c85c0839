# Chained comparison, augmented assignment, conditions, decorators, conditional definitions.
def say(value):
    print("say", value, end=" ")
    return value


print(say(1) < say(2) < say(3), say(3) < say(1) < say(2))
print(1 < 2 != 3 >= 3 == 3 in [3], not 1 == 2, None is None is None)
print(0 or "b" or say("c"), 1 and [] and say(2), not [] and not {}, 1 if [] else 2)
print(say(0) or say("x"), say(0) and say("y"), (say(1), say(2))[1])
x = 7
x += 3; x -= 1; x *= 2; x //= 4; x **= 3; x %= 10; x <<= 2; x |= 1; x &= 13; x ^= 6; x >>= 1
print(x)
x /= 2
print(x)
s = {1, 2}
t = s
s |= {3}
s -= {1}
print(t is s, sorted(t))


def twice(function):
    return lambda *args: function(function(*args))


def adding(n):
    def decorate(function):
        return lambda *args: function(*args) + n
    return decorate


table = {"add": adding}


@twice
@table["add"](10)
@(lambda f: f)
def triple(v):
    return v * 3


print(triple(1))


@str.upper
@lambda f: f.__name__
def shout():
    pass


print(shout)
if x:
    def chosen():
        return "first"
else:
    def chosen():
        return "second"
print(chosen())
print(-2 ** 2, 2 ** -1, -7 // 2, -7 % 3, 7 % -3, ~5, 1 << 3 | 1, 6 & 3 ^ 1, not True == False)
print("a" "b" 'c', """x
y""", (1,), (), [1, 2][::-1], "abc"[-1], {}.get(1, 2))
for bad in (lambda: 1 + "a", lambda: "a" + 1, lambda: [] + (), lambda: 1 < "a", lambda: -"a", lambda: len(5),
            lambda: {}["x"], lambda: [][1], lambda: 1 in 5,
            lambda: {[]: 1}, lambda: int("x"), lambda: 1 / 0, lambda: 5 .x, lambda: None + 1, lambda: {} | []):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
