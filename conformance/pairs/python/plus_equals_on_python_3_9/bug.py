# pair: Up to Python 3.9 threads can switch between the read and the write of `count += 1`.
# expect: assertion
# profile: cpython-3.9
import threading

count = 0


def add():
    global count
    count += 1


threads = [threading.Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert count == 2, f"count is {count}"
print("count", count)
