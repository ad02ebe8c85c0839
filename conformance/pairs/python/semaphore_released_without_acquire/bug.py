# pair: A guest who found no seat gives one back all the same: afterwards one table counts as two.
# expect: assertion
import threading

tables = threading.Semaphore(1)


def eat():
    pass


def lunch():
    seated = tables.acquire(blocking=False)
    try:
        if seated:
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
