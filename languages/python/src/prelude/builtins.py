# The built-in functions that run Python code in between. Frames of this file are not shown.
# What is left out of a call is None here; see `library_defaults`.

def _collect(iterable):
    return [item for item in iterable]

def _call(function, arguments):
    return function(*arguments)

def _truth(value):
    return not not value

def _iterate_items(sequence):
    index = 0
    while True:
        try:
            item = sequence[index]
        except IndexError:
            return
        yield item
        index += 1

def _make_enumerate(iterable, start):
    return _driven(enumerate, _enumerate(iter(iterable), start))

def _enumerate(iterator, start):
    for item in iterator:
        yield start, item
        start += 1

def _make_zip(strict, iterables):
    return _driven(zip, _zip([iter(iterable) for iterable in iterables], strict))

def _zip(iterators, strict):
    while True:
        items = []
        for index in range(len(iterators)):
            try:
                items.append(next(iterators[index]))
            except StopIteration:
                if strict:
                    _zip_ended(iterators, index)
                return
        yield tuple(items)

def _zip_ended(iterators, index):
    word = "shorter"
    if index == 0:
        word = "longer"
        while True:
            index += 1
            if index == len(iterators):
                return
            try:
                next(iterators[index])
                break
            except StopIteration:
                pass
    others = "argument 1" if index == 1 else f"arguments 1-{index}"
    raise ValueError(f"zip() argument {index + 1} is {word} than {others}")

def _make_map(function, *iterables):
    if len(iterables) == 1:
        return _driven(map, _map(function, iter(iterables[0])))
    return _driven(map, _map_many(function, zip(*iterables)))

def _map(function, iterator):
    for item in iterator:
        try:
            item = function(item)
        except StopIteration:
            return
        yield item

def _map_many(function, iterator):
    for items in iterator:
        try:
            item = function(*items)
        except StopIteration:
            return
        yield item

def _make_filter(function, iterable):
    return _driven(filter, _filter(function, iter(iterable)))

def _filter(function, iterator):
    for item in iterator:
        if item if function is None or function is bool else function(item):
            yield item

def _make_reversed(sequence):
    return _driven(reversed, _reversed(sequence, len(sequence)))

def _reversed(sequence, index):
    while index > 0:
        index -= 1
        yield sequence[index]

def _iter_calls(function, sentinel):
    return _driven(None, _until(function, sentinel))

def _until(function, sentinel):
    while True:
        try:
            item = function()
        except StopIteration:
            return
        if item is sentinel or item == sentinel:
            return
        yield item

def _all(iterable):
    for item in iterable:
        if not item:
            return False
    return True

def _any(iterable):
    for item in iterable:
        if item:
            return True
    return False

def _sum(items, total):
    for item in items:
        total = total + item
    return total

def _power(base, exponent):
    return base ** exponent

def _store_slice(target, key, values):
    target[key] = _collect(values)

def _extreme_of(name, values):
    return _extreme(name, values, None, False, None)

def _extreme(name, values, key, has_default, default):
    largest = name == "max"
    best = None
    best_key = None
    found = False
    for item in values:
        item_key = item if key is None else key(item)
        if not found:
            found = True
        elif largest:
            if not item_key > best_key:
                continue
        elif not item_key < best_key:
            continue
        best = item
        best_key = item_key
    if found:
        return best
    if has_default:
        return default
    raise ValueError(name + "() iterable argument is empty")

def _sorted(iterable, key, reverse):
    values = _collect(iterable)
    _sort(values, key, reverse)
    return values

def _sort(values, key, reverse):
    # While it is being sorted, the list is empty.
    copy = list(values)
    values.clear()
    try:
        result = _sorted_by(copy, key, reverse)
    except BaseException:
        values[:] = copy
        raise
    modified = len(values) > 0
    values[:] = result
    if modified:
        raise ValueError("list modified during sort")

