# pair: Who moves and who adds up take the same lock, so that the auditor sees the accounts before or after.
# expect: clean
import threading

checking, savings = 100, 0
books = threading.Lock()


def write_receipt(amount):
    return f"{amount} moved"


def save(amount):
    global checking, savings
    with books:
        checking -= amount
        write_receipt(amount)
        savings += amount


mover = threading.Thread(target=save, args=(40,))
mover.start()
with books:
    total = checking + savings
mover.join()
assert total == 100, f"the total is {total}"
print("total", total)
