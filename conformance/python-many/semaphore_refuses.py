# A semaphore that is only tried: one or two of three threads are let in together.
import threading
import time

places = threading.Semaphore(1)
answers = []


def attempt():
    if places.acquire(blocking=False):
        time.sleep(0.0001)
        places.release()
        answers.append(True)
    else:
        answers.append(False)


threads = [threading.Thread(target=attempt) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sum(answers), "of", len(answers))
