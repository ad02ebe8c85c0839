# __del__ runs at the moment of death: del, rebinding, the end of an expression, of a function.
class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


x = D("x")
y = x
del x
print("one name gone")
del y
print("both names gone")

v = D("old")
v = D("new")
print("rebound")
v = None

D("temporary")
print("after the expression")
print("name of a temporary:", D("argument").name)


def locals_die_in_order():
    a = D("a")
    b = D("b")
    c = D("c")
    return print("computed before they die")


locals_die_in_order()


def parameters(p, q):
    print("in the call")


parameters(D("p"), D("q"))
print([D("first"), D("second")] and "a list lets go of its last element first")

for item in [D("i1"), D("i2")]:
    print("loop", item.name)
print("after the loop")
del item

items = [D("c1"), D("c2"), D("c3")]
items.clear()
table = {"k": D("k1"), "l": D("l1")}
table["k"] = None
table.pop("l")
table = {1: D("m1"), 2: D("m2")}
table = {}
pair = (D("t1"), D("t2"))
del pair
print("end")
