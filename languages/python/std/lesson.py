# lesson: calls that stand for the world outside, so that a lesson needs neither network nor files.
# Each takes as long as it is told to, in seconds.
#
#   await fetch(url, seconds=0.1)    a request that a task waits for: the event loop goes on
#   get(url, seconds=0.1)            one that blocks its thread (`requests.get`): without the GIL
#   read_file(name, seconds=0.01)    a file that is read: blocks its thread, without the GIL
#   c_call(seconds)                  computing in C that keeps the GIL (`json.loads`, a regular
#                                    expression): no other thread runs until it is over
#   c_call(seconds, releases_gil=True)   computing in C without it (zlib, NumPy)
#
# Frames of this file are not shown.

import asyncio as _asyncio


class Response:
    def __init__(self, url):
        self.url = url
        self.status_code = 200
        self.ok = True
        self.text = f"content of {url}"

    def __repr__(self):
        return f"<Response [{self.status_code}]>"


async def fetch(url, seconds=0.1):
    await _asyncio.sleep(seconds)
    return Response(url)


def get(url, seconds=0.1):
    _outside(seconds)
    return Response(url)


def read_file(name, seconds=0.01):
    _outside(seconds)
    return f"content of {name}"


def c_call(seconds, *, releases_gil=False):
    if releases_gil:
        _outside(seconds)
    else:
        _keeps_gil(seconds)
