# pair: The total is read before the thread that adds it up has been joined.
# expect: assertion
import threading

total = None


def add(first, second):
    return first + second


def add_up():
    global total
    total = add(19, 23)


adder = threading.Thread(target=add_up)
adder.start()
assert total == 42, f"the total is {total}"
adder.join()
print("total", total)
