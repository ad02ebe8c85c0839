# What objects are, and how functions are called. Frames of this file are not shown.

CO_GENERATOR, CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 0x20, 0x80, 0x100, 0x200
CO_VARARGS, CO_VARKEYWORDS = 0x4, 0x8
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED"
GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"
AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED, AGEN_CLOSED = (
    "AGEN_CREATED", "AGEN_RUNNING", "AGEN_SUSPENDED", "AGEN_CLOSED"
)


def _generator():
    yield


async def _coroutine():
    pass


async def _async_generator():
    yield


class _Sample:
    def method(self):
        pass


_function_type = type(_generator)
_builtin_type = type(len)
_method_type = type(_Sample().method)
_generator_type = type(_generator())
_made = _coroutine()
_coroutine_type = type(_made)
_made.close()
_async_generator_type = type(_async_generator())


def isclass(object):
    return isinstance(object, type)


def isfunction(object):
    return isinstance(object, _function_type)


def ismethod(object):
    return isinstance(object, _method_type)


def isbuiltin(object):
    return isinstance(object, _builtin_type)


def isroutine(object):
    return isfunction(object) or ismethod(object) or isbuiltin(object)


def isgenerator(object):
    return isinstance(object, _generator_type)


def iscoroutine(object):
    return isinstance(object, _coroutine_type)


def isasyncgen(object):
    return isinstance(object, _async_generator_type)


def isawaitable(object):
    return iscoroutine(object) or hasattr(type(object), "__await__")


def isabstract(object):
    return isclass(object) and bool(getattr(object, "__abstractmethods__", ()))


def _plain(f):
    while True:
        if ismethod(f):
            f = f.__func__
        elif hasattr(f, "func") and hasattr(f, "keywords"):
            f = f.func
        else:
            return f


