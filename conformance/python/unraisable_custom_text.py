# stderr: whole
# The report of an ignored exception asks the exception for its text.
class Told(Exception):
    def __init__(self, code):
        self.code = code

    def __str__(self):
        print("asked")
        return f"code {self.code}"


class Bad:
    def __init__(self, code):
        self.code = code

    def __del__(self):
        raise Told(self.code)


Bad(1)
print("one")
pair = [Bad(2), Bad(3)]
pair.clear()
print("two")


def function():
    local = Bad(4)
    return "returned"


print(function())


class Leaves:
    def __del__(self):
        raise SystemExit(7)


Leaves()
print("still here")


class Empty(Exception):
    pass


class RaisesEmpty:
    def __del__(self):
        raise Empty


RaisesEmpty()
