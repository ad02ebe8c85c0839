# An exception out of a raw thread is ignored, and said so.
import _thread
import time


def fails(word):
    raise ValueError(word)


_thread.start_new_thread(fails, ("one",))
time.sleep(0.05)
print("the program goes on")
