# Constants and templates. Frames of this file are not shown.

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdefABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


class Template:
    def __init__(self, template):
        self.template = template

    def _fill(self, mapping, is_safe):
        text = self.template
        out = []
        at = 0
        while at < len(text):
            if text[at] != "$":
                out.append(text[at])
                at += 1
                continue
            end = at + 1
            if text[end:end + 1] == "$":
                out.append("$")
                at = end + 1
                continue
            has_braces = text[end:end + 1] == "{"
            start = end + 1 if has_braces else end
            end = start
            while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] == "_"):
                end += 1
            name = text[start:end]
            if not name or name[0].isdigit() or (has_braces and text[end:end + 1] != "}"):
                if is_safe:
                    out.append("$")
                    at += 1
                    continue
                line = text[:at].count("\n") + 1
                column = at - (text[:at].rfind("\n") + 1) + 1
                raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")
            after = end + 1 if has_braces else end
            if is_safe and name not in mapping:
                out.append(text[at:after])
            else:
                out.append(str(mapping[name]))
            at = after
        return "".join(out)

    def substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, True)
