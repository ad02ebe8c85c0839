# pair: Accounts have numbers, and every transfer locks the lower number first.
# expect: clean
import threading


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


def is_allowed(amount):
    return amount <= 1000


def transfer(payer, payee, amount):
    first, second = (payer, payee) if payer.number < payee.number else (payee, payer)
    with first.lock:
        if is_allowed(amount):
            with second.lock:
                payer.balance -= amount
                payee.balance += amount


ana, ben = Account(1, 100), Account(2, 100)
there = threading.Thread(target=transfer, args=(ana, ben, 30))
back = threading.Thread(target=transfer, args=(ben, ana, 10))
there.start()
back.start()
there.join()
back.join()
print(ana.balance, ben.balance)
