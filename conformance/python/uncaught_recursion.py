# Too deep a recursion is an exception like others.
def down(n):
    return down(n + 1)


try:
    down(0)
except RecursionError as error:
    print("RecursionError:", error)
down(0)
