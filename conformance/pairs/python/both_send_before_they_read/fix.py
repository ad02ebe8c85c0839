# pair: The boxes have room for all that is written before anybody reads.
# expect: clean
import queue
import threading


def correspond(outgoing, incoming):
    for letter in ("hello", "how are you?"):
        outgoing.put(letter)
    for _ in range(2):
        incoming.get()


box_of_ana = queue.Queue(maxsize=2)
box_of_ben = queue.Queue(maxsize=2)
ben = threading.Thread(target=correspond, args=(box_of_ana, box_of_ben))
ben.start()
correspond(box_of_ben, box_of_ana)
ben.join()
print("all letters read")
