# pair: A sleep that is long enough on this machine stands in for waiting until the thread has ended.
# expect: assertion
# timing: loose
import threading
import time

pages = []


def print_page():
    time.sleep(0.01)
    pages.append("page 1")


printer = threading.Thread(target=print_page)
printer.start()
time.sleep(0.3)
assert pages == ["page 1"], "nothing is printed yet"
printer.join()
print("pages", len(pages))
