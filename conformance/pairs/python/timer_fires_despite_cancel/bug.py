# pair: cancel does nothing to a timer that has fired already: a slow answer is accepted after the order was refused.
# expect: assertion
# timing: loose
import threading
import time

decisions = []
timer = threading.Timer(0.5, decisions.append, args=("refused",))
timer.start()
time.sleep(0.01)  # the bank answers
timer.cancel()
decisions.append("accepted")
timer.join()
assert len(decisions) == 1, f"decided twice: {decisions}"
print("decisions", len(decisions))
