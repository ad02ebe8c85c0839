# stderr: whole
# add_done_callback: in which thread it runs, what becomes of its exceptions; futures by hand.
import threading
import time
from concurrent.futures import Future, InvalidStateError, ThreadPoolExecutor

log = []


def job(value):
    time.sleep(0.02)
    return value


def note(future):
    log.append((future.result(), threading.current_thread().name))


with ThreadPoolExecutor(1, "pool") as pool:
    future = pool.submit(job, "a")
    future.add_done_callback(note)
    future.add_done_callback(lambda f: log.append("second"))
    future.result()
    time.sleep(0.01)
    future.add_done_callback(note)
print(log)
mine = Future()
print(mine.set_running_or_notify_cancel(), mine.running(), mine.cancel())
mine.set_result(7)
print(mine.result(), mine.done())
for call in (lambda: mine.set_result(8), lambda: mine.set_exception(ValueError())):
    try:
        call()
    except InvalidStateError as error:
        print(str(error)[:20])
dropped = Future()
print(dropped.cancel(), dropped.cancel(), dropped.set_running_or_notify_cancel(), repr(dropped)[-16:])
raised = Future()
raised.add_done_callback(lambda f: print("told of", repr(f.exception())))
raised.set_exception(KeyError("k"))
print(repr(raised)[-31:])
