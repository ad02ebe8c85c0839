# Pipes between processes: what is sent is pickled. Frames of this file are not shown.

import os as _os
from time import monotonic as _time
from time import sleep as _sleep
import pickle as _pickler


def _read(pipe, timeout):
    # The next message; None if there is none in time.
    if timeout is not None:
        end = _time() + timeout
    left = timeout
    while True:
        message = _take_bytes(pipe)
        if message is not None:
            return message
        if not _is_open_end(2 * pipe + 1):
            raise EOFError
        if timeout is not None:
            left = max(end - _time(), 0)
            if timeout <= 0:
                return None
        came = _wait_for_bytes(pipe, left)
        if came is False:
            came = _give_up(pipe)
        if not came:
            return _take_bytes(pipe)


class Connection:
    def __init__(self, reads, writes):
        self._reads = reads
        self._writes = writes
        self._ends = [end for end in (reads and 2 * reads, writes and 2 * writes + 1) if end]

    def _check(self, end, word):
        if not self._ends:
            raise OSError("handle is closed")
        if end is None:
            raise OSError(f"connection is {word}-only")

    @property
    def closed(self):
        return not self._ends

    @property
    def readable(self):
        return self._reads is not None

    @property
    def writable(self):
        return self._writes is not None

    def fileno(self):
        self._check(0, "")
        return self._ends[0]

    def send(self, obj):
        self._check(self._writes, "read")
        self.send_bytes(_pickler.dumps(obj))

    def send_bytes(self, buf):
        self._check(self._writes, "read")
        if not _is_open_end(2 * self._writes):
            raise BrokenPipeError(32, "Broken pipe")
        _put_bytes(self._writes, bytes(buf))

    def recv(self):
        return _pickler.loads(self.recv_bytes())

    def recv_bytes(self):
        self._check(self._reads, "write")
        return _read(self._reads, None)

    def poll(self, timeout=0.0):
        self._check(self._reads, "write")
        if _count_bytes(self._reads) > 0 or not _is_open_end(2 * self._reads + 1):
            return True
        if timeout is not None and timeout <= 0:
            return False
        came = _wait_for_bytes(self._reads, timeout)
        if came is False:
            came = _give_up(self._reads)
        return bool(came)

    def close(self):
        ends = self._ends
        self._ends = []
        for end in ends:
            _close_end(end)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()

    def __del__(self):
        if self._ends:
            self.close()


def Pipe(duplex=True):
    first, second = _new_pipe(), _new_pipe() if duplex else None
    if not duplex:
        return Connection(first, None), Connection(None, first)
    return Connection(first, second), Connection(second, first)


def wait(object_list, timeout=None):
    # Connections, and sentinels of processes.
    if timeout is not None:
        end = _time() + timeout
    while True:
        ready = [one for one in object_list if _is_ready(one)]
        if ready or timeout is not None and _time() >= end:
            return ready
        _sleep(0.0005)


def _is_ready(one):
    if isinstance(one, Connection):
        return one.poll()
    return _join_process(one, 0)
