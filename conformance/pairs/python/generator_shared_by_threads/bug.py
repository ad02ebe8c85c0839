# pair: Two counters draw numbers from one generator, and a generator that is running cannot be asked again.
# expect: exception
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


def draw():
    drawn.append(next(tickets))


counters = [threading.Thread(target=draw) for _ in range(2)]
for counter in counters:
    counter.start()
for counter in counters:
    counter.join()
print("drawn", len(drawn))
