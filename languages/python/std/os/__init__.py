# What programs ask of the system, as far as there is one. Frames of this file are not shown.

from os import path

name = "posix"
sep = "/"
linesep = "\n"
curdir = "."
environ = {"HOME": "/home/user", "PATH": "/usr/bin:/bin", "USER": "user"}


def getpid():
    return _process_id(_process_number())


def _exit(status):
    if not isinstance(status, int):
        kind = type(status).__name__
        raise TypeError(f"'{kind}' object cannot be interpreted as an integer")
    _exit_process(int(status) & 0xFF)


def getppid():
    return 4241


def cpu_count():
    return 4


process_cpu_count = cpu_count


def getcwd():
    return "/home/user"


def getenv(key, default=None):
    return environ.get(key, default)


def getlogin():
    return "user"


def fspath(path):
    return path
