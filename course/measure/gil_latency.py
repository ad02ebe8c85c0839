"""How long a thread that comes back from a blocking call waits for the GIL, in CPython.

    python3 gil_latency.py

One thread computes without end. The main thread makes short blocking calls; each lets go of the
GIL, and has to take it again to go on. Printed is the median of many calls, for several switch
intervals, and the same without the computing thread. A call that is over before the other thread
has woken (writing one byte into a pipe) takes the GIL back at once: that is counted, too.

CPython 3.13.0, linux/x86-64, virtual machine with 2 processors (Intel Xeon), 27 November 2026, at
real-time or highest priority because the machine was busy:

    sleep(1 ms) alone                                1.02 ms
    beside a computing thread, interval  0.5 ms      1.54 ms
    beside a computing thread, interval  5.0 ms      6.05 ms
    beside a computing thread, interval 20.0 ms     21.09 ms
    1000 calls os.write of one byte beside it: median 0.001 ms, 193 of them longer than 1 ms
    sum(range(20_000_000)) took 490 ms; longest gap of a ticking thread 490 ms
"""

import os
import platform
import statistics
import sys
import threading
import time

CALLS = 60


def spin(stop):
    while not stop.is_set():
        pass


def times_ms(call, calls=CALLS):
    times = []
    for _ in range(calls):
        began = time.perf_counter()
        call()
        times.append((time.perf_counter() - began) * 1000)
    return times


def median_ms(call):
    return statistics.median(times_ms(call))


def beside_a_spinner(measure):
    stop = threading.Event()
    thread = threading.Thread(target=spin, args=(stop,))
    thread.start()
    result = measure()
    stop.set()
    thread.join()
    return result


def sleep_a_little():
    time.sleep(0.001)


def longest_gap_of_a_ticker(c_call):
    """Runs a thread that ticks each millisecond during one long call into C."""
    stop, gaps = threading.Event(), []

    def tick():
        last = time.perf_counter()
        while not stop.is_set():
            time.sleep(0.001)
            now = time.perf_counter()
            gaps.append(now - last)
            last = now

    thread = threading.Thread(target=tick)
    thread.start()
    time.sleep(0.02)
    gaps.clear()
    began = time.perf_counter()
    c_call()
    took = time.perf_counter() - began
    stop.set()
    thread.join()
    return took * 1000, max(gaps) * 1000


def main():
    print(f"CPython {platform.python_version()}, {sys.platform} {platform.machine()}")
    print(f"sleep(1 ms) alone                             {median_ms(sleep_a_little):7.2f} ms")
    for interval in (0.0005, 0.005, 0.02):
        sys.setswitchinterval(interval)
        waited = beside_a_spinner(lambda: median_ms(sleep_a_little))
        print(f"beside a computing thread, interval {interval * 1000:4.1f} ms   {waited:7.2f} ms")
    sys.setswitchinterval(0.005)
    reader, writer = os.pipe()
    times = beside_a_spinner(lambda: times_ms(lambda: os.write(writer, b"x"), 1000))
    slow = sum(1 for ms in times if ms > 1)
    print(f"1000 calls os.write of one byte beside it: median {statistics.median(times):.3f} ms, "
          f"{slow} of them longer than 1 ms")
    took, gap = longest_gap_of_a_ticker(lambda: sum(range(20_000_000)))
    print(f"sum(range(20_000_000)) took {took:.0f} ms; "
          f"longest gap of a ticking thread {gap:.0f} ms")


main()
