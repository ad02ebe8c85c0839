"""How many updates threads lose that change a number without a lock, in CPython.

    python3 lost_updates.py

Four threads add one 300,000 times each. The switch interval is one microsecond, so that a rare
thing becomes frequent.

Linux x86-64, virtual machine with 2 processors (Intel Xeon), 27 November 2026, at
real-time or highest priority because the machine was busy:

    CPython 3.8.18   of 1200000 lost:  sold += 1   568932   sold = plus_one(sold)   752502
    CPython 3.9.18   of 1200000 lost:  sold += 1   614266   sold = plus_one(sold)   667980
    CPython 3.10.13  of 1200000 lost:  sold += 1        0   sold = plus_one(sold)   777079
    CPython 3.11.7   of 1200000 lost:  sold += 1        0   sold = plus_one(sold)   785403
    CPython 3.12.1   of 1200000 lost:  sold += 1        0   sold = plus_one(sold)   442627
    CPython 3.13.0   of 1200000 lost:  sold += 1        0   sold = plus_one(sold)   293682
"""

import platform
import sys
import threading

THREADS = 4
EACH = 300_000

sold = 0


def plus_one(number):
    return number + 1


def in_place():
    global sold
    for _ in range(EACH):
        sold += 1


def by_a_call():
    global sold
    for _ in range(EACH):
        sold = plus_one(sold)


def lost(target):
    global sold
    sold = 0
    threads = [threading.Thread(target=target) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return THREADS * EACH - sold


sys.setswitchinterval(1e-6)
print(
    f"CPython {platform.python_version():8} of {THREADS * EACH} lost:"
    f"  sold += 1 {lost(in_place):8}   sold = plus_one(sold) {lost(by_a_call):8}"
)
