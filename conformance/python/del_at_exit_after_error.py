# stderr: whole
# An uncaught exception ends the program; finalizers still run.
class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


class Bad:
    def __del__(self):
        raise KeyError("at the end")


def fail():
    local = D("local")
    raise ValueError("over")


keep = D("global")
bad = Bad()
fail()
