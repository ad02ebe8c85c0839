# Wrapping and indenting text. Frames of this file are not shown.


def dedent(text):
    lines = text.split("\n")
    margin = None
    for index, line in enumerate(lines):
        body = line.lstrip(" \t")
        if not body:
            lines[index] = ""
            continue
        indent = line[:len(line) - len(body)]
        if margin is None:
            margin = indent
        else:
            while not indent.startswith(margin):
                margin = margin[:-1]
    if margin:
        lines = [line[len(margin):] if line else line for line in lines]
    return "\n".join(lines)


def indent(text, prefix, predicate=None):
    out = []
    for line in text.splitlines(True):
        wanted = line.strip() if predicate is None else predicate(line)
        out.append(prefix + line if wanted else line)
    return "".join(out)


def wrap(text, width=70, *, initial_indent="", subsequent_indent="", max_lines=None, placeholder=" [...]", **options):
    lines = []
    line = []
    length = 0
    for word in _pieces(text.split(), width):
        lead = subsequent_indent if lines else initial_indent
        room = width - len(lead)
        if line and length + 1 + len(word) > room:
            lines.append(lead + " ".join(line))
            line, length = [], 0
        length += len(word) + (1 if line else 0)
        line.append(word)
    if line:
        lines.append((subsequent_indent if lines else initial_indent) + " ".join(line))
    if max_lines is not None and len(lines) > max_lines:
        last = lines[max_lines - 1].split(" ")
        while last and len(" ".join(last)) + len(placeholder) > width:
            last.pop()
        lines = lines[:max_lines - 1] + [" ".join(last) + placeholder if last else placeholder.lstrip()]
    return lines


def _pieces(words, width):
    for word in words:
        while len(word) > width:
            yield word[:width]
            word = word[width:]
        yield word


def fill(text, width=70, **options):
    return "\n".join(wrap(text, width, **options))


def shorten(text, width, *, placeholder=" [...]", **options):
    return fill(" ".join(text.split()), width, max_lines=1, placeholder=placeholder, **options)
