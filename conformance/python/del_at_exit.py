# What lives at the end of the program gets its finalizer in the order it is reached.
class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, "sees", type(last).__name__)


first = D("first")
_hidden = D("_hidden")
in_list = [D("l1"), D("l2")]
in_tuple = (D("t1"), D("t2"))
in_dict = {"a": D("d1"), "b": D("d2")}
cycle = D("cycle")
cycle.me = cycle
nested = D("nested")
nested.part = D("part")


def function(default=D("default")):
    return closure


def make():
    cell = D("in a cell")

    def inner():
        return cell

    return inner


closure = make()
last = D("last")
print("end of main")
