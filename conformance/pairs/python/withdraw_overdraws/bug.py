# pair: Two cash machines look at the balance, count their notes and then take the money: both had seen enough.
# expect: assertion
import threading

balance = 100


def count_notes(amount):
    return amount // 50


def withdraw(amount):
    global balance
    if balance >= amount:
        count_notes(amount)
        balance -= amount


machines = [threading.Thread(target=withdraw, args=(100,)) for _ in range(2)]
for machine in machines:
    machine.start()
for machine in machines:
    machine.join()
assert balance == 0, f"the balance is {balance}"
print("balance", balance)
