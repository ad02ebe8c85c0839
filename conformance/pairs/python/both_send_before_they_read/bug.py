# pair: Both sides write two letters before they read any, but each letter box holds one: both wait for room.
# expect: deadlock
import queue
import threading


def correspond(outgoing, incoming):
    for letter in ("hello", "how are you?"):
        outgoing.put(letter)
    for _ in range(2):
        incoming.get()


box_of_ana = queue.Queue(maxsize=1)
box_of_ben = queue.Queue(maxsize=1)
ben = threading.Thread(target=correspond, args=(box_of_ana, box_of_ben))
ben.start()
correspond(box_of_ben, box_of_ana)
ben.join()
print("all letters read")
