# _thread alone: threads without Thread objects, joined by locks; dummies of threading.
import _thread
import threading
import time

done = [_thread.allocate_lock() for _ in range(3)]
seen = []


def work(number, lock, *, factor=1):
    seen.append(number * factor)
    lock.release()


for number, lock in enumerate(done):
    lock.acquire()
    ident = _thread.start_new_thread(work, (number, lock), {"factor": 10})
    with lock:
        print(number, isinstance(ident, int), ident != _thread.get_ident())
print(seen)


def dummy(lock):
    me = threading.current_thread()
    seen.append((type(me).__name__, me.name, me.daemon, me.is_alive()))
    try:
        me.join()
    except RuntimeError as error:
        seen.append(str(error))
    lock.release()


lock = _thread.allocate_lock()
lock.acquire()
_thread.start_new_thread(dummy, (lock,))
lock.acquire()
print(seen[3:])
lock.release()


def leaves(lock):
    lock.release()
    _thread.exit()


lock.acquire()
_thread.start_new_thread(leaves, (lock,))
lock.acquire()
time.sleep(0.01)
print(_thread.error is RuntimeError, _thread.LockType is type(lock), _thread.TIMEOUT_MAX)
