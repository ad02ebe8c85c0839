# pair: A lock is held from the read to the write, so that no other office comes between.
# expect: clean
import threading

sold = 0
counting = threading.Lock()


def one_more(number):
    return number + 1


def sell():
    global sold
    with counting:
        number = sold
        sold = one_more(number)


offices = [threading.Thread(target=sell) for _ in range(2)]
for office in offices:
    office.start()
for office in offices:
    office.join()
assert sold == 2, f"two tickets, but sold is {sold}"
print("sold", sold)
