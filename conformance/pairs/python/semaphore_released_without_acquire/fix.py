# pair: Only who got the table gives it back.
# expect: clean
import threading

tables = threading.Semaphore(1)


def eat():
    pass


def lunch():
    if tables.acquire(blocking=False):
        try:
            eat()
        finally:
            tables.release()


guests = [threading.Thread(target=lunch) for _ in range(2)]
for guest in guests:
    guest.start()
for guest in guests:
    guest.join()
assert tables.acquire(blocking=False)
assert not tables.acquire(blocking=False), "one table was given away twice"
print("one table")
