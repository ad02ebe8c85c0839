# Context variables; the rest is native. Frames of this file are not shown.


def _run(context, callable, /, *args, **kwargs):
    _context_enter(context)
    try:
        return callable(*args, **kwargs)
    finally:
        _context_exit(context)


class _Missing:
    def __repr__(self):
        return "<Token.MISSING>"


_MISSING = _Missing()
