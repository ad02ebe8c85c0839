# pair: Whoever comes first decides under a lock, and the other finds the decision made.
# expect: clean
import threading
import time

decisions = []
deciding = threading.Lock()


def decide(decision):
    with deciding:
        if not decisions:
            decisions.append(decision)


timer = threading.Timer(0.5, decide, args=("refused",))
timer.start()
time.sleep(0.01)  # the bank answers
timer.cancel()
decide("accepted")
timer.join()
assert len(decisions) == 1, f"decided twice: {decisions}"
print("decisions", len(decisions))
