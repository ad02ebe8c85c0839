# pair: The auditor adds up two accounts while money is on its way between them: some of it is in neither.
# expect: assertion
import threading

checking, savings = 100, 0


def write_receipt(amount):
    return f"{amount} moved"


def save(amount):
    global checking, savings
    checking -= amount
    write_receipt(amount)
    savings += amount


mover = threading.Thread(target=save, args=(40,))
mover.start()
total = checking + savings
mover.join()
assert total == 100, f"the total is {total}"
print("total", total)
