# pair: Only one at a time asks the generator: a lock is held during next.
# expect: clean
import threading


def after(number):
    return number + 1


def numbers():
    number = 0
    while True:
        number = after(number)
        yield number


tickets = numbers()
drawn = []
drawing = threading.Lock()


def draw():
    with drawing:
        drawn.append(next(tickets))


counters = [threading.Thread(target=draw) for _ in range(2)]
for counter in counters:
    counter.start()
for counter in counters:
    counter.join()
print("drawn", len(drawn))
