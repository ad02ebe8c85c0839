# Regular expressions: the engine is Rust, what is told of a match is here.

A = ASCII = 256
I = IGNORECASE = 2
L = LOCALE = 4
M = MULTILINE = 8
S = DOTALL = 16
U = UNICODE = 32
X = VERBOSE = 64
NOFLAG = 0
T = TEMPLATE = 1
_FLAG_NAMES = [(2, "re.IGNORECASE"), (4, "re.LOCALE"), (8, "re.MULTILINE"), (16, "re.DOTALL"), (64, "re.VERBOSE"), (256, "re.ASCII")]


class PatternError(Exception):
    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            msg = f"{msg} at position {pos}"
            self.lineno = pattern.count("\n", 0, pos) + 1
            self.colno = pos - pattern.rfind("\n", 0, pos)
            if "\n" in pattern:
                msg = f"{msg} (line {self.lineno}, column {self.colno})"
        Exception.__init__(self, msg)


error = PatternError
_patterns = {}


class Pattern:
    __module__ = "re"

    def __init__(self, pattern, flags):
        self.pattern = pattern
        self._is_bytes = isinstance(pattern, (bytes, bytearray))
        self._text = pattern.decode("latin-1") if self._is_bytes else pattern
        if self._is_bytes:
            flags |= ASCII
        self._flags = flags
        found = _re_compile(self._text, flags)
        if len(found) == 2:
            raise PatternError(found[0], self._text, found[1])
        self.groups, names, bits = found
        self.groupindex = dict(names)
        self.flags = bits & ~ASCII if self._is_bytes else bits

    def __repr__(self):
        shown = repr(self.pattern)
        if len(shown) > 200:
            shown = shown[:200]
        names = [name for bit, name in _FLAG_NAMES if self.flags & bit]
        return f"re.compile({', '.join([shown, '|'.join(names)]) if names else shown})"

    def _of(self, string):
        if self._is_bytes:
            if isinstance(string, str):
                raise TypeError("cannot use a bytes pattern on a string-like object")
            return string.decode("latin-1")
        if not isinstance(string, str):
            if isinstance(string, (bytes, bytearray)):
                raise TypeError("cannot use a string pattern on a bytes-like object")
            raise TypeError(f"expected string or bytes-like object, got '{type(string).__name__}'")
        return string

    def _one(self, string, pos, endpos, mode):
        text = self._of(string)
        spans = _re_match(self._text, self._flags, text, pos, endpos, mode)
        return None if spans is None else Match(self, string, spans, pos, endpos)

    def match(self, string, pos=0, endpos=9223372036854775807):
        return self._one(string, pos, endpos, 0)

    def search(self, string, pos=0, endpos=9223372036854775807):
        return self._one(string, pos, endpos, 1)

    def fullmatch(self, string, pos=0, endpos=9223372036854775807):
        return self._one(string, pos, endpos, 2)

    def _all(self, string, pos, endpos, count=0):
        return _re_all(self._text, self._flags, self._of(string), pos, endpos, count)

    def finditer(self, string, pos=0, endpos=9223372036854775807):
        return _matches(self, string, self._all(string, pos, endpos), pos, endpos)

    def findall(self, string, pos=0, endpos=9223372036854775807):
        found = self._all(string, pos, endpos)
        if self.groups == 0:
            return [string[spans[0]:spans[1]] for spans in found]
        empty = string[:0]
        if self.groups == 1:
            return [string[spans[2]:spans[3]] if spans[2] >= 0 else empty for spans in found]
        return [tuple([string[spans[at]:spans[at + 1]] if spans[at] >= 0 else empty for at in range(2, len(spans), 2)]) for spans in found]

    def split(self, string, maxsplit=0):
        parts = []
        last = 0
        if maxsplit < 0:
            return [string]
        for spans in self._all(string, 0, len(string), maxsplit):
            parts.append(string[last:spans[0]])
            for at in range(2, len(spans), 2):
                parts.append(string[spans[at]:spans[at + 1]] if spans[at] >= 0 else None)
            last = spans[1]
        parts.append(string[last:])
        return parts

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        found = self._all(string, 0, len(string), count)
        call = None
        if callable(repl):
            call = repl
        else:
            if isinstance(repl, str) == self._is_bytes:
                raise TypeError(f"expected str instance, {type(repl).__name__} found")
            pieces = _template(self, repl)
            if len(pieces) != 1 or not isinstance(pieces[0], (str, bytes)):
                call = lambda match: _filled(pieces, match)
            else:
                repl = pieces[0]
        parts = []
        last = 0
        for spans in found:
            parts.append(string[last:spans[0]])
            if call is None:
                parts.append(repl)
            else:
                text = call(Match(self, string, spans, 0, len(string)))
                if text is not None:
                    parts.append(text)
            last = spans[1]
        parts.append(string[last:])
        return string[:0].join(parts), len(found)

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return self.pattern == other.pattern and self.flags == other.flags

    def __hash__(self):
        return hash((self.pattern, self.flags))


