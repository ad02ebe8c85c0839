# pair: Two box offices read the number of tickets sold, call a function and write the sum back: a sale is lost.
# expect: assertion
import threading

sold = 0


def one_more(number):
    return number + 1


def sell():
    global sold
    number = sold
    sold = one_more(number)


offices = [threading.Thread(target=sell) for _ in range(2)]
for office in offices:
    office.start()
for office in offices:
    office.join()
assert sold == 2, f"two tickets, but sold is {sold}"
print("sold", sold)
