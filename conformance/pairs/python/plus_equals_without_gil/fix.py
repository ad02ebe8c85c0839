# pair: The meter has a lock, and adds only while it holds it.
# expect: clean
# profile: cpython-3.13t
import threading


class Meter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()


def add(meter):
    with meter.lock:
        meter.value += 1


meter = Meter()
threads = [threading.Thread(target=add, args=(meter,)) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert meter.value == 2, f"the meter shows {meter.value}"
print("meter", meter.value)
