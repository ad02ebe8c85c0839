import sys


def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)




def case_1():
    print(1, 2, sep="-", end="!\n")
    print("a", "b", sep="")
    print()
    print("x", file=sys.stderr)
    print("y", flush=True)
    print(*[1, 2], sep="\n")


attempt(case_1)


def case_2():
    print(1, sep=5)


attempt(case_2)


def case_3():
    print(1, end=5)


attempt(case_3)


def case_4():
    print(1, foo=2)


attempt(case_4)


def case_5():
    sys.stdout.write("abc\n")
    sys.stdout.flush()
    print(sys.stdout.write("x\n"))


attempt(case_5)
