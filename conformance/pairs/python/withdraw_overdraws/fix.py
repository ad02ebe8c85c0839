# pair: The look at the balance and the withdrawal are one step under one lock.
# expect: clean
import threading

balance = 100
account = threading.Lock()


def count_notes(amount):
    return amount // 50


def withdraw(amount):
    global balance
    with account:
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
