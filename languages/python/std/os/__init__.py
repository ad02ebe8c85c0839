# What programs ask of the system, as far as there is one. Frames of this file are not shown.

from os import path

name = "posix"
sep = "/"
linesep = "\n"
curdir = "."
environ = {"HOME": "/home/user", "PATH": "/usr/bin:/bin", "USER": "user"}


def getpid():
    return 4242


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
