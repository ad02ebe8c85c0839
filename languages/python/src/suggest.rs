//! What a misspelt name may have meant.
//!
//! **Models:** `_compute_suggestion_error` and `_levenshtein_distance` in `Lib/traceback.py`,
//! CPython 3.13: moving costs 2, changing a letter's case 1.

const MOVE: usize = 2;
const CASE: usize = 1;
/// Longer names are not compared.
const LENGTH_MAX: usize = 40;

/// The known name closest to `wrong`, if one is close enough.
pub(crate) fn closest<'a>(wrong: &str, known: &[&'a str]) -> Option<&'a str> {
    if wrong.chars().count() > LENGTH_MAX {
        return None;
    }
    let mut best: Option<(&str, usize)> = None;
    for &name in known {
        if name == wrong || name.starts_with('.') {
            continue;
        }
        let most = (name.chars().count() + wrong.chars().count() + 3) * MOVE / 6;
        let most = best.map_or(most, |(_, distance)| most.min(distance.saturating_sub(1)));
        let distance = distance(wrong, name);
        if distance <= most && best.is_none_or(|(_, found)| distance < found) {
            best = Some((name, distance));
        }
    }
    best.map(|(name, _)| name)
}

fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut row: Vec<usize> = (0..=b.len()).map(|column| column * MOVE).collect();
    for (index, &x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (index + 1) * MOVE;
        for (column, &y) in b.iter().enumerate() {
            let substituted = diagonal + substitution(x, y);
            diagonal = row[column + 1];
            row[column + 1] = substituted.min(diagonal + MOVE).min(row[column] + MOVE);
        }
    }
    row[b.len()]
}

fn substitution(x: char, y: char) -> usize {
    if x == y {
        0
    } else if x.to_lowercase().eq(y.to_lowercase()) {
        CASE
    } else {
        MOVE
    }
}

/// The built-in names, for suggestions, in their order.
pub(crate) const BUILTINS: &[&str] = &[
    "abs",
    "all",
    "any",
    "ascii",
    "bin",
    "breakpoint",
    "callable",
    "chr",
    "compile",
    "delattr",
    "dir",
    "divmod",
    "eval",
    "exec",
    "format",
    "getattr",
    "globals",
    "hasattr",
    "hash",
    "hex",
    "id",
    "input",
    "isinstance",
    "issubclass",
    "iter",
    "aiter",
    "len",
    "locals",
    "max",
    "min",
    "next",
    "anext",
    "oct",
    "ord",
    "pow",
    "print",
    "repr",
    "round",
    "setattr",
    "sorted",
    "sum",
    "vars",
    "None",
    "Ellipsis",
    "NotImplemented",
    "False",
    "True",
    "bool",
    "memoryview",
    "bytearray",
    "bytes",
    "classmethod",
    "complex",
    "dict",
    "enumerate",
    "filter",
    "float",
    "frozenset",
    "property",
    "int",
    "list",
    "map",
    "object",
    "range",
    "reversed",
    "set",
    "slice",
    "staticmethod",
    "str",
    "super",
    "tuple",
    "type",
    "zip",
    "BaseException",
    "BaseExceptionGroup",
    "Exception",
    "GeneratorExit",
    "KeyboardInterrupt",
    "SystemExit",
    "ArithmeticError",
    "AssertionError",
    "AttributeError",
    "BufferError",
    "EOFError",
    "ImportError",
    "LookupError",
    "MemoryError",
    "NameError",
    "OSError",
    "ReferenceError",
    "RuntimeError",
    "StopAsyncIteration",
    "StopIteration",
    "SyntaxError",
    "SystemError",
    "TypeError",
    "ValueError",
    "Warning",
    "FloatingPointError",
    "OverflowError",
    "ZeroDivisionError",
    "BytesWarning",
    "DeprecationWarning",
    "EncodingWarning",
    "FutureWarning",
    "ImportWarning",
    "PendingDeprecationWarning",
    "ResourceWarning",
    "RuntimeWarning",
    "SyntaxWarning",
    "UnicodeWarning",
    "UserWarning",
    "BlockingIOError",
    "ChildProcessError",
    "ConnectionError",
    "FileExistsError",
    "FileNotFoundError",
    "InterruptedError",
    "IsADirectoryError",
    "NotADirectoryError",
    "PermissionError",
    "ProcessLookupError",
    "TimeoutError",
    "IndentationError",
    "IndexError",
    "KeyError",
    "ModuleNotFoundError",
    "NotImplementedError",
    "PythonFinalizationError",
    "RecursionError",
    "UnboundLocalError",
    "UnicodeError",
    "BrokenPipeError",
    "ConnectionAbortedError",
    "ConnectionRefusedError",
    "ConnectionResetError",
    "TabError",
    "UnicodeDecodeError",
    "UnicodeEncodeError",
    "UnicodeTranslateError",
    "ExceptionGroup",
    "EnvironmentError",
    "IOError",
    "open",
];