def _sorted_by(copy, key, reverse):
    if key is None:
        keys = copy
    else:
        keys = []
        for item in copy:
            keys.append(key(item))
    if _is_native_order(keys):
        return _sorted_keys(copy, keys, reverse)
    pairs = [(keys[index], copy[index]) for index in range(len(copy))]
    if reverse:
        pairs.reverse()
    pairs = _merge_sort(pairs)
    if reverse:
        pairs.reverse()
    return [pair[1] for pair in pairs]

def _merge_sort(pairs):
    if len(pairs) < 2:
        return pairs
    middle = len(pairs) // 2
    left = _merge_sort(pairs[:middle])
    right = _merge_sort(pairs[middle:])
    merged = []
    i = 0
    j = 0
    while i < len(left) and j < len(right):
        if right[j][0] < left[i][0]:
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    merged.extend(left[i:])
    merged.extend(right[j:])
    return merged

def _contains(container, item):
    for candidate in container:
        if candidate is item or candidate == item:
            return True
    return False

def _deque_contains(values, item, deque):
    return _contains(values, item)

def _deque_remove(values, item, deque):
    for index in range(len(values)):
        if values[index] is item or values[index] == item:
            del deque[index]
            return
    raise ValueError(f"{item!r} is not in deque")

def _index(values, item, start, end):
    for index in range(start, min(end, len(values))):
        if values[index] is item or values[index] == item:
            return index
    if type(values) is tuple:
        raise ValueError("tuple.index(x): x not in tuple")
    raise ValueError(f"{item!r} is not in list")

def _count(values, item):
    total = 0
    for candidate in values:
        if candidate is item or candidate == item:
            total += 1
    return total

def _remove(values, item):
    for index in range(len(values)):
        if values[index] is item or values[index] == item:
            del values[index]
            return
    raise ValueError("list.remove(x): x not in list")

def _same_key(known, key):
    return True if known == key else False

def _set_of(items):
    result = set()
    for item in items:
        result.add(item)
    return result

def _frozenset_of(items):
    return frozenset(_set_of(items))

def _set_update(target, sources):
    for source in sources:
        for item in source:
            target.add(item)

def _fromkeys(keys, value):
    result = {}
    for key in keys:
        result[key] = value
    return result

def _deque_count(values, item, deque):
    return _count(values, item)

def _is_set_like(value):
    return isinstance(value, (set, frozenset, type({}.keys()), type({}.items())))

def _within(a, b):
    for item in a:
        if item not in b:
            return False
    return True

def _equal(a, b):
    if _is_set_like(a):
        return _is_set_like(b) and len(a) == len(b) and _within(a, b)
    alike = type(a) is type(b)
    for kind in (tuple, list, dict):
        alike = alike or isinstance(a, kind) and isinstance(b, kind)
    if not alike or len(a) != len(b):
        return False
    if isinstance(a, dict):
        for key in a:
            if key not in b or not (a[key] is b[key] or a[key] == b[key]):
                return False
        return True
    for index in range(len(a)):
        if not (a[index] is b[index] or a[index] == b[index]):
            return False
    return True

def _unequal(a, b):
    return not _equal(a, b)

def _order(a, b):
    for index in range(len(a) if len(a) < len(b) else len(b)):
        if not (a[index] is b[index] or a[index] == b[index]):
            return a[index], b[index]
    return len(a), len(b)

def _less(a, b):
    if _is_set_like(a):
        return len(a) < len(b) and _within(a, b)
    x, y = _order(a, b)
    return x < y

def _greater(a, b):
    if _is_set_like(a):
        return len(a) > len(b) and _within(b, a)
    x, y = _order(a, b)
    return x > y

def _less_equal(a, b):
    if _is_set_like(a):
        return _within(a, b)
    x, y = _order(a, b)
    return x <= y

def _greater_equal(a, b):
    if _is_set_like(a):
        return _within(b, a)
    x, y = _order(a, b)
    return x >= y

def _dict_from(source, named):
    result = {}
    _dict_update(result, source, named)
    return result

def _dict_or(target, source):
    _dict_update(target, source, {})
    return target

