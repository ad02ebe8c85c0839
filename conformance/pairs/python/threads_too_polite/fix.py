# pair: Both take the front door first, so who has it can wait for the back door.
# expect: clean
import threading

front, back = threading.Lock(), threading.Lock()


def pass_through():
    with front:
        with back:
            pass


walker = threading.Thread(target=pass_through)
walker.start()
pass_through()
walker.join()
print("both are through")