def _has_flag(f, flag):
    f = _plain(f)
    return isfunction(f) and bool(f.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    return _has_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    return _has_flag(obj, CO_COROUTINE) or getattr(_plain(obj), "_is_coroutine_mark", None) is _mark


_mark = object()


def markcoroutinefunction(func):
    func._is_coroutine_mark = _mark
    return func


def isasyncgenfunction(obj):
    return _has_flag(obj, CO_ASYNC_GENERATOR)


def _state(running, suspended, frame, words):
    if running:
        return words[1]
    if suspended:
        return words[2]
    return words[3] if frame is None else words[0]


def getcoroutinestate(coroutine):
    words = (CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED)
    return _state(coroutine.cr_running, coroutine.cr_suspended, coroutine.cr_frame, words)


def getgeneratorstate(generator):
    words = (GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED)
    return _state(generator.gi_running, generator.gi_suspended, generator.gi_frame, words)


def getasyncgenstate(agen):
    words = (AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED, AGEN_CLOSED)
    return _state(agen.ag_running, agen.ag_suspended, agen.ag_frame, words)


def unwrap(func, *, stop=None):
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
    return func


def getmembers(object, predicate=None):
    found = []
    for name in sorted(dir(object)):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return found


def getmro(cls):
    return cls.__mro__


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margin = None
    for line in lines[1:]:
        text = line.lstrip()
        if text:
            indent = len(line) - len(text)
            margin = indent if margin is None else min(margin, indent)
    lines = [lines[0].lstrip()] + [line[margin or 0:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    return cleandoc(doc) if isinstance(doc, str) else None


class _empty:
    pass


class _ParameterKind:
    def __init__(self, name, description, order):
        self.name, self.description, self.order = name, description, order

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {self.order}>"

    def __str__(self):
        return self.name


_POSITIONAL_ONLY = _ParameterKind("POSITIONAL_ONLY", "positional-only", 0)
_POSITIONAL_OR_KEYWORD = _ParameterKind("POSITIONAL_OR_KEYWORD", "positional or keyword", 1)
_VAR_POSITIONAL = _ParameterKind("VAR_POSITIONAL", "variadic positional", 2)
_KEYWORD_ONLY = _ParameterKind("KEYWORD_ONLY", "keyword-only", 3)
_VAR_KEYWORD = _ParameterKind("VAR_KEYWORD", "variadic keyword", 4)


def _annotation_text(annotation):
    if isinstance(annotation, type):
        return annotation.__qualname__
    return annotation if isinstance(annotation, str) else repr(annotation)


class Parameter:
    empty = _empty
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD = _POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name, self.kind, self.default, self.annotation = name, kind, default, annotation

    def __str__(self):
        shown = {_VAR_POSITIONAL: "*", _VAR_KEYWORD: "**"}.get(self.kind, "") + self.name
        if self.annotation is not _empty:
            shown += f": {_annotation_text(self.annotation)}"
            if self.default is not _empty:
                shown += f" = {self.default!r}"
        elif self.default is not _empty:
            shown += f"={self.default!r}"
        return shown

    def __repr__(self):
        return f'<Parameter "{self}">'


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature, self.arguments = signature, arguments

    @property
    def args(self):
        args = []
        for name, parameter in self.signature.parameters.items():
            if parameter.kind is _VAR_POSITIONAL:
                args.extend(self.arguments.get(name, ()))
            elif parameter.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD) and name in self.arguments:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        for name, parameter in self.signature.parameters.items():
            if parameter.kind is _KEYWORD_ONLY and name in self.arguments:
                kwargs[name] = self.arguments[name]
            elif parameter.kind is _VAR_KEYWORD:
                kwargs.update(self.arguments.get(name, {}))
        return kwargs

    def apply_defaults(self):
        arguments = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif parameter.default is not _empty:
                arguments[name] = parameter.default
            elif parameter.kind is _VAR_POSITIONAL:
                arguments[name] = ()
            elif parameter.kind is _VAR_KEYWORD:
                arguments[name] = {}
        self.arguments = arguments

    def __repr__(self):
        parts = [f"{name}={value!r}" for name, value in self.arguments.items()]
        return f"<BoundArguments ({', '.join(parts)})>"


class Signature:
    empty = _empty

    def __init__(self, parameters=(), *, return_annotation=_empty):
        self.parameters = {one.name: one for one in parameters}
        self.return_annotation = return_annotation

    def __str__(self):
        parts = []
        has_slash = has_star = False
        for one in self.parameters.values():
            if has_slash and one.kind is not _POSITIONAL_ONLY:
                parts.append("/")
                has_slash = False
            if one.kind is _POSITIONAL_ONLY:
                has_slash = True
            if one.kind is _VAR_POSITIONAL:
                has_star = True
            if one.kind is _KEYWORD_ONLY and not has_star:
                parts.append("*")
                has_star = True
            parts.append(str(one))
        if has_slash:
            parts.append("/")
        shown = f"({', '.join(parts)})"
        if self.return_annotation is not _empty:
            shown += f" -> {_annotation_text(self.return_annotation)}"
        return shown

    def __repr__(self):
        return f"<Signature {self}>"

    def bind(self, /, *args, **kwargs):
        arguments = {}
        rest = list(args)
        for name, one in self.parameters.items():
            if one.kind is _VAR_POSITIONAL:
                if rest:
                    arguments[name] = tuple(rest)
                rest = []
            elif one.kind is _VAR_KEYWORD:
                if kwargs:
                    arguments[name] = kwargs
                kwargs = {}
            elif rest and one.kind is not _KEYWORD_ONLY:
                if name in kwargs:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = rest.pop(0)
            elif name in kwargs and one.kind is not _POSITIONAL_ONLY:
                arguments[name] = kwargs.pop(name)
            elif one.default is _empty:
                word = " keyword-only" if one.kind is _KEYWORD_ONLY else ""
                raise TypeError(f"missing a required{word} argument: {name!r}")
        if rest:
            raise TypeError("too many positional arguments")
        for name in kwargs:
            raise TypeError(f"got an unexpected keyword argument {name!r}")
        return BoundArguments(self, arguments)


def signature(obj, *, follow_wrapped=True):
    skip = 0
    if follow_wrapped:
        obj = unwrap(obj)
    if ismethod(obj):
        obj, skip = obj.__func__, 1
    elif isclass(obj):
        obj, skip = obj.__init__, 1
        if not isfunction(obj):
            return Signature()
    elif not isfunction(obj):
        call = getattr(type(obj), "__call__", None)
        if not isfunction(call):
            raise TypeError(f"{obj!r} is not a callable object" if not callable(obj)
                            else f"no signature found for builtin {obj!r}")
        obj, skip = call, 1
    code = obj.__code__
    names = code.co_varnames
    count = code.co_argcount
    keyword_count = code.co_kwonlyargcount
    positional_only = getattr(code, "co_posonlyargcount", 0)
    defaults = obj.__defaults__ or ()
    keyword_defaults = obj.__kwdefaults__ or {}
    annotations = obj.__annotations__
    found = []
    for index in range(count):
        name = names[index]
        at = index - (count - len(defaults))
        kind = _POSITIONAL_ONLY if index < positional_only else _POSITIONAL_OR_KEYWORD
        found.append(Parameter(name, kind, default=defaults[at] if at >= 0 else _empty,
                               annotation=annotations.get(name, _empty)))
    at = count + keyword_count
    if code.co_flags & CO_VARARGS:
        found.append(Parameter(names[at], _VAR_POSITIONAL, annotation=annotations.get(names[at], _empty)))
        at += 1
    for name in names[count:count + keyword_count]:
        found.append(Parameter(name, _KEYWORD_ONLY, default=keyword_defaults.get(name, _empty),
                               annotation=annotations.get(name, _empty)))
    if code.co_flags & CO_VARKEYWORDS:
        found.append(Parameter(names[at], _VAR_KEYWORD, annotation=annotations.get(names[at], _empty)))
    return Signature(found[skip:], return_annotation=annotations.get("return", _empty))