def _dict_update(target, source, named):
    if hasattr(source, "keys"):
        for key in source.keys():
            target[key] = source[key]
    else:
        index = 0
        for pair in source:
            try:
                pair = _collect(pair)
            except TypeError:
                raise TypeError(f"cannot convert dictionary update sequence element #{index} to a sequence") from None
            if len(pair) != 2:
                raise ValueError(f"dictionary update sequence element #{index} has length {len(pair)}; 2 is required")
            target[pair[0]] = pair[1]
            index += 1
    target.update(named)

def _text(method, name):
    result = method()
    if type(result) is not str:
        raise TypeError(f"{name} returned non-string (type {type(result).__name__})")
    return result

def _to_str(value):
    text = _str(value)
    if text is not None:
        return text
    method = _has_str(value)
    if method is None:
        if isinstance(value, KeyError) and len(value.args) == 1:
            return _repr(value.args[0])
        if isinstance(value, BaseException) and not isinstance(value, (OSError, BaseExceptionGroup, UnicodeError)):
            return _to_str(value.args[0]) if len(value.args) == 1 else _repr(value.args)
        return _repr(value)
    return _text(method, "__str__")

def _repr(value):
    return _repr_within(value, [])

def _repr_within(value, within):
    kind = type(value)
    if kind is list or kind is tuple or kind is set or kind is dict:
        for one in within:
            if one is value:
                return "[...]" if kind is list else "(...)" if kind is tuple else "{...}"
        within.append(value)
        if kind is dict:
            parts = [_repr_within(key, within) + ": " + _repr_within(value[key], within) for key in value]
        else:
            parts = [_repr_within(item, within) for item in value]
        within.pop()
        body = ", ".join(parts)
        if kind is list:
            return "[" + body + "]"
        if kind is tuple:
            return "(" + body + (",)" if len(parts) == 1 else ")")
        return "{" + body + "}" if parts or kind is dict else "set()"
    if isinstance(value, BaseException) and _own_repr(value) is None:
        return kind.__name__ + _repr_within(value.args, within).replace(",)", ")")
    method = _own_repr(value)
    if method is None:
        deque = _deque_parts(value)
        if deque is None:
            return repr(value)
        for one in within:
            if one is value:
                return "[...]"
        within.append(value)
        items, maxlen = deque
        body = _repr_within(items, within)
        within.pop()
        return "deque(" + body + (")" if maxlen is None else f", maxlen={maxlen})")
    return _text(method, "__repr__")

def _print(*values):
    parts = []
    for value in values:
        parts.append(_to_str(value))
    _write(None, " ".join(parts) + "\n")

def _print_to(values, sep, end, file):
    parts = []
    for value in values:
        parts.append(_to_str(value))
    if sep is None:
        sep = " "
    if file is None or _is_stream(file):
        _write(file, sep.join(parts) + end)
        return
    write = file.write
    for index in range(len(parts)):
        if index > 0:
            write(sep)
        write(parts[index])
    write(end)

def _stream_write(stream, text):
    _write(stream, text)
    return len(text)

def _format(value, spec):
    text = _format_native(value, spec)
    if text is not None:
        return text
    method = _user_format(value)
    if method is not None:
        return method(spec)
    return _to_str(value)

def _format_str(value, spec):
    return _format(_to_str(value), spec)

def _format_repr(value, spec):
    return _format(_repr(value), spec)

def _format_ascii(value, spec):
    return _format(ascii(_repr(value)), spec)

def _translate(text, table):
    parts = []
    for char in text:
        try:
            to = table[ord(char)]
        except LookupError:
            parts.append(char)
            continue
        if to is None:
            continue
        parts.append(chr(to) if isinstance(to, int) else to)
    return "".join(parts)

def _format_template(template, args, named):
    return _format_fields(template, args, named, [0, False], 2)

def _format_fields(template, args, named, state, depth):
    if depth == 0:
        raise ValueError("Max string recursion exceeded")
    parts = []
    for literal, name, spec, conversion in _format_parse(template):
        parts.append(literal)
        if name is None:
            break
        value = _format_value(name, args, named, state)
        if conversion is not None:
            value = _format_convert(value, conversion)
        if "{" in spec:
            spec = _format_fields(spec, args, named, state, depth - 1)
        parts.append(_format(value, spec))
    return "".join(parts)

