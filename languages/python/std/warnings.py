# warnings. Models: Lib/warnings.py and Python/_warnings.c, CPython 3.13.
# Departures: there are no command line options; patterns are matched by a small matcher.

import sys

_DEFAULTS = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]

filters = list(_DEFAULTS)
_ACTIONS = ("error", "ignore", "always", "all", "default", "module", "once")
_once = {}
_seen = {}
_log = None

class WarningMessage:
    __module__ = "warnings"

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return ("{message : %r, category : %r, filename : %r, lineno : %s, line : %r}"
                % (self.message, self._category_name, self.filename, self.lineno, self.line))

def showwarning(message, category, filename, lineno, file=None, line=None):
    _show(WarningMessage(message, category, filename, lineno, file, line))

def formatwarning(message, category, filename, lineno, line=None):
    return _format(WarningMessage(message, category, filename, lineno, None, line))

_own_showwarning = showwarning
_own_formatwarning = formatwarning

def _show(found):
    file = found.file
    if file is None:
        file = sys.stderr
        if file is None:
            return
    file.write(_formatted(found))

def _formatted(found):
    if formatwarning is not _own_formatwarning:
        return formatwarning(found.message, found.category, found.filename, found.lineno, found.line)
    return _format(found)

def _format(found):
    text = f"{found.filename}:{found.lineno}: {found.category.__name__}: {found.message}\n"
    line = found.line
    if line is None:
        line = _source_line(found.lineno) if found.filename == _program_file() else ""
    line = line.strip()
    if line:
        text += f"  {line}\n"
    if found.source is not None and found.filename != "<sys>":
        text += (f"{found.category.__name__}: Enable tracemalloc to get the object "
                 "allocation traceback\n")
    return text

def _deliver(found):
    if _log is not None:
        _log.append(found)
    elif showwarning is not _own_showwarning:
        showwarning(found.message, found.category, found.filename, found.lineno,
                    found.file, found.line)
    else:
        _show(found)

def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(message, str):
        raise TypeError("message must be a string")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass")
    if not isinstance(module, str):
        raise TypeError("module must be a string")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")
    _add(append, (action, message or None, category, module or None, lineno))

def simplefilter(action, category=Warning, lineno=0, append=False):
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")
    _add(append, (action, None, category, None, lineno))

def _add(append, item):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _seen.clear()

def resetwarnings():
    filters.clear()
    _seen.clear()

def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    if isinstance(message, Warning):
        category = type(message)
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    place = _frame_at(stacklevel)
    if place is None:
        _warn_at(message, category, "<sys>", 0, "sys", _seen, source)
    else:
        _warn_at(message, category, place[0], place[1], "__main__", _seen, source)

def warn_explicit(message, category, filename, lineno, module=None, registry=None,
                  module_globals=None, source=None):
    if module is None:
        module = filename or "<unknown>"
        if module.endswith(".py"):
            module = module[:-3]
    if isinstance(message, Warning):
        category = type(message)
    _warn_at(message, category, filename, int(lineno), module,
             {} if registry is None else registry, source)

def _warn_at(message, category, filename, lineno, module, registry, source):
    if isinstance(message, Warning):
        text = str(message)
    else:
        text = message
        message = category(message)
    key = (text, category, lineno)
    if registry.get(key):
        return
    action = "default"
    for wanted, pattern, kind, where, line in filters:
        if ((pattern is None or _matches(pattern, text, True)) and issubclass(category, kind)
                and (where is None or where == module or _matches(where, module, False))
                and (line == 0 or line == lineno)):
            action = wanted
            break
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action == "once":
        if _once.get((text, category)):
            return
        _once[(text, category)] = True
    elif action == "module":
        registry[key] = True
        if registry.get((text, category, 0)):
            return
        registry[(text, category, 0)] = True
    elif action == "default":
        registry[key] = True
    _deliver(WarningMessage(message, category, filename, lineno, source=source))

def _warn_unawaited_coroutine(coro):
    text = f"coroutine '{coro.__qualname__}' was never awaited"
    origin = _coroutine_origin(coro)
    if origin is not None:
        text += "\nCoroutine created at (most recent call last)\n" + origin
    warn(text, RuntimeWarning, 1, coro)

_report_unawaited(_warn_unawaited_coroutine)

def _matches(pattern, text, fold):
    # `re.match`, of literals, `.`, `\x`, `*`, `+`, `?`, `|` and `$`.
    if fold:
        pattern = pattern.lower()
        text = text.lower()
    for one in pattern.split("|"):
        if _match_here(one, 0, text, 0):
            return True
    return False

def _match_here(pattern, at, text, start):
    if at == len(pattern):
        return True
    if pattern[at] == "^":
        return start == 0 and _match_here(pattern, at + 1, text, start)
    if pattern[at] == "$" and at + 1 == len(pattern):
        return start == len(text)
    escaped = pattern[at] == "\\" and at + 1 < len(pattern)
    atom = pattern[at + 1] if escaped else pattern[at]
    after = at + 2 if escaped else at + 1
    count = pattern[after] if after < len(pattern) else ""
    fits = 0
    while start + fits < len(text) and (atom == "." and not escaped or text[start + fits] == atom):
        fits += 1
    if count in ("*", "+", "?") and count:
        least = 1 if count == "+" else 0
        most = min(fits, 1) if count == "?" else fits
        while most >= least:
            if _match_here(pattern, after + 1, text, start + most):
                return True
            most -= 1
        return False
    return fits > 0 and _match_here(pattern, after, text, start + 1)

class catch_warnings:
    __module__ = "warnings"

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0,
                 append=False):
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)
        self._entered = False

    def __repr__(self):
        return "catch_warnings(record=True)" if self._record else "catch_warnings()"

    def __enter__(self):
        global filters, showwarning, _log
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._filters = filters
        filters = filters[:]
        _seen.clear()
        self._showwarning = showwarning
        self._log = _log
        log = None
        if self._record:
            log = []
            _log = log
            showwarning = _own_showwarning
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        global filters, showwarning, _log
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        filters = self._filters
        _seen.clear()
        showwarning = self._showwarning
        _log = self._log
