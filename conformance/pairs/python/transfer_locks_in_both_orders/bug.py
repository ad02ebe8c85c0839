# pair: Each transfer locks the account that pays before the one that is paid: two in opposite directions wait for each other.
# expect: deadlock
import threading


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()


def is_allowed(amount):
    return amount <= 1000


def transfer(payer, payee, amount):
    with payer.lock:
        if is_allowed(amount):
            with payee.lock:
                payer.balance -= amount
                payee.balance += amount


ana, ben = Account(100), Account(100)
there = threading.Thread(target=transfer, args=(ana, ben, 30))
back = threading.Thread(target=transfer, args=(ben, ana, 10))
there.start()
back.start()
there.join()
back.join()
print(ana.balance, ben.balance)
