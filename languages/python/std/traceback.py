# traceback: printing and formatting. Models: Lib/traceback.py, CPython 3.13.
# Frames of the library are left out.

import sys

_unset = object()

class FrameSummary:
    __module__ = "traceback"

    def __init__(self, filename, lineno, name, *, line=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line

    @property
    def line(self):
        if self._line is None:
            self._line = _source_line(self.lineno)
        return self._line.strip()

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

def _limited(rows, limit):
    if limit is None:
        return rows
    return rows[:limit] if limit >= 0 else rows[limit:]

def extract_tb(tb, limit=None):
    return [FrameSummary(*row) for row in _limited(_rows_of(tb), limit)]

def extract_stack(f=None, limit=None):
    rows = _stack_rows()
    if limit is not None:
        rows = rows[-limit:] if limit >= 0 else rows[:-limit]
    return [FrameSummary(*row) for row in rows]

def format_list(extracted_list):
    lines = []
    for filename, lineno, name, line in extracted_list:
        text = f'  File "{filename}", line {lineno}, in {name}\n'
        if line:
            text += f"    {line.strip()}\n"
        lines.append(text)
    return lines

def print_list(extracted_list, file=None):
    _write(format_list(extracted_list), file)

def _write(parts, file):
    if file is None:
        file = sys.stderr
    for part in parts:
        file.write(part)

def _parts(text):
    # The text as the real one's list has it: a row with its source is one part, and so are the
    # words between two exceptions.
    parts = []
    between = False
    for line in text.splitlines(True):
        if between:
            parts[-1] += line
            between = line != "\n"
        elif line == "\n":
            parts.append(line)
            between = True
        elif parts and line.startswith(" ") and not line.startswith('  File "'):
            parts[-1] += line
        else:
            parts.append(line)
    return parts

def _picked(exc, value):
    if value is _unset:
        if exc is not None and not isinstance(exc, BaseException):
            raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
        return exc
    return value

def format_tb(tb, limit=None):
    return _parts(_rows_text(tb, limit))

def print_tb(tb, limit=None, file=None):
    _write(format_tb(tb, limit), file)

def format_exception_only(exc, /, value=_unset, *, show_group=False):
    value = _picked(exc, value)
    if value is None:
        return ["NoneType: None\n"]
    return (_exception_line(value) + "\n").splitlines(True)

def format_exception(exc, /, value=_unset, tb=_unset, limit=None, chain=True):
    value = _picked(exc, value)
    if value is None:
        return ["NoneType: None\n"]
    if limit is not None:
        rows = format_tb(value.__traceback__, limit)
        head = ["Traceback (most recent call last):\n"] if rows else []
        return head + rows + format_exception_only(value)
    return _parts(_traceback_text(value, bool(chain)))

def print_exception(exc, /, value=_unset, tb=_unset, limit=None, file=None, chain=True):
    _write(format_exception(exc, value, tb, limit, chain), file)

def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))

def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)

def format_stack(f=None, limit=None):
    return format_list(extract_stack(f, limit))

def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(f, limit), file)
