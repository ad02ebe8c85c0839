# How a process ends is its exit code: returning, sys.exit, an exception, a signal.
import multiprocessing
import sys
import time


def leave(how):
    if how == "raise":
        raise LookupError("not here")
    if how == "text":
        sys.exit("a message")
    if how == "sleep":
        time.sleep(30)
    if how is not None:
        sys.exit(how)


if __name__ == "__main__":
    for how in (None, 0, 7, True, "text", "raise"):
        process = multiprocessing.Process(target=leave, args=(how,))
        process.start()
        process.join()
        print(how, "->", process.exitcode)
    for end in ("terminate", "kill"):
        process = multiprocessing.Process(target=leave, args=("sleep",))
        process.start()
        process.join(0.05)
        print(process.is_alive(), process.exitcode)
        getattr(process, end)()
        process.join()
        print(end, "->", process.exitcode, process.is_alive())
