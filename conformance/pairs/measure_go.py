"""Runs the pairs of `go/` on the real Go and writes `go/REAL.md`: `python3 measure_go.py [NAME...]`.

A bug runs 1000 times, a fix 200 times, both as `go build` made them; then both some times with the
race detector. With names only the lines of these pairs are printed and nothing is written.
"""

import collections
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path(__file__).parent / "go"
BUG_RUNS, FIX_RUNS, RACE_RUNS, HANGS = 1000, 200, 50, 20
LONGEST_S = 2

HEAD = """# The pairs on the real Go

Made by `measure_go.py` with {version}, GOMAXPROCS at its default of {processors}.

- **expect**: what every schedule together has to show.
- **failed**: of {bug_runs} runs of the bug's binary, how many did not exit with 0 and print what the fix prints, and how.
  A hang is a run of more than {longest} s; after {hangs} of them no more runs were made.
- **race detector**: of {race_runs} runs with `-race`, in how many it reported a data race. That binary does not
  detect deadlocks, so after two hangs no more runs were made.
- **fix**: what {fix_runs} runs of the fix and {race_runs} with `-race` printed; every run exited with 0 and none had a data race,
  unless it says otherwise.

| pair | expect | failed | race detector | fix |
|---|---|---|---|---|
"""


def header(name):
    """The fields of the comment at the top of a bug."""
    source = (FOLDER / name / "bug.go").read_text()
    return dict(re.findall(r"^// (\w+): (.*)$", source.split("package main")[0], re.M))


def build(name, which, folder, *flags):
    """Compiles one program and returns the binary's path."""
    binary = pathlib.Path(folder) / f"{which}{''.join(flags)}"
    source = FOLDER / name / f"{which}.go"
    subprocess.run(["go", "build", *flags, "-o", binary, source], check=True)
    return binary


def ended(binary):
    """How a run ended (`ok`, `hang` or the error's text), what it printed, whether there was a race."""
    try:
        ran = subprocess.run(
            [binary], capture_output=True, text=True, timeout=LONGEST_S, env={"GORACE": "atexit_sleep_ms=0"}
        )
    except subprocess.TimeoutExpired as late:
        return "hang", "", b"DATA RACE" in (late.stderr or b"")
    error = re.search(r"^(?:panic|fatal error): (.*?)(?: \[.*\])?$", ran.stderr, re.M)
    how = "ok" if ran.returncode == 0 else error[1] if error else f"exit {ran.returncode}"
    return how, ran.stdout, "DATA RACE" in ran.stderr


def runs(binary, number, hangs):
    """The ends of `number` runs, or of fewer when there were `hangs` hangs."""
    seen = []
    for _ in range(number):
        seen.append(ended(binary))
        if sum(how == "hang" for how, _, _ in seen) == hangs:
            break
    return seen


def failures(seen, outputs):
    """The runs that did not print one of `outputs` and exit with 0, in words."""
    wrong = collections.Counter()
    for how, output, _ in seen:
        if how != "ok":
            wrong[how] += 1
        elif output not in outputs:
            wrong["prints " + shown(output)] += 1
    total = sum(wrong.values())
    listed = "; ".join(f"{how}: {count}" if len(wrong) > 1 else how for how, count in wrong.most_common())
    of = f" of {len(seen)}" if len(seen) != BUG_RUNS else ""
    return f"{total}{of} ({listed})" if wrong else f"0{of}"


def shown(output):
    return "`" + output.strip().replace("\n", " / ") + "`"


def races(seen):
    found = sum(race for _, _, race in seen)
    return str(found) if len(seen) == RACE_RUNS else f"{found} of {len(seen)}"


def row(name):
    """The table's line of one pair."""
    with tempfile.TemporaryDirectory() as folder:
        fixed = runs(build(name, "fix", folder), FIX_RUNS, 1)
        checked = runs(build(name, "fix", folder, "-race"), RACE_RUNS, 1)
        outputs = sorted({output for how, output, _ in fixed})
        bug = failures(runs(build(name, "bug", folder), BUG_RUNS, HANGS), outputs)
        race = races(runs(build(name, "bug", folder, "-race"), RACE_RUNS, 2))
    fix = " or ".join(shown(output) for output in outputs)
    if any(how != "ok" or race for how, _, race in fixed + checked):
        fix += " **not clean**"
    fields = header(name)
    expect = fields["expect"] + (", loose timing" if "timing" in fields else "")
    return f"| {name} | {expect} | {bug} | {race} | {fix} |"


def main():
    names = sys.argv[1:] or sorted(path.parent.name for path in FOLDER.glob("*/bug.go"))
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        rows = []
        for line in pool.map(row, names):
            print(line, flush=True)
            rows.append(line)
    if sys.argv[1:]:
        return
    version = subprocess.run(["go", "version"], capture_output=True, text=True).stdout.split()[2]
    processors = len(os.sched_getaffinity(0))
    head = HEAD.format(
        version=version, processors=processors, bug_runs=BUG_RUNS, fix_runs=FIX_RUNS,
        race_runs=RACE_RUNS, hangs=HANGS, longest=LONGEST_S,
    )
    (FOLDER / "REAL.md").write_text(head + "\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
