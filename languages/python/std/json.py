# JSON: reading and writing are Rust; what runs a program's code in between is here.


class JSONDecodeError(ValueError):
    __module__ = "json.decoder"

    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, f"{msg}: line {lineno} column {colno} (char {pos})")
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None):
    if isinstance(s, str):
        if s.startswith("\ufeff"):
            raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    elif isinstance(s, (bytes, bytearray)):
        s = s.decode()
    else:
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {type(s).__name__}")
    hooks = object_hook is not None or object_pairs_hook is not None
    raw = parse_float is not None or parse_int is not None
    value, place = _json_read(s, hooks, raw)
    if place is not None:
        raise JSONDecodeError(value, s, place)
    if hooks or raw:
        return _hooked(value, object_hook, object_pairs_hook, parse_float or float, parse_int or int)
    return value


def _hooked(value, object_hook, pairs_hook, parse_float, parse_int):
    kind = type(value)
    if kind is list:
        return [_hooked(item, object_hook, pairs_hook, parse_float, parse_int) for item in value]
    if kind is dict:
        return {key: _hooked(item, object_hook, pairs_hook, parse_float, parse_int) for key, item in value.items()}
    if kind is not slice:
        return value
    if value.start is ...:
        is_float, text = value.stop
        return parse_float(text) if is_float else parse_int(text)
    pairs = [(key, _hooked(item, object_hook, pairs_hook, parse_float, parse_int)) for key, item in value.stop]
    if pairs_hook is not None:
        return pairs_hook(pairs)
    return object_hook(dict(pairs))


def load(fp, **options):
    return loads(fp.read(), **options)


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False):
    if cls is not None:
        encoder = cls(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan, indent=indent, separators=separators, default=default, sort_keys=sort_keys)
        return encoder.encode(obj)
    if isinstance(indent, int):
        indent = " " * indent
    if separators is None:
        separators = (", ", ": ") if indent is None else (",", ": ")
    if skipkeys:
        obj = _without_keys(obj)
    item, key = separators
    text, left = _json_write(obj, indent, item, key, sort_keys, ensure_ascii, allow_nan)
    if text is not None:
        return text
    if default is None:
        default = _refuse
    obj = _plain(obj, default, [])
    return _json_write(obj, indent, item, key, sort_keys, ensure_ascii, allow_nan)[0]


def _refuse(obj):
    raise TypeError(f"Object of type {type(obj).__name__} is not JSON serializable")


def _plain(obj, default, within):
    if obj is None or isinstance(obj, str):
        return obj if obj is None else _str_of(obj)
    if isinstance(obj, bool) or isinstance(obj, int) or isinstance(obj, float):
        return obj
    for one in within:
        if one is obj:
            raise ValueError("Circular reference detected")
    within.append(obj)
    if isinstance(obj, (list, tuple)):
        result = [_plain(item, default, within) for item in obj]
    elif isinstance(obj, dict):
        result = {key: _plain(item, default, within) for key, item in obj.items()}
    else:
        result = _plain(default(obj), default, within)
    within.pop()
    return result


def _str_of(obj):
    return "".join(obj)


def _without_keys(obj):
    if isinstance(obj, dict):
        kinds = (str, int, float, bool, type(None))
        return {key: _without_keys(item) for key, item in obj.items() if isinstance(key, kinds)}
    if isinstance(obj, (list, tuple)):
        return [_without_keys(item) for item in obj]
    return obj


def dump(obj, fp, **options):
    fp.write(dumps(obj, **options))


class JSONEncoder:
    __module__ = "json.encoder"

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        self.separators = separators
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {type(o).__name__} is not JSON serializable")

    def encode(self, o):
        return dumps(o, skipkeys=self.skipkeys, ensure_ascii=self.ensure_ascii, allow_nan=self.allow_nan, indent=self.indent, separators=self.separators, sort_keys=self.sort_keys, default=self.default)


class JSONDecoder:
    __module__ = "json.decoder"

    def __init__(self, **options):
        self.options = options

    def decode(self, s):
        return loads(s, **self.options)
