# Printing structures so that they can be read. Frames of this file are not shown.


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return _shown(object, indent, width, 0, 0, sort_dicts)


def _sorted_items(mapping, sort_dicts):
    items = list(mapping.items())
    if sort_dicts:
        try:
            items.sort(key=lambda pair: pair[0])
        except TypeError:
            items.sort(key=lambda pair: (str(type(pair[0])), str(pair[0])))
    return items


def _flat(value, sort_dicts):
    if type(value) is dict:
        pairs = _sorted_items(value, sort_dicts)
        return "{" + ", ".join([f"{_flat(key, sort_dicts)}: {_flat(one, sort_dicts)}" for key, one in pairs]) + "}"
    if type(value) is list:
        return "[" + ", ".join([_flat(one, sort_dicts) for one in value]) + "]"
    if type(value) is tuple:
        return "(" + ", ".join([_flat(one, sort_dicts) for one in value]) + (",)" if len(value) == 1 else ")")
    if type(value) is set and value:
        try:
            return "{" + ", ".join([_flat(one, sort_dicts) for one in sorted(value)]) + "}"
        except TypeError:
            return repr(value)
    return repr(value)


def _shown(value, indent, width, column, allowance, sort_dicts):
    flat = _flat(value, sort_dicts)
    if len(flat) <= width - column - allowance or not value or type(value) not in (dict, list, tuple, set):
        return flat
    inner = column + indent
    lead = ",\n" + " " * inner
    pad = " " * (indent - 1)
    parts = []
    if type(value) is dict:
        items = _sorted_items(value, sort_dicts)
        for index, (key, one) in enumerate(items):
            head = _flat(key, sort_dicts) + ": "
            tail = 1 if index < len(items) - 1 else allowance + 1
            parts.append(head + _shown(one, indent, width, inner + len(head), tail, sort_dicts))
        return "{" + pad + lead.join(parts) + "}"
    items = sorted(value) if type(value) is set else list(value)
    for index, one in enumerate(items):
        tail = 1 if index < len(items) - 1 else allowance + 1
        parts.append(_shown(one, indent, width, inner, tail, sort_dicts))
    first, last = ("[", "]") if type(value) is list else ("{", "}") if type(value) is set else ("(", ")")
    return first + pad + lead.join(parts) + ("," if type(value) is tuple and len(value) == 1 else "") + last


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    print(pformat(object, indent, width, depth, sort_dicts=sort_dicts), file=stream)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return _flat(object, True)
