//! The modules a program can import.
//!
//! A module is Python of our own (`std/*.py`), a table of natives (`builtins/*.rs`), or both: the
//! natives are then among its variables before its body runs. Only what a program imports, and
//! what that imports in turn, is parsed and compiled; a body runs at the first import.
//!
//! To add a module: a line in [`SOURCES`], or a `Table` in `builtins::TABLES` with its name, or
//! both. In `std/*.py` a name that the file does not bind and that begins with `_` is the row of
//! that name in whatever table it is; programs can name neither those nor any other name of the
//! library that begins with `_`. A submodule is named with its dots, and its package comes first.
//! What a class says of itself is set in its body: `__module__ = "_queue"`.

use crate::builtins;
use crate::compile::{self, Author, Builder};
use crate::object::ModuleId;
use ruff_python_ast::{ModModule, Stmt};
use ruff_python_parser::{Parsed, parse_module};

/// Name and text of each module that is written in Python.
const SOURCES: &[(&str, &str)] = &[
    ("asyncio", include_str!("../std/asyncio/__init__.py")),
    ("asyncio.exceptions", include_str!("../std/asyncio/exceptions.py")),
    ("asyncio.locks", include_str!("../std/asyncio/locks.py")),
    ("asyncio.queues", include_str!("../std/asyncio/queues.py")),
    ("asyncio.runners", include_str!("../std/asyncio/runners.py")),
    ("asyncio.base_events", include_str!("../std/asyncio/base_events.py")),
    ("asyncio.coroutines", include_str!("../std/asyncio/coroutines.py")),
    ("asyncio.events", include_str!("../std/asyncio/events.py")),
    ("asyncio.futures", include_str!("../std/asyncio/futures.py")),
    ("asyncio.taskgroups", include_str!("../std/asyncio/taskgroups.py")),
    ("asyncio.threads", include_str!("../std/asyncio/threads.py")),
    ("asyncio.timeouts", include_str!("../std/asyncio/timeouts.py")),
    ("asyncio.tasks", include_str!("../std/asyncio/tasks.py")),
    ("contextlib", include_str!("../std/contextlib.py")),
    ("abc", include_str!("../std/abc.py")),
    ("collections", include_str!("../std/collections/__init__.py")),
    ("collections.abc", include_str!("../std/collections/abc.py")),
    ("copy", include_str!("../std/copy.py")),
    ("dataclasses", include_str!("../std/dataclasses.py")),
    ("enum", include_str!("../std/enum.py")),
    ("inspect", include_str!("../std/inspect.py")),
    ("numbers", include_str!("../std/numbers.py")),
    ("os", include_str!("../std/os/__init__.py")),
    ("os.path", include_str!("../std/os/path.py")),
    ("pprint", include_str!("../std/pprint.py")),
    ("string", include_str!("../std/string.py")),
    ("textwrap", include_str!("../std/textwrap.py")),
    ("types", include_str!("../std/types.py")),
    ("typing", include_str!("../std/typing.py")),
    ("contextvars", include_str!("../std/contextvars.py")),
    ("bisect", include_str!("../std/bisect.py")),
    ("functools", include_str!("../std/functools.py")),
    ("atexit", include_str!("../std/atexit.py")),
    ("logging", include_str!("../std/logging.py")),
    ("traceback", include_str!("../std/traceback.py")),
    ("warnings", include_str!("../std/warnings.py")),
    ("_thread", include_str!("../std/_thread.py")),
    ("_queue", include_str!("../std/_queue.py")),
    ("lesson", include_str!("../std/lesson.py")),
    ("sched", include_str!("../std/sched.py")),
    ("queue", include_str!("../std/queue.py")),
    ("threading", include_str!("../std/threading.py")),
    ("concurrent", include_str!("../std/concurrent/__init__.py")),
    ("concurrent.futures", include_str!("../std/concurrent/futures.py")),
    ("concurrent.futures.process", include_str!("../std/concurrent/futures/process.py")),
    ("multiprocessing", include_str!("../std/multiprocessing/__init__.py")),
    ("multiprocessing.process", include_str!("../std/multiprocessing/process.py")),
    ("multiprocessing.connection", include_str!("../std/multiprocessing/connection.py")),
    ("multiprocessing.synchronize", include_str!("../std/multiprocessing/synchronize.py")),
    ("multiprocessing.queues", include_str!("../std/multiprocessing/queues.py")),
    ("multiprocessing.sharedctypes", include_str!("../std/multiprocessing/sharedctypes.py")),
    ("multiprocessing.pool", include_str!("../std/multiprocessing/pool.py")),
    ("pickle", include_str!("../std/pickle.py")),
    ("sys", include_str!("../std/sys.py")),
    ("weakref", include_str!("../std/weakref.py")),
    ("heapq", include_str!("../std/heapq.py")),
    ("itertools", include_str!("../std/itertools.py")),
    ("operator", include_str!("../std/operator.py")),
    ("base64", include_str!("../std/base64.py")),
    ("fractions", include_str!("../std/fractions.py")),
    ("hashlib", include_str!("../std/hashlib.py")),
    ("io", include_str!("../std/io.py")),
    ("json", include_str!("../std/json.py")),
    ("re", include_str!("../std/re.py")),
    ("random", include_str!("../std/random.py")),
    ("statistics", include_str!("../std/statistics.py")),
    ("datetime", include_str!("../std/datetime.py")),
    ("struct", include_str!("../std/struct.py")),
    ("_calendar", include_str!("../std/_calendar.py")),
    ("time", include_str!("../std/time.py")),
    ("secrets", include_str!("../std/secrets.py")),
    ("uuid", include_str!("../std/uuid.py")),
];

