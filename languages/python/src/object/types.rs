//! The built-in types, and what derives from what.
//!
//! **Models:** `Lib/builtins`' exception hierarchy, CPython 3.13 (the part a program here can
//! meet).

macro_rules! types {
    ($($variant:ident = $name:literal : $base:ident,)*) => {
        /// A built-in type.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub(crate) enum Type { $($variant,)* }

        impl Type {
            pub(crate) const ALL: &'static [Type] = &[$(Type::$variant),*];

            /// `type.__name__`.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Type::$variant => $name,)* }
            }

            /// The type it derives from; `object` from itself.
            pub(crate) fn base(self) -> Type {
                match self { $(Type::$variant => Type::$base,)* }
            }
        }
    };
}

types! {
    Object = "object": Object,
    TypeType = "type": Object,
    NoneType = "NoneType": Object,
    NotImplementedType = "NotImplementedType": Object,
    EllipsisType = "ellipsis": Object,
    Int = "int": Object,
    Bool = "bool": Int,
    Float = "float": Object,
    Str = "str": Object,
    Bytes = "bytes": Object,
    ByteArray = "bytearray": Object,
    Tuple = "tuple": Object,
    List = "list": Object,
    Dict = "dict": Object,
    Set = "set": Object,
    FrozenSet = "frozenset": Object,
    Range = "range": Object,
    Slice = "slice": Object,
    Function = "function": Object,
    BuiltinFunction = "builtin_function_or_method": Object,
    Method = "method": Object,
    Module = "module": Object,
    Cell = "cell": Object,
    Code = "code": Object,
    Generator = "generator": Object,
    Coroutine = "coroutine": Object,
    AsyncGenerator = "async_generator": Object,
    AsyncSend = "async_generator_asend": Object,
    AsyncThrow = "async_generator_athrow": AsyncSend,
    CoroutineWrapper = "coroutine_wrapper": AsyncSend,
    Frame = "frame": Object,
    Iterator = "iterator": Object,
    ListIterator = "list_iterator": Iterator,
    TupleIterator = "tuple_iterator": Iterator,
    StrIterator = "str_ascii_iterator": Iterator,
    BytesIterator = "bytes_iterator": Iterator,
    CallableIterator = "callable_iterator": Iterator,
    RangeIterator = "range_iterator": Iterator,
    DictKeyIterator = "dict_keyiterator": Iterator,
    SetIterator = "set_iterator": Iterator,
    Enumerate = "enumerate": Iterator,
    Zip = "zip": Iterator,
    Map = "map": Iterator,
    Filter = "filter": Iterator,
    Reversed = "reversed": Iterator,
    DictKeys = "dict_keys": Object,
    DictValues = "dict_values": Object,
    DictItems = "dict_items": Object,
    Property = "property": Object,
    StaticMethod = "staticmethod": Object,
    ClassMethod = "classmethod": Object,
    Super = "super": Object,
    WeakRef = "ReferenceType": Object,
    TypeVar = "TypeVar": Object,
    TypeAliasType = "TypeAliasType": Object,
    Namespace = "namespace": Object,
    UnionType = "UnionType": Object,
    Stream = "TextIOWrapper": Object,
    Traceback = "traceback": Object,
    EventLoop = "_UnixSelectorEventLoop": Object,
    Future = "Future": Object,
    Task = "Task": Future,
    GatheringFuture = "_GatheringFuture": Future,
    LoopHandle = "Handle": Object,
    TimerHandle = "TimerHandle": LoopHandle,
    Deque = "deque": Object,
    Context = "Context": Object,
    ContextVar = "ContextVar": Object,
    Token = "Token": Object,
    DequeIterator = "_deque_iterator": Object,
    Lock = "lock": Object,
    RLock = "RLock": Object,
    Count = "count": Object,
    Repeat = "repeat": Object,
    Cycle = "cycle": Object,
    Product = "product": Object,
    Permutations = "permutations": Object,
    Combinations = "combinations": Object,
    CombinationsWithReplacement = "combinations_with_replacement": Object,
    BaseException = "BaseException": Object,
    SystemExit = "SystemExit": BaseException,
    KeyboardInterrupt = "KeyboardInterrupt": BaseException,
    GeneratorExit = "GeneratorExit": BaseException,
    CancelledError = "CancelledError": BaseException,
    BaseExceptionGroup = "BaseExceptionGroup": BaseException,
    ExceptionGroup = "ExceptionGroup": BaseExceptionGroup,
    Exception = "Exception": BaseException,
    StopIteration = "StopIteration": Exception,
    StopAsyncIteration = "StopAsyncIteration": Exception,
    ArithmeticError = "ArithmeticError": Exception,
    ZeroDivisionError = "ZeroDivisionError": ArithmeticError,
    OverflowError = "OverflowError": ArithmeticError,
    FloatingPointError = "FloatingPointError": ArithmeticError,
    AssertionError = "AssertionError": Exception,
    AttributeError = "AttributeError": Exception,
    BufferError = "BufferError": Exception,
    EOFError = "EOFError": Exception,
    ImportError = "ImportError": Exception,
    ModuleNotFoundError = "ModuleNotFoundError": ImportError,
    LookupError = "LookupError": Exception,
    IndexError = "IndexError": LookupError,
    KeyError = "KeyError": LookupError,
    MemoryError = "MemoryError": Exception,
    NameError = "NameError": Exception,
    UnboundLocalError = "UnboundLocalError": NameError,
    OSError = "OSError": Exception,
    ConnectionError = "ConnectionError": OSError,
    ConnectionResetError = "ConnectionResetError": ConnectionError,
    ConnectionRefusedError = "ConnectionRefusedError": ConnectionError,
    BrokenPipeError = "BrokenPipeError": ConnectionError,
    FileNotFoundError = "FileNotFoundError": OSError,
    PermissionError = "PermissionError": OSError,
    TimeoutError = "TimeoutError": OSError,
    ReferenceError = "ReferenceError": Exception,
    RuntimeError = "RuntimeError": Exception,
    NotImplementedError = "NotImplementedError": RuntimeError,
    RecursionError = "RecursionError": RuntimeError,
    SyntaxError = "SyntaxError": Exception,
    SystemError = "SystemError": Exception,
    TypeError = "TypeError": Exception,
    ValueError = "ValueError": Exception,
    UnicodeError = "UnicodeError": ValueError,
    UnicodeEncodeError = "UnicodeEncodeError": UnicodeError,
    UnicodeDecodeError = "UnicodeDecodeError": UnicodeError,
    Warning = "Warning": Exception,
    UserWarning = "UserWarning": Warning,
    DeprecationWarning = "DeprecationWarning": Warning,
    RuntimeWarning = "RuntimeWarning": Warning,
    PendingDeprecationWarning = "PendingDeprecationWarning": Warning,
    FutureWarning = "FutureWarning": Warning,
    ImportWarning = "ImportWarning": Warning,
    UnicodeWarning = "UnicodeWarning": Warning,
    BytesWarning = "BytesWarning": Warning,
    ResourceWarning = "ResourceWarning": Warning,
    EncodingWarning = "EncodingWarning": Warning,
    SyntaxWarning = "SyntaxWarning": Warning,
    InvalidStateError = "InvalidStateError": Exception,
}

