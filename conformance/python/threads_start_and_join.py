# Threads: names, states, results in a list, joins with and without a timeout.
import threading
import time

results = []


def worker(number, delay=0.0):
    time.sleep(delay)
    results.append((threading.current_thread().name, number))


threads = [threading.Thread(target=worker, args=(n,), kwargs={"delay": 0.05 * n}) for n in (3, 1, 2)]
print([t.name for t in threads], [t.is_alive() for t in threads])
print([t.ident for t in threads], [t.daemon for t in threads])
for t in threads:
    t.start()
print(threading.active_count(), [t.is_alive() for t in threads])
print([t.name for t in threading.enumerate()])
threads[0].join(timeout=0.01)
print("after a short join:", threads[0].is_alive())
for t in threads:
    t.join()
    print("joined", t.name, t.is_alive(), t.join())
print(results)
print(threading.active_count(), threading.current_thread() is threading.main_thread())
print(threading.main_thread().name, isinstance(threads[0].ident, int), threads[0].native_id > 0)
named = threading.Thread(target=worker, name="named", args=(9,))
print(named.name, repr(named))
named.name = "renamed"
named.start()
named.join()
print(repr(named)[:23], results[-1])
print(threading.Thread(target=len).name, threading.Thread().name)
