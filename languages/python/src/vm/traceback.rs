//! Tracebacks, as an uncaught exception prints them.
//!
//! **Models:** `Lib/traceback.py`, CPython 3.13, with its `~~~^^^` marks.
//! **Departures:** rows of the library (`asyncio/runners.py` ...) are left out: the learner's
//! own rows are all there.

use super::Vm;
use super::marks::marked_lines;
use crate::names;
use crate::object::{Object, Row, Type, Value};

/// Rows alike beyond this many are only counted.
const REPEATS_SHOWN: usize = 3;
/// So many exceptions are shown in all.
const NODES_MAX: usize = 2000;
const CAUSE: &str = "The above exception was the direct cause of the following exception:";
const CONTEXT: &str = "During handling of the above exception, another exception occurred:";
/// Groups within groups are shown so deep, and so many exceptions of one.
const GROUP_DEPTH_MAX: u32 = 10;
const GROUP_WIDTH_MAX: usize = 15;
/// The lower edge of a group's box.
const CLOSED: &str = "+------------------------------------\n";

/// Names that are more likely a forgotten import than a slip.
const STANDARD_MODULES: &[&str] = &[
    "abc",
    "argparse",
    "array",
    "ast",
    "asyncio",
    "atexit",
    "base64",
    "bisect",
    "calendar",
    "collections",
    "concurrent",
    "contextlib",
    "contextvars",
    "copy",
    "csv",
    "ctypes",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "errno",
    "fractions",
    "functools",
    "gc",
    "glob",
    "gzip",
    "hashlib",
    "heapq",
    "html",
    "http",
    "importlib",
    "inspect",
    "io",
    "ipaddress",
    "itertools",
    "json",
    "keyword",
    "linecache",
    "locale",
    "logging",
    "math",
    "multiprocessing",
    "numbers",
    "operator",
    "os",
    "pathlib",
    "pickle",
    "platform",
    "pprint",
    "queue",
    "random",
    "re",
    "sched",
    "secrets",
    "select",
    "selectors",
    "shutil",
    "signal",
    "socket",
    "sqlite3",
    "ssl",
    "statistics",
    "string",
    "struct",
    "subprocess",
    "sys",
    "tempfile",
    "textwrap",
    "threading",
    "time",
    "timeit",
    "token",
    "tokenize",
    "traceback",
    "tracemalloc",
    "types",
    "typing",
    "unittest",
    "urllib",
    "uuid",
    "warnings",
    "weakref",
    "xml",
    "zipfile",
    "zlib",
    "zoneinfo",
];

impl Vm {
    /// The traceback of an exception with those that led to it.
    pub(crate) fn traceback(&self, exception: Value) -> String {
        let nodes = self.plan(exception);
        let mut report = Report { out: String::new(), depth: 0, nodes };
        self.report_chain(0, &mut report);
        report.out
    }

    /// The traceback without those of its causes.
    pub(crate) fn traceback_alone(&self, exception: Value) -> String {
        let mut nodes = self.plan(exception);
        nodes[0].led = None;
        let mut report = Report { out: String::new(), depth: 0, nodes };
        self.report_chain(0, &mut report);
        report.out
    }

    /// The exceptions to be shown, each once unless it is in several groups; the first is the
    /// outermost. The order decides which of two exceptions is shown with the cause they share.
    fn plan(&self, exception: Value) -> Vec<Node> {
        let mut nodes = vec![Node::new(exception)];
        let mut seen = vec![exception];
        let mut queue = vec![0];
        while let Some(at) = queue.pop() {
            let value = nodes[at].value;
            let Some(Object::Exception(found)) = self.heap.object(value) else { continue };
            let is_new = |seen: &[Value], value: Value| {
                !value.is_undef() && !seen.iter().any(|known| known.is(value))
            };
            let led = if is_new(&seen, found.cause) {
                Some((found.cause, CAUSE))
            } else if !found.suppress_context && is_new(&seen, found.context) {
                Some((found.context, CONTEXT))
            } else {
                None
            };
            let mut next: Vec<Value> = led.iter().map(|&(value, _)| value).collect();
            next.extend(self.members(value));
            if nodes.len() + next.len() > NODES_MAX {
                break;
            }
            let first = nodes.len();
            seen.extend(&next);
            queue.extend(first..first + next.len());
            nodes.extend(next.into_iter().map(Node::new));
            nodes[at].led = led.map(|(_, words)| (first, words));
            nodes[at].members = (first + usize::from(led.is_some())..nodes.len()).collect();
        }
        nodes
    }

