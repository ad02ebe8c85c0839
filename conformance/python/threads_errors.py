# What threads refuse, in CPython's words.
import threading
import _thread


def attempt(label, action):
    try:
        print(label, "->", action())
    except Exception as error:
        print(label, "->", type(error).__name__, error)


def nothing():
    pass


t = threading.Thread(target=nothing)
attempt("join early", t.join)
t.start()
attempt("start twice", t.start)
t.join()
attempt("start again", t.start)
attempt("daemon late", lambda: setattr(t, "daemon", True))
attempt("join self", threading.current_thread().join)


class Careless(threading.Thread):
    def __init__(self):
        pass


attempt("no init start", Careless().start)
attempt("no init join", Careless().join)
attempt("no init name", lambda: Careless().name)
attempt("group", lambda: threading.Thread(group=1))
lock = threading.Lock()
attempt("release", lock.release)
attempt("timeout", lambda: lock.acquire(False, 1))
attempt("negative", lambda: lock.acquire(True, -2))
attempt("text", lambda: lock.acquire(True, "x"))
attempt("names", lambda: lock.acquire(blocking=False))
attempt("held", lambda: lock.acquire(False))
attempt("at most", lambda: lock.acquire(timeout=0.01))
attempt("rlock", threading.RLock().release)
attempt("first arg", lambda: _thread.start_new_thread(1, ()))
attempt("second arg", lambda: _thread.start_new_thread(nothing, []))
attempt("third arg", lambda: _thread.start_new_thread(nothing, (), 1))
attempt("semaphore", lambda: threading.Semaphore(-1))
attempt("semaphore", lambda: threading.Semaphore(1).release(0))
attempt("bounded", threading.BoundedSemaphore(1).release)
attempt("blocking", lambda: threading.Semaphore().acquire(False, 1))
attempt("parties", lambda: threading.Barrier(0))
condition = threading.Condition()
attempt("wait", condition.wait)
attempt("notify", condition.notify)
attempt("notify_all", condition.notify_all)
