# A pipeline of stages joined by queues, ended by a sentinel that is passed on.
import queue
import threading

STOP = object()


def stage(function, source, target):
    while True:
        item = source.get()
        if item is STOP:
            target.put(STOP)
            return
        for result in function(item):
            target.put(result)


def words(line):
    yield from line.split()


def lengths(word):
    if len(word) > 2:
        yield word, len(word)


lines, middle, out = queue.Queue(), queue.Queue(maxsize=1), queue.Queue()
stages = [
    threading.Thread(target=stage, args=(words, lines, middle), name="words"),
    threading.Thread(target=stage, args=(lengths, middle, out), name="lengths"),
]
for t in stages:
    t.start()
for line in ("a few words here", "and of others", ""):
    lines.put(line)
lines.put(STOP)
while (item := out.get()) is not STOP:
    print(item)
for t in stages:
    t.join()
    print(t.name, "is alive:", t.is_alive())
print(lines.empty(), middle.empty(), out.empty())
