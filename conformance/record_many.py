"""Runs a program many times and lists what it printed: `python3.13 record_many.py PROGRAM RUNS`.

Starting an interpreter takes longer than most of these programs. So the modules that they import
are imported once, and one child per run is forked, which runs the compiled program as `__main__`
and ends as an interpreter does: it waits for threads, then for exit functions, then flushes.

Prints the different outputs in the form of `NAME.outs` (`src/outputs.rs`); with `--counts` also
how often each was seen. With `--fresh` every run is an interpreter of its own, to check that this
makes no difference.
"""

import asyncio
import atexit
import concurrent.futures.thread
import gc
import os
import queue
import selectors
import subprocess
import sys
import threading
import time
import types
from collections import Counter

AT_ONCE = 12
LONGEST_S = 60


def child(code, out, err):
    """Runs the program and ends the process."""
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    sys.stdout = open(1, "w", closefd=False)
    main = types.ModuleType("__main__")
    main.__file__ = code.co_filename
    sys.modules["__main__"] = main
    sys.argv = [code.co_filename]
    status = 0
    try:
        exec(code, main.__dict__)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
        if status and not isinstance(end.code, int):
            print(end.code, file=sys.stderr)
    except BaseException:
        status = 1
        sys.excepthook(*sys.exc_info())
    threading._shutdown()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def outcome(status, out, err):
    """What can be seen of an ended run; its files are closed."""
    texts = []
    for file in (out, err):
        file.seek(0)
        texts.append(file.read().decode())
        file.close()
    return texts[0], texts[1], os.waitstatus_to_exitcode(status)


def forked(path, runs):
    """The outcomes of `runs` forked children, some of which run at once."""
    with open(path) as file:
        code = compile(file.read(), os.path.basename(path), "exec")
    gc.collect()
    gc.freeze()
    seen, running = Counter(), {}
    for number in range(runs + AT_ONCE):
        if len(running) == AT_ONCE or (number >= runs and running):
            pid, status = os.wait()
            seen[outcome(status, *running.pop(pid))] += 1
        if number < runs:
            out, err = (open(os.memfd_create(name), "w+b", 0) for name in ("out", "err"))
            pid = os.fork()
            if pid == 0:
                child(code, out, err)
            running[pid] = out, err
    return seen


def fresh(path, runs):
    """The outcomes of `runs` interpreters."""
    seen = Counter()
    folder, name = os.path.split(os.path.abspath(path))
    for _ in range(runs):
        command = [sys.executable, "-B", name]
        ran = subprocess.run(command, cwd=folder, capture_output=True, timeout=LONGEST_S, text=True)
        seen[ran.stdout, ran.stderr, ran.returncode] += 1
    return seen


def listed(seen, counts):
    """The text form of what was seen."""
    outputs = Counter()
    for (stdout, stderr, exit), count in seen.items():
        said = [line for line in stderr.splitlines() if line.strip()]
        outputs[stdout, exit, said[-1] if said else ""] += count
    text = ""
    for (stdout, exit, error), count in sorted(outputs.items()):
        head = f"=== exit {exit}: {error}" if error else f"=== exit {exit}"
        text += f"{head} ({count} times)\n{stdout}" if counts else f"{head}\n{stdout}"
    return text


if __name__ == "__main__":
    how = fresh if "--fresh" in sys.argv else forked
    print(listed(how(sys.argv[1], int(sys.argv[2])), "--counts" in sys.argv), end="")
