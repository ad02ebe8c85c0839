# pair: Without a timeout join returns when the thread has ended and never before.
# expect: clean
import threading
import time

report = None


def write_report():
    global report
    time.sleep(0.01)
    report = "42 pages"


writer = threading.Thread(target=write_report)
writer.start()
writer.join()
assert report is not None, "the report is not written yet"
print("report", report)