impl Type {
    /// Whether it is `other` or derives from it.
    pub(crate) fn is_subtype(self, other: Type) -> bool {
        // The only built-in type with two bases.
        if self == Type::ExceptionGroup && other == Type::Exception {
            return true;
        }
        let mut at = self;
        loop {
            if at == other {
                return true;
            }
            if at == Type::Object {
                return false;
            }
            at = at.base();
        }
    }

    /// Whether it is an exception.
    pub(crate) fn is_exception(self) -> bool {
        self.is_subtype(Type::BaseException)
    }

    /// The module that a traceback puts before its name; empty for `builtins`.
    pub(crate) fn module(self) -> &'static str {
        match self {
            Type::CancelledError | Type::InvalidStateError => "asyncio.exceptions",
            Type::Future | Type::Task => "_asyncio",
            Type::GatheringFuture => "asyncio.tasks",
            Type::LoopHandle | Type::TimerHandle => "asyncio.events",
            Type::EventLoop => "asyncio.unix_events",
            Type::WeakRef => "weakref",
            Type::Deque | Type::DequeIterator => "collections",
            Type::Context | Type::ContextVar | Type::Token => "_contextvars",
            Type::Lock | Type::RLock => "_thread",
            Type::Count
            | Type::Repeat
            | Type::Cycle
            | Type::Product
            | Type::Permutations
            | Type::Combinations
            | Type::CombinationsWithReplacement => "itertools",
            _ => "",
        }
    }
}

/// A module of the program: its place in `Program::modules`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub(crate) struct ModuleId(pub u16);

impl ModuleId {
    /// The program itself.
    pub(crate) const MAIN: ModuleId = ModuleId(0);
    /// What is there without an import.
    pub(crate) const BUILTINS: ModuleId = ModuleId(1);

    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }
}
