# sys.exit and SystemExit in a thread end that thread alone, whatever the code; in main the program.
import sys
import threading
import time


def leaves(code):
    try:
        sys.exit(code)
    finally:
        print("leaving with", code)


for code in (0, 5, "words"):
    t = threading.Thread(target=leaves, args=(code,))
    t.start()
    t.join()


def outlives():
    time.sleep(0.1)
    print("outlives main")


threading.Thread(target=outlives).start()
print("main exits")
sys.exit("main's words")
