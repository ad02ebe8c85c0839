# Files in memory.

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    __module__ = "_io"
    closed = False

    def close(self):
        self.closed = True

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exception):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1):
        return list(self)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        self._check()

    def readable(self):
        self._check()
        return True

    def writable(self):
        self._check()
        return True

    def seekable(self):
        self._check()
        return True

    def isatty(self):
        return False

    def tell(self):
        self._check()
        return self._at

    def getvalue(self):
        self._check()
        return self._whole()

    def read(self, size=-1):
        self._check()
        whole = self._whole()
        end = len(whole) if size is None or size < 0 else self._at + size
        part = whole[self._at:end]
        self._at += len(part)
        return part

    def seek(self, offset, whence=0):
        self._check()
        if whence == 1:
            offset += self._at
        elif whence == 2:
            offset += len(self._whole())
        if offset < 0:
            raise ValueError(f"Negative seek position {offset}")
        self._at = offset
        return offset


class StringIO(IOBase):
    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def __init__(self, initial_value="", newline="\n"):
        if not isinstance(initial_value, str):
            if initial_value is not None:
                raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
            initial_value = ""
        # Texts that were written one after another are joined when they are asked for.
        self._parts = [initial_value]
        self._len = len(initial_value)
        self._at = 0

    def _whole(self):
        if len(self._parts) != 1:
            self._parts = ["".join(self._parts)]
        return self._parts[0]

    def write(self, s):
        self._check()
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        if self._at == self._len:
            self._parts.append(s)
        else:
            whole = self._whole()
            whole += "\0" * (self._at - len(whole))
            self._parts = [whole[:self._at] + s + whole[self._at + len(s):]]
            self._len = len(self._parts[0]) - len(s)
            if self._len < self._at:
                self._len = self._at
            self._at += len(s)
            self._len = len(self._parts[0])
            return len(s)
        self._at += len(s)
        self._len += len(s)
        return len(s)

    def readline(self, size=-1):
        self._check()
        whole = self._whole()
        end = whole.find("\n", self._at) + 1
        if end == 0:
            end = len(whole)
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        line = whole[self._at:end]
        self._at += len(line)
        return line

    def truncate(self, size=None):
        self._check()
        if size is None:
            size = self._at
        self._parts = [self._whole()[:size]]
        self._len = len(self._parts[0])
        return size


class BytesIO(IOBase):
    def __init__(self, initial_bytes=b""):
        self._data = bytearray(initial_bytes)
        self._at = 0

    def _whole(self):
        return bytes(self._data)

    def write(self, b):
        self._check()
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        if self._at > len(self._data):
            self._data.extend(bytes(self._at - len(self._data)))
        self._data[self._at:self._at + len(b)] = b
        self._at += len(b)
        return len(b)

    def readline(self, size=-1):
        self._check()
        end = self._data.find(b"\n", self._at) + 1
        if end == 0:
            end = len(self._data)
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        line = bytes(self._data[self._at:end])
        self._at += len(line)
        return line

    def truncate(self, size=None):
        self._check()
        if size is None:
            size = self._at
        del self._data[size:]
        return size