    /// An exception after those that led to it.
    fn report_chain(&self, node: usize, report: &mut Report) {
        let mut chain = vec![(node, "")];
        while let Some(led) = report.nodes[chain[chain.len() - 1].0].led {
            chain.push(led);
        }
        for index in (0..chain.len()).rev() {
            if let Some((_, words)) = chain.get(index + 1) {
                report.emit(&format!("\n{words}\n\n"));
            }
            self.report_one(chain[index].0, report);
        }
    }

    fn report_one(&self, node: usize, report: &mut Report) {
        let value = report.nodes[node].value;
        let Some(Object::Exception(exception)) = self.heap.object(value) else { return };
        if exception.group.is_undef() {
            if !exception.rows.is_empty() {
                report.emit("Traceback (most recent call last):\n");
                report.emit(&self.rows_text(&exception.rows));
            }
            return report.emit(&self.exception_only(value));
        }
        if report.depth > GROUP_DEPTH_MAX {
            return report.emit(&format!("... (max_group_depth is {GROUP_DEPTH_MAX})\n"));
        }
        let is_outermost = report.depth == 0;
        report.depth += u32::from(is_outermost);
        if !exception.rows.is_empty() {
            let margin = if is_outermost { '+' } else { '|' };
            report.emit_with("Exception Group Traceback (most recent call last):\n", margin);
            report.emit(&self.rows_text(&exception.rows));
        }
        report.emit(&self.exception_only(value));
        self.report_members(node, report);
        if is_outermost {
            report.depth = 0;
        }
    }

    fn report_members(&self, group: usize, report: &mut Report) {
        let members = report.nodes[group].members.clone();
        let shown = members.len().min(GROUP_WIDTH_MAX + 1);
        for (index, &member) in members[..shown].iter().enumerate() {
            let is_cut = index == GROUP_WIDTH_MAX;
            let title = if is_cut { "...".into() } else { (index + 1).to_string() };
            let start = if index == 0 { "+-" } else { "  " };
            let indent = report.indent();
            report.out += &format!("{indent}{start}+---------------- {title} ----------------\n");
            report.depth += 1;
            if is_cut {
                let left = members.len() - GROUP_WIDTH_MAX;
                let plural = if left == 1 { "" } else { "s" };
                report.emit(&format!("and {left} more exception{plural}\n"));
            } else {
                self.report_chain(member, report);
            }
            // A group inside, being the last, has closed the box already.
            if index + 1 == shown && !report.out.ends_with(CLOSED) {
                let indent = report.indent();
                report.out += &format!("{indent}{CLOSED}");
            }
            report.depth -= 1;
        }
    }

    /// The last lines: what it is, and its notes.
    fn exception_only(&self, value: Value) -> String {
        let Some(Object::Exception(exception)) = self.heap.object(value) else {
            return String::new();
        };
        let mut out = self.exception_line(value);
        out.push('\n');
        let notes = exception.attrs.iter().find(|(name, _)| *name == names::NOTES);
        let Some(&(_, notes)) = notes else { return out };
        match self.heap.object(notes) {
            Some(Object::List(notes)) => {
                for &note in notes {
                    let text = self.str_native(note);
                    out += &text.unwrap_or_else(|| "<note str() failed>".into());
                    out.push('\n');
                }
            }
            _ => {
                let text = self.repr_native(notes);
                out += &text.unwrap_or_else(|| "<__notes__ repr() failed>".into());
                out.push('\n');
            }
        }
        out
    }

