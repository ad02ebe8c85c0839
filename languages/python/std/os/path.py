# Paths as text. Frames of this file are not shown.

sep = "/"


def join(a, *p):
    path = a
    for part in p:
        if part.startswith("/"):
            path = part
        elif not path or path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(p):
    at = p.rfind("/") + 1
    head, tail = p[:at], p[at:]
    if head and head != "/" * len(head):
        head = head.rstrip("/")
    return head, tail


def basename(p):
    return p[p.rfind("/") + 1:]


def dirname(p):
    return split(p)[0]


def splitext(p):
    dot = p.rfind(".")
    start = p.rfind("/") + 1
    if dot <= start or not p[start:dot].strip("."):
        return p, ""
    return p[:dot], p[dot:]


def isabs(s):
    return s.startswith("/")


def normpath(path):
    if not path:
        return "."
    lead = "/" if path.startswith("/") else ""
    parts = []
    for part in path.split("/"):
        if part == "" or part == ".":
            continue
        if part == ".." and (parts and parts[-1] != ".." or lead):
            if parts:
                parts.pop()
            continue
        parts.append(part)
    return (lead + "/".join(parts)) or "."


def abspath(path):
    return normpath(path if isabs(path) else join("/home/user", path))


def exists(path):
    return False


def isfile(path):
    return False


def isdir(path):
    return False