/// Modules of the library that draw in much else: only programs that have one of these words get
/// them; in others they are None to the library.
const ON_DEMAND: &[(&str, &[&str])] =
    &[("asyncio.threads", &["to_thread", "executor", "threadsafe", "wrap_future", "threading"])];

/// Whether the module is only there for programs that need it.
pub(crate) fn is_on_demand(name: &str) -> bool {
    ON_DEMAND.iter().any(|&(known, _)| known == name)
}

fn is_wanted(name: &str, program: &str) -> bool {
    let on_demand = ON_DEMAND.iter().find(|&&(known, _)| known == name);
    on_demand.is_none_or(|(_, words)| words.iter().any(|word| program.contains(word)))
}

/// Names of modules whose larger part is compiled only if a program names them: the name, the
/// module, and the part, whose body sets it there.
const LATE: &[(&str, &str, &str)] =
    &[("ProcessPoolExecutor", "concurrent.futures", "concurrent.futures.process")];

/// The part of a module that such a name is in.
pub(crate) fn home_of(name: &str) -> Option<&'static str> {
    LATE.iter().find(|(known, ..)| *known == name).map(|&(_, _, part)| part)
}

/// The part of a module that may have been left out.
pub(crate) fn late_part(module: &str) -> Option<&'static str> {
    LATE.iter().find(|(_, known, _)| *known == module).map(|&(_, _, part)| part)
}

fn source(name: &str) -> Option<&'static str> {
    SOURCES.iter().find(|(known, _)| *known == name).map(|&(_, source)| source)
}

/// Whether there is such a module.
pub(crate) fn is_known(name: &str) -> bool {
    source(name).is_some() || builtins::has_module(name)
}

/// Whether relative names in it start at itself, not at what it is in.
pub(crate) fn is_package(name: &str) -> bool {
    let inside = |known: &str| known.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    SOURCES.iter().any(|&(known, _)| inside(known))
}

/// The modules that programs may import, sorted.
pub(crate) fn names() -> Vec<&'static str> {
    let written = SOURCES.iter().map(|&(name, _)| name);
    let mut names: Vec<_> = written.chain(builtins::module_names()).collect();
    names.retain(|name| !name.starts_with('_'));
    names.sort_unstable();
    names.dedup();
    names
}

/// A module on its way.
struct Wanted {
    id: ModuleId,
    source: &'static str,
    parsed: Option<Parsed<ModModule>>,
}

/// Compiles what `program` imports, directly or not, into `builder`.
pub(crate) fn load(builder: &mut Builder, program: &[Stmt]) {
    let mut wanted: Vec<Wanted> = Vec::new();
    let mut names = compile::imported(program, "__main__");
    while let Some(name) = names.pop() {
        let is_there = builder.module_named(&name).is_some();
        if is_there || !is_known(&name) || !is_wanted(&name, &builder.program.source) {
            continue;
        }
        if let Some((package, _)) = name.rsplit_once('.')
            && builder.module_named(package).is_none()
        {
            names.extend([name.clone(), package.into()]);
            continue;
        }
        let one = want(builder, &name);
        if let Some(parsed) = &one.parsed {
            names.extend(compile::imported(parsed.suite(), &name));
        }
        wanted.push(one);
    }
    for one in &wanted {
        let Some(parsed) = &one.parsed else { continue };
        builder.module = one.id;
        match compile::module(builder, one.source, parsed.suite(), Author::Library) {
            Ok(body) => builder.program.modules[one.id.index()].body = Some(body),
            Err(found) => panic!("yieldpoint bug: a library module does not compile: {found:?}"),
        }
    }
    builder.module = ModuleId::MAIN;
}

/// Parses a module and gives its variables their slots.
fn want(builder: &mut Builder, name: &str) -> Wanted {
    let id = builder.add_module(name);
    for (member, value) in builtins::module_members(name) {
        builder.add_member(id, member, value);
    }
    let source = source(name).unwrap_or_default();
    let parsed = (!source.is_empty()).then(|| match parse_module(source) {
        Ok(parsed) => parsed,
        Err(error) => panic!("yieldpoint bug: the library's {name} does not parse: {error}"),
    });
    if let Some(parsed) = &parsed {
        for member in compile::module_variables(parsed.suite()) {
            builder.add_member(id, &member, crate::object::Value::Undef);
        }
    }
    Wanted { id, source, parsed }
}
