# What patterns, exception groups and tracebacks need that runs the program's own code in between.

def _match_keys(subject, keys):
    found = []
    seen = []
    missing = [None]
    for key in keys:
        if key in seen:
            raise ValueError(f"mapping pattern checks duplicate key ({key!r})")
        seen.append(key)
        value = subject.get(key, missing)
        if value is missing:
            return None
        found.append(value)
    return tuple(found)

def _match_rest(subject, keys):
    rest = dict(subject)
    for key in keys:
        del rest[key]
    return rest

def _match_attributes(subject, first, names):
    found = list(first)
    for name in names:
        try:
            found.append(getattr(subject, name))
        except AttributeError:
            return None
    return tuple(found)

def _group_test(condition):
    if isinstance(condition, type):
        if issubclass(condition, BaseException):
            return lambda one: isinstance(one, condition)
    elif isinstance(condition, tuple):
        good = True
        for kind in condition:
            if not isinstance(kind, type) or not issubclass(kind, BaseException):
                good = False
        if good:
            return lambda one: isinstance(one, condition)
    elif callable(condition):
        return condition
    raise TypeError("expected an exception type, a tuple of exception types, or a callable (other than a class)")

def _group_split(group, condition):
    return _group_parts(group, _group_test(condition), True)

def _group_subgroup(group, condition):
    return _group_parts(group, _group_test(condition), False)[0]

def _group_parts(group, test, wants_rest):
    if test(group):
        return group, None
    matching = []
    rest = []
    for one in group.exceptions:
        if isinstance(one, BaseExceptionGroup):
            found, left = _group_parts(one, test, wants_rest)
            if found is not None:
                matching.append(found)
            if left is not None:
                rest.append(left)
        elif test(one):
            matching.append(one)
        else:
            rest.append(one)
    found = _group_subset(group, matching)
    return found, _group_subset(group, rest) if wants_rest else None

def _group_subset(group, members):
    if not members:
        return None
    subset = group.derive(members)
    if not isinstance(subset, BaseExceptionGroup):
        raise TypeError("derive must return an instance of BaseExceptionGroup")
    _copy_origin(subset, group)
    return subset

def _group_match(group, kind):
    pair = group.split(kind)
    name = type(group).__name__
    if not isinstance(pair, tuple):
        raise TypeError(f"{name}.split must return a tuple, not {type(pair).__name__}")
    if len(pair) < 2:
        raise TypeError(f"{name}.split must return a 2-tuple, got tuple of size {len(pair)}")
    return pair

def _join_raised(original, parts):
    if not isinstance(original, BaseExceptionGroup):
        return parts[0] if parts else None
    raised = []
    kept = []
    for part in parts:
        if part is None:
            continue
        if _same_origin(part, original):
            _group_leaves(part, kept)
        else:
            raised.append(part)
    if kept:
        raised.append(_group_parts(original, lambda one: _is_among(one, kept), False)[0])
    if not raised:
        return None
    if len(raised) == 1:
        return raised[0]
    return BaseExceptionGroup("", raised)

def _group_leaves(exception, leaves):
    if isinstance(exception, BaseExceptionGroup):
        for one in exception.exceptions:
            _group_leaves(one, leaves)
    else:
        leaves.append(exception)

def _is_among(one, known):
    for other in known:
        if other is one:
            return True
    return False

def _tell(exceptions):
    for one in exceptions:
        try:
            text = str(one)
        except BaseException:
            text = "<exception str() failed>"
        _set_text(one, text)

def _tell_unraisable(what, exception):
    _tell([exception])
    _unraisable("Exception ignored in", what, exception)
