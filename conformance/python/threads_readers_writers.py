# A lock for readers and writers on top of a Condition.
import threading
import time


class ReadWriteLock:
    def __init__(self):
        self._condition = threading.Condition()
        self._readers = 0
        self._writing = False

    def acquire_read(self):
        with self._condition:
            self._condition.wait_for(lambda: not self._writing)
            self._readers += 1

    def release_read(self):
        with self._condition:
            self._readers -= 1
            if not self._readers:
                self._condition.notify_all()

    def acquire_write(self):
        with self._condition:
            self._condition.wait_for(lambda: not self._writing and not self._readers)
            self._writing = True

    def release_write(self):
        with self._condition:
            self._writing = False
            self._condition.notify_all()


lock = ReadWriteLock()
data = {"version": 0}
most = 0
inside = 0
guard = threading.Lock()
wrong = []


def reader():
    global most, inside
    for _ in range(3):
        lock.acquire_read()
        with guard:
            inside += 1
            most = max(most, inside)
        before = data["version"]
        time.sleep(0.005)
        if data["version"] != before:
            wrong.append(before)
        with guard:
            inside -= 1
        lock.release_read()


def writer():
    for _ in range(3):
        lock.acquire_write()
        version = data["version"]
        time.sleep(0.002)
        data["version"] = version + 1
        lock.release_write()


threads = [threading.Thread(target=f) for f in (reader, reader, reader, writer, writer)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(data, most > 1, wrong)
