# The index that a barrier gives: who arrives last gets the last one and runs the action.
import threading
import time

results = {}
barrier = threading.Barrier(2, action=lambda: results.setdefault("action", "once"))


def arrive(name):
    time.sleep(0.001)
    results[name] = barrier.wait()


threads = [threading.Thread(target=arrive, args=(name,)) for name in "ab"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results["action"], results["a"], results["b"])