    /// Rows as text, given the innermost first.
    pub(crate) fn rows_text(&self, rows: &[Row]) -> String {
        let mut out = String::new();
        let mut last = None;
        let mut count = 0;
        for row in rows.iter().rev() {
            let code = self.program.code(row.code);
            let place = (row.code, code.lines[row.pc as usize]);
            if last != Some(place) {
                out += &repeated(count);
                count = 0;
                last = Some(place);
            }
            count += 1;
            if count <= REPEATS_SHOWN {
                out += &self.row_text(row);
            }
        }
        out + &repeated(count)
    }

    fn row_text(&self, row: &Row) -> String {
        let program = &*self.program;
        let code = program.code(row.code);
        let line = code.lines[row.pc as usize];
        let name = self.name(code.name);
        let mut out = format!("  File \"{}\", line {line}, in {name}\n", program.file);
        let span = code.spans[row.pc as usize];
        out += &marked_lines(program, line, span.start as usize, span.end as usize);
        out
    }

    /// `ValueError: message`, or the name alone.
    pub(crate) fn exception_line(&self, value: Value) -> String {
        let class = self.class_of(value);
        let name = match self.heap.object(class) {
            Some(Object::Class(found)) => match self.module_of(class) {
                Some(module) if module != "__main__" => format!("{module}.{}", &*found.qualname),
                _ => found.qualname.to_string(),
            },
            _ => self.qualified_name(class),
        };
        let known = match self.heap.object(value) {
            Some(Object::Exception(exception)) => exception.text.as_ref().map(|t| t.to_string()),
            _ => None,
        };
        let text = match known.or_else(|| self.str_native(value)) {
            Some(text) => text,
            None => "<exception str() failed>".into(),
        };
        let hint = self.hint(value, &text);
        if text.is_empty() { name } else { format!("{name}: {text}{hint}") }
    }

    fn module_of(&self, class: Value) -> Option<String> {
        let module = self.class_lookup(class, names::MODULE)?;
        self.text(module).map(|text| text.to_string())
    }

    /// The exceptions of a traceback whose text only the program's own code can tell.
    pub(super) fn untold(&self, exception: Value) -> Vec<Value> {
        let mut found = vec![exception];
        let mut at = 0;
        while at < found.len() && at < 1000 {
            if let Some(Object::Exception(one)) = self.heap.object(found[at]) {
                let next: Vec<Value> = [one.cause, one.context]
                    .into_iter()
                    .chain(self.members(found[at]).iter().copied())
                    .filter(|next| matches!(self.heap.object(*next), Some(Object::Exception(_))))
                    .filter(|next| !found.iter().any(|known| known.is(*next)))
                    .collect();
                found.extend(next);
            }
            at += 1;
        }
        found.retain(|&one| self.str_native(one).is_none());
        found
    }

    /// `Did you mean: 'x'?` and the like.
    fn hint(&self, value: Value, text: &str) -> String {
        let (wrong, known) = match self.layout(self.class_of(value)) {
            Type::NameError => {
                let wrong = text.strip_prefix("name '").and_then(|rest| rest.split('\'').next());
                (wrong.map(String::from), self.names_in_reach(value))
            }
            Type::AttributeError => self.attributes_in_reach(value),
            _ => return String::new(),
        };
        let Some(wrong) = wrong else { return String::new() };
        let is_name = self.layout(self.class_of(value)) == Type::NameError;
        let is_own = matches!(self.heap.object(value),
            Some(Object::Exception(exception)) if exception.is_own_attribute);
        let mut hint = match crate::suggest::closest(&wrong, &known) {
            _ if is_name && is_own => format!(". Did you mean: 'self.{wrong}'?"),
            Some(similar) => format!(". Did you mean: '{similar}'?"),
            None => String::new(),
        };
        if is_name && STANDARD_MODULES.contains(&&*wrong) {
            hint += if hint.is_empty() { ". Did" } else { " Or did" };
            hint += &format!(" you forget to import '{wrong}'?");
        }
        hint
    }

