# pair: The thread is joined first: what it wrote is there when join returns.
# expect: clean
import threading

total = None


def add(first, second):
    return first + second


def add_up():
    global total
    total = add(19, 23)


adder = threading.Thread(target=add_up)
adder.start()
adder.join()
assert total == 42, f"the total is {total}"
print("total", total)