def _matches(pattern, string, found, pos, endpos):
    for spans in found:
        yield Match(pattern, string, spans, pos, endpos)


class Match:
    __module__ = "re"

    def __init__(self, re, string, spans, pos, endpos):
        self.re = re
        self.string = string
        self._spans = spans
        self.pos = pos
        self.endpos = min(endpos, len(string))

    def _number(self, group):
        if isinstance(group, str):
            group = self.re.groupindex.get(group, -1)
        if not isinstance(group, int) or group < 0 or group > self.re.groups:
            raise IndexError("no such group")
        return group

    def _get(self, group, default=None):
        at = 2 * self._number(group)
        start = self._spans[at]
        return default if start < 0 else self.string[start:self._spans[at + 1]]

    def group(self, *groups):
        if len(groups) == 0:
            return self._get(0)
        if len(groups) == 1:
            return self._get(groups[0])
        return tuple([self._get(group) for group in groups])

    def __getitem__(self, group):
        return self._get(group)

    def groups(self, default=None):
        return tuple([self._get(group, default) for group in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        return {name: self._get(number, default) for name, number in self.re.groupindex.items()}

    def start(self, group=0):
        return self._spans[2 * self._number(group)]

    def end(self, group=0):
        return self._spans[2 * self._number(group) + 1]

    def span(self, group=0):
        at = 2 * self._number(group)
        return self._spans[at], self._spans[at + 1]

    def expand(self, template):
        return _filled(_template(self.re, template), self)

    @property
    def lastindex(self):
        # The group that closed last; of several, the outermost.
        best = None
        for number in range(1, self.re.groups + 1):
            end = self._spans[2 * number + 1]
            if end >= 0 and (best is None or end > self._spans[2 * best + 1]):
                best = number
        return best

    @property
    def lastgroup(self):
        for name, number in self.re.groupindex.items():
            if number == self.lastindex:
                return name
        return None

    def __repr__(self):
        return f"<re.Match object; span={self.span()}, match={self.group()!r}>"

    def __bool__(self):
        return True


def _filled(pieces, match):
    empty = match.string[:0]
    return empty.join([match._get(piece, empty) if isinstance(piece, int) else piece for piece in pieces])


_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\\": "\\"}


def _template(pattern, repl):
    text = repl.decode("latin-1") if pattern._is_bytes else repl
    pieces = []
    literal = ""
    at = 0
    while at < len(text):
        char = text[at]
        at += 1
        if char != "\\":
            literal += char
            continue
        start = at - 1
        if at == len(text):
            raise PatternError("bad escape (end of pattern)", text, start)
        char = text[at]
        at += 1
        if char == "g":
            if text[at:at + 1] != "<":
                raise PatternError("missing <", text, at)
            end = text.find(">", at)
            if end < 0:
                raise PatternError("missing >, unterminated name", text, at + 1)
            name = text[at + 1:end]
            if not name:
                raise PatternError("missing group name", text, at + 1)
            if name.isdigit():
                group = int(name)
                if group > pattern.groups:
                    raise PatternError(f"invalid group reference {group}", text, at + 1)
            elif not name.isidentifier():
                raise PatternError(f"bad character in group name {name!r}", text, at + 1)
            elif name in pattern.groupindex:
                group = pattern.groupindex[name]
            else:
                raise IndexError(f"unknown group name {name!r}")
            at = end + 1
        elif char == "0":
            literal += "\0"
            continue
        elif char.isdigit():
            if text[at:at + 1].isdigit():
                char += text[at]
                at += 1
            group = int(char)
            if group > pattern.groups:
                raise PatternError(f"invalid group reference {group}", text, start + 1)
        elif char in _ESCAPES:
            literal += _ESCAPES[char]
            continue
        elif char.isalpha() and char.isascii():
            raise PatternError("bad escape \\" + char, text, start)
        else:
            literal += "\\" + char
            continue
        if literal:
            pieces.append(literal)
            literal = ""
        pieces.append(group)
    if literal or not pieces:
        pieces.append(literal)
    if pattern._is_bytes:
        return [piece if isinstance(piece, int) else piece.encode("latin-1") for piece in pieces]
    return pieces


def compile(pattern, flags=0):
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes, bytearray)):
        raise TypeError("first argument must be string or compiled pattern")
    key = (pattern, flags)
    known = _patterns.get(key)
    if known is None:
        if len(_patterns) > 500:
            _patterns.clear()
        known = _patterns[key] = Pattern(pattern, flags)
    return known


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def purge():
    _patterns.clear()


_SPECIAL = {ord(char): "\\" + char for char in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    if isinstance(pattern, str):
        return pattern.translate(_SPECIAL)
    return pattern.decode("latin-1").translate(_SPECIAL).encode("latin-1")
