# pair: Who does not get the second door lets go of the first and tries again: two can do so for ever.
# expect: livelock
import threading

front, back = threading.Lock(), threading.Lock()


def pass_through(first, second):
    while True:
        first.acquire()
        if second.acquire(blocking=False):
            break
        first.release()
    second.release()
    first.release()


walker = threading.Thread(target=pass_through, args=(front, back))
walker.start()
pass_through(back, front)
walker.join()
print("both are through")
