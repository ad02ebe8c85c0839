# pair: The addition is made under a lock, as on every version: no version promises that it is one step.
# expect: clean
# profile: cpython-3.9
import threading

count = 0
counting = threading.Lock()


def add():
    global count
    with counting:
        count += 1


threads = [threading.Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert count == 2, f"count is {count}"
print("count", count)
