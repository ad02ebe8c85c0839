# pair: join waits as long as it takes, and no longer.
# expect: clean
import threading
import time

pages = []


def print_page():
    time.sleep(0.01)
    pages.append("page 1")


printer = threading.Thread(target=print_page)
printer.start()
printer.join()
assert pages == ["page 1"], "nothing is printed yet"
print("pages", len(pages))