    /// The attribute that was missing, and those that its object has.
    fn attributes_in_reach(&self, value: Value) -> (Option<String>, Vec<&str>) {
        let Some(Object::Exception(exception)) = self.heap.object(value) else {
            return (None, Vec::new());
        };
        let attr = |wanted| exception.attrs.iter().find(|(name, _)| *name == wanted);
        let (Some(&(_, name)), Some(&(_, object))) = (attr(names::PLAIN_NAME), attr(names::OBJ))
        else {
            return (None, Vec::new());
        };
        let wrong = self.text(name).map(|text| text.to_string());
        let mut known = self.attribute_names(object);
        let is_hidden = |wrong: &String| !wrong.starts_with('_') && !exception.is_own_attribute;
        if wrong.as_ref().is_none_or(is_hidden) {
            known.retain(|name| !name.starts_with('_'));
        }
        known.sort_unstable();
        (wrong, known)
    }

    fn attribute_names(&self, object: Value) -> Vec<&str> {
        let mut syms = Vec::new();
        if let Some(Object::Instance { attrs, .. }) = self.heap.object(object) {
            syms.extend(attrs.iter().map(|&(name, _)| name));
        }
        let class = if self.is_class(object) { object } else { self.class_of(object) };
        for class in self.order_of(class) {
            match (class, self.heap.object(class)) {
                (_, Some(Object::Class(class))) => {
                    syms.extend(class.attrs.iter().map(|&(name, _)| name))
                }
                (Value::Type(kind), _) => {
                    let own = self.methods.iter().filter(|((owner, _), _)| *owner == kind);
                    syms.extend(own.map(|(&(_, name), _)| name));
                }
                _ => {}
            }
        }
        syms.into_iter().map(|name| self.name(name)).collect()
    }

    fn names_in_reach(&self, value: Value) -> Vec<&str> {
        let program = &*self.program;
        let mut known = Vec::new();
        if let Some(Object::Exception(exception)) = self.heap.object(value)
            && let Some(row) = exception.rows.first()
        {
            let locals = &program.code(row.code).locals;
            known.extend(locals.iter().map(|&name| self.name(name)));
        }
        let own = |slot: &usize| program.owners[*slot] == crate::object::ModuleId::MAIN;
        let slots = (0..self.globals.len()).filter(own);
        let bound = slots.filter(|&slot| !self.globals[slot].is_undef());
        known.extend(bound.map(|slot| self.name(program.globals[slot])));
        known.extend(crate::suggest::BUILTINS);
        known
    }
}

/// A traceback being written.
struct Report {
    out: String,
    /// How many groups deep.
    depth: u32,
    nodes: Vec<Node>,
}

/// An exception to be shown.
struct Node {
    value: Value,
    /// What it came from, and in which words.
    led: Option<(usize, &'static str)>,
    members: Vec<usize>,
}

impl Node {
    fn new(value: Value) -> Node {
        Node { value, led: None, members: Vec::new() }
    }
}

impl Report {
    fn indent(&self) -> String {
        "  ".repeat(self.depth as usize)
    }

    fn emit(&mut self, text: &str) {
        self.emit_with(text, '|');
    }

    fn emit_with(&mut self, text: &str, margin: char) {
        if self.depth == 0 {
            return self.out.push_str(text);
        }
        let start = format!("{}{margin} ", self.indent());
        for line in text.split_inclusive('\n') {
            self.out.push_str(&start);
            self.out.push_str(line);
        }
    }
}

fn repeated(count: usize) -> String {
    match count.saturating_sub(REPEATS_SHOWN) {
        0 => String::new(),
        1 => "  [Previous line repeated 1 more time]\n".into(),
        more => format!("  [Previous line repeated {more} more times]\n"),
    }
}