def _format_value(name, args, named, state):
    first, path = _format_path(name)
    if first == "":
        if state[1]:
            raise ValueError("cannot switch from manual field specification to automatic field numbering")
        first = state[0]
        state[0] = first + 1
    elif type(first) is int:
        if state[0] > 0:
            raise ValueError("cannot switch from automatic field numbering to manual field specification")
        state[1] = True
    if type(first) is int:
        if args is None:
            raise ValueError("Format string contains positional fields")
        if first >= len(args):
            raise IndexError(f"Replacement index {first} out of range for positional args tuple")
        value = args[first]
    else:
        value = named[first]
    for is_attribute, key in path:
        value = getattr(value, key) if is_attribute else value[key]
    return value

def _format_convert(value, conversion):
    if conversion == "r":
        return _repr(value)
    if conversion == "s":
        return _to_str(value)
    if conversion == "a":
        return ascii(value)
    raise ValueError(f"Unknown conversion specifier {conversion}")

def _percent(template, values):
    args = values if type(values) is tuple else (values,)
    parts = []
    index = 0
    for literal, key, stars, shape, code in _percent_parse(template):
        parts.append(literal)
        if code is None:
            break
        used = 0 if key is not None else stars + 1
        if len(args) < index + used:
            raise TypeError("not enough arguments for format string")
        own = list(args[index:index + used])
        index = index + used if key is None else len(args)
        if key is not None:
            own.append(values[key])
        if code == "s" or code == "r" or code == "a":
            own[-1] = _to_str(own[-1]) if code == "s" else _repr(own[-1])
            if code == "a":
                own[-1] = ascii(own[-1])[1:-1]
            code = "s"
        parts.append(("%" + shape + code) % tuple(own))
    if index < len(args) and not hasattr(values, "keys"):
        raise TypeError("not all arguments converted during string formatting")
    return "".join(parts)
def _delegate(iterator):
    return (yield from iterator)

def _once():
    yield

def _close_and_raise(close, exception):
    close()
    raise exception

def _first_step(hook, generator, step):
    hook(generator)
    return step

async def _anext_or(iterator, default):
    try:
        return await anext(iterator)
    except StopAsyncIteration:
        return default

def _call_metaclass(meta, name, bases, namespace, keywords):
    return meta(name, bases, namespace, **keywords)

def _finish_class(cls, named, keywords):
    for name, value in named:
        type(value).__set_name__(value, cls, name)
    super(cls, cls).__init_subclass__(**keywords)
    return cls

def _construct(cls, arguments, keywords):
    instance = cls.__new__(cls, *arguments, **keywords)
    if isinstance(instance, cls):
        result = type(instance).__init__(instance, *arguments, **keywords)
        if result is not None:
            raise TypeError(f"__init__() should return None, not '{type(result).__name__}'")
    return instance

def _getattribute(first, then, value, name):
    try:
        return first(value, name)
    except AttributeError:
        return then(value, name)

def _getattr_or(value, name, default):
    try:
        return getattr(value, name)
    except AttributeError:
        return default

def _hasattr(value, name):
    try:
        getattr(value, name)
    except AttributeError:
        return False
    return True

def _any_hook(hooks, value):
    for hook in hooks:
        if hook(value):
            return True
    return False

def _new_derived(cls, kind, arguments, keywords):
    if kind is list or kind is dict or kind is set:
        return _derived(cls, kind())
    return _derived(cls, kind(*arguments, **keywords))

def _init_list(values, arguments, keywords):
    list.clear(values)
    if arguments:
        list.extend(values, *arguments)

def _init_dict(values, arguments, keywords):
    if arguments:
        dict.update(values, *arguments)
    dict.update(values, keywords)

def _init_set(values, arguments, keywords):
    set.clear(values)
    if arguments:
        set.update(values, *arguments)
