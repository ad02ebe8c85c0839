# pair: Without the GIL two threads run at the same instant, and both can read before either writes.
# expect: race assertion
# profile: cpython-3.13t
import threading


class Meter:
    value = 0


def add(meter):
    meter.value += 1


meter = Meter()
threads = [threading.Thread(target=add, args=(meter,)) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert meter.value == 2, f"the meter shows {meter.value}"
print("meter", meter.value)
