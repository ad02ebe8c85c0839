# pair: join with a timeout returns whether or not the thread has ended, and nobody asks which it was.
# expect: assertion
# timing: loose
import threading
import time

report = None


def write_report():
    global report
    time.sleep(0.01)
    report = "42 pages"


writer = threading.Thread(target=write_report)
writer.start()
writer.join(timeout=0.5)
assert report is not None, "the report is not written yet"
print("report", report)
