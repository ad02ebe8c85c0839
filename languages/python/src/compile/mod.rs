//! From the syntax tree to bytecode.
//!
//! Scopes are resolved first ([`scope`]), then each function becomes a [`Code`]. What Python
//! accepts and the machine does not simulate is refused here, with its place and what to use
//! instead: nothing has run yet.
//!
//! **Models:** `Python/compile.c`, CPython 3.13.
//! **Departures:** annotations are not evaluated; there is no peephole optimizer beyond the
//! instructions made for common pairs.

mod annotate;
mod assign;
mod call;
mod check;
mod collect;
mod comprehension;
mod control;
mod expr;
mod function;
mod imports;
mod mistakes;
mod pattern;
mod protect;
mod scope;
mod stmt;
mod strings;
mod unit;

pub(crate) use check::describe;
pub(crate) use imports::imported;

use crate::builtins;
use crate::code::{Code, CodeKind, Instr, Module, Program};
use crate::names::KNOWN;
use crate::object::{CodeId, Heap, ModuleId, Sym, Value};
use ruff_python_ast::Stmt;
use ruff_text_size::{Ranged, TextRange};
use runtime_core::source::{Diagnostic, Span};
use runtime_core::table::{Set, Table};
use scope::{Place, ScopeId, ScopeKind, Scopes};
use unit::Unit;

/// What is compiled and where it ends up; shared by the program's module and the library's.
pub(crate) struct Builder {
    pub program: Program,
    pub heap: Heap,
    /// Whose code is being compiled.
    pub module: ModuleId,
    /// What each module of the library has.
    members: Set<(ModuleId, Sym)>,
    strings: Table<String, Value>,
}

impl Builder {
    pub(crate) fn new(file: &str, source: &str) -> Builder {
        let program = Program { file: file.into(), source: source.into(), ..Program::default() };
        let mut builder = Builder {
            program,
            heap: Heap::new(crate::MEMORY_MAX),
            module: ModuleId::MAIN,
            members: Set::default(),
            strings: Table::default(),
        };
        for name in KNOWN.iter().copied().chain(builtins::method_names()) {
            builder.sym(name);
        }
        builder.add_module("__main__");
        builder.add_module("builtins");
        builder
    }

    pub(crate) fn sym(&mut self, name: &str) -> Sym {
        self.program.names.intern(name)
    }

    /// The program, and the heap with its constants.
    pub(crate) fn finish(mut self) -> (Program, Heap) {
        // From here on the codes alone own their constants.
        for (_, value) in std::mem::take(&mut self.strings).iter() {
            self.heap.release(*value);
        }
        (self.program, self.heap)
    }

    /// The slot of a global name in the module being compiled.
    fn global(&mut self, name: &str) -> u32 {
        self.slot(self.module, name)
    }

    fn slot(&mut self, module: ModuleId, name: &str) -> u32 {
        let sym = self.sym(name);
        let program = &mut self.program;
        if let Some(&slot) = program.slots.get(&(module, sym)) {
            return slot;
        }
        let slot = program.globals.len() as u32;
        program.globals.push(sym);
        program.owners.push(module);
        program.initial.push(Value::Undef);
        let builtin = builtins::lookup(name, &program.prelude);
        program.builtins.push(builtin.unwrap_or(Value::Undef));
        program.slots.insert((module, sym), slot);
        slot
    }

    /// A new module; its package is known already.
    pub(crate) fn add_module(&mut self, name: &str) -> ModuleId {
        let id = ModuleId(self.program.modules.len() as u16);
        let parts = name.rsplit_once('.');
        let package = parts.and_then(|(package, own)| Some((self.module_named(package)?, own)));
        let in_package = package.map(|(package, own)| self.add_member(package, own, Value::Undef));
        self.program.modules.push(Module { name: name.into(), body: None, in_package });
        id
    }

    /// Gives a variable of a module its slot and what it holds from the start.
    pub(crate) fn add_member(&mut self, module: ModuleId, name: &str, value: Value) -> u32 {
        let slot = self.slot(module, name);
        if !value.is_undef() {
            self.program.initial[slot as usize] = value;
        }
        let sym = self.sym(name);
        self.members.insert((module, sym));
        slot
    }

    /// The module of this name, if the program uses it.
    pub(crate) fn module_named(&self, name: &str) -> Option<ModuleId> {
        let found = self.program.modules.iter().position(|module| *module.name == *name);
        found.map(|at| ModuleId(at as u16))
    }

    fn has_member(&self, module: ModuleId, name: &str) -> bool {
        let sym = self.program.names.get(name);
        sym.is_some_and(|sym| self.members.contains(&(module, sym)))
    }

    /// The constant string `text`, one object for the whole program.
    fn string(&mut self, text: &str) -> Value {
        if let Some(&value) = self.strings.get(text) {
            return value;
        }
        let value = self.heap.str(text);
        self.strings.insert(text.into(), value);
        value
    }
}

/// Gives every function of the prelude its number, before any of them is compiled.
pub(crate) fn reserve_prelude(builder: &mut Builder, body: &[Stmt]) {
    for def in body.iter().filter_map(Stmt::as_function_def_stmt) {
        let name = builder.sym(&def.name);
        let id = CodeId(builder.program.codes.len() as u32);
        builder.program.codes.push(empty_code(name, &def.name));
        builder.program.prelude.insert(def.name.to_string(), id);
    }
}

/// Compiles the functions of the prelude.
pub(crate) fn prelude(builder: &mut Builder, source: &str, body: &[Stmt]) {
    let (scopes, _) = Scopes::of(body);
    builder.module = ModuleId::BUILTINS;
    let mut compiler = Compiler::new(builder, source, scopes, Author::Prelude);
    let code = empty_code(Sym(0), "<library>");
    compiler.units.push(Unit::new(code, ScopeId(0)));
    for def in body.iter().filter_map(Stmt::as_function_def_stmt) {
        let scope = compiler.scope_at(def, ScopeKind::Function);
        compiler.function_code(def, scope);
        let program = &mut compiler.builder.program;
        let reserved = program.prelude.get(def.name.as_str()).copied();
        if let (Some(code), Some(reserved)) = (program.codes.pop(), reserved) {
            program.codes[reserved.0 as usize] = code;
        }
    }
    if let Some(first) = compiler.diagnostics.first() {
        panic!("yieldpoint bug: the prelude does not compile: {first:?}");
    }
    builder.module = ModuleId::MAIN;
}

fn empty_code(name: Sym, qualname: &str) -> Code {
    Code {
        name,
        qualname: qualname.into(),
        kind: CodeKind::Plain,
        instrs: Vec::new(),
        lines: Vec::new(),
        spans: Vec::new(),
        consts: Vec::new(),
        keywords: Vec::new(),
        guards: Vec::new(),
        locals: Vec::new(),
        positional: 0,
        positional_only: 0,
        optional: 0,
        keyword_only: 0,
        has_varargs: false,
        has_varkw: false,
        free_start: 0,
        module: ModuleId::MAIN,
        is_hidden: true,
        stands_for_c: false,
        is_told: false,
        first_site: 0,
        first_line: 1,
        docstring: None,
        annotations: Vec::new(),
        fast: Vec::new(),
        line_starts: Vec::new(),
        arity: u32::MAX,
    }
}

/// Whose code is compiled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Author {
    Learner,
    /// A module of the library: without lines, and with the machine's natives at hand.
    Library,
    /// The built-in functions: the same, and every name from outside is a constant.
    Prelude,
}

/// The names that a module binds, in order: what can be had from it by attribute.
pub(crate) fn module_variables(body: &[Stmt]) -> Vec<String> {
    Scopes::of(body).0.module_variables()
}

/// Compiles a module into `builder`; gives its code.
pub(crate) fn module(
    builder: &mut Builder, source: &str, body: &[Stmt], author: Author,
) -> Result<CodeId, Vec<Diagnostic>> {
    let (scopes, mistakes) = Scopes::of(body);
    let mut compiler = Compiler::new(builder, source, scopes, author);
    for (range, message) in mistakes {
        compiler.syntax_error(range, message);
    }
    compiler.find_mistakes(body);
    compiler.check_module(body);
    let module = ScopeId(0);
    let code = compiler.blank_code("<module>", CodeKind::Plain, 1);
    compiler.units.push(Unit::new(code, module));
    compiler.set_up_annotations(body);
    compiler.body(body);
    compiler.at_end_of(body);
    compiler.emit(Instr::None);
    compiler.emit(Instr::Return);
    let id = compiler.finish_unit();
    if compiler.diagnostics.is_empty() {
        return Ok(id);
    }
    let mut diagnostics = compiler.diagnostics;
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.span.end));
    diagnostics.dedup();
    Err(diagnostics)
}

/// More instructions than any page's program has; `finally` parts multiply when nested.
const INSTRUCTIONS_MAX: usize = 200_000;

struct Compiler<'a> {
    builder: &'a mut Builder,
    source: &'a str,
    line_starts: Vec<u32>,
    scopes: Scopes,
    units: Vec<Unit<'a>>,
    classes: Vec<String>,
    qualname: String,
    diagnostics: Vec<Diagnostic>,
    author: Author,
    /// How often the module binds each of its names, and the module an import bound it to.
    assigned: Table<String, check::Binding>,
}

impl<'a> Compiler<'a> {
    fn new(
        builder: &'a mut Builder, source: &'a str, scopes: Scopes, author: Author,
    ) -> Compiler<'a> {
        Compiler {
            builder,
            source,
            line_starts: line_starts(source),
            scopes,
            units: Vec::new(),
            classes: Vec::new(),
            qualname: String::new(),
            diagnostics: Vec::new(),
            author,
            assigned: Table::default(),
        }
    }

    fn unit(&mut self) -> &mut Unit<'a> {
        match self.units.last_mut() {
            Some(unit) => unit,
            None => panic!("yieldpoint bug: no code is being compiled"),
        }
    }

    fn emit(&mut self, instr: Instr) {
        self.unit().emit(instr);
        if self.unit().code.instrs.len() == INSTRUCTIONS_MAX {
            let range = TextRange::default();
            self.unsupported(range, "a program this large", "Make it smaller.");
        }
    }

    /// Whether compiling goes on: not after the code has grown beyond its limit.
    fn is_full(&mut self) -> bool {
        self.unit().code.instrs.len() > INSTRUCTIONS_MAX
    }

    /// The instructions that follow belong to `node`; gives the place before, to go back to.
    fn at(&mut self, node: &impl Ranged) -> (Span, u32) {
        let range = node.range();
        let line = self.line_of(range.start().to_u32());
        let unit = self.unit();
        let before = (unit.span, unit.line);
        unit.span = span(range);
        unit.line = line;
        before
    }

    /// The return that nobody wrote stands where the body's last statement does, as in CPython's
    /// line table: a loop ends at its head, a branch where its last line was.
    fn at_end_of(&mut self, body: &[Stmt]) {
        let Some(last) = body.last() else { return };
        self.at(last);
        if matches!(last, Stmt::If(_) | Stmt::Try(_) | Stmt::With(_) | Stmt::Match(_)) {
            self.stay();
        }
    }

    fn back_to(&mut self, place: (Span, u32)) {
        let unit = self.unit();
        (unit.span, unit.line) = place;
    }

    /// The instructions that follow have no place of their own: they stay where the last one was.
    fn stay(&mut self) {
        let code = &self.unit().code;
        if let (Some(&span), Some(&line)) = (code.spans.last(), code.lines.last()) {
            self.back_to((span, line));
        }
    }

    fn line_of(&self, offset: u32) -> u32 {
        self.line_starts.partition_point(|&start| start <= offset) as u32
    }

    fn place_of(&mut self, name: &str) -> Place {
        let scope = self.unit().scope;
        self.scopes.place(scope, name)
    }

    fn mangled(&self, name: &str) -> String {
        collect::mangle(self.classes.last(), name)
    }

    fn sym(&mut self, name: &str) -> Sym {
        self.builder.sym(name)
    }

    fn blank_code(&mut self, name: &str, kind: CodeKind, line: u32) -> Code {
        let qualname = format!("{}{name}", self.qualname);
        let name = self.sym(name);
        let is_hidden = self.author != Author::Learner;
        let module = self.builder.module;
        Code { kind, module, is_hidden, first_line: line, ..empty_code(name, &qualname) }
    }

    /// Names the slots of the innermost code and files it.
    fn finish_unit(&mut self) -> CodeId {
        let Some(unit) = self.units.pop() else { panic!("yieldpoint bug: no code to finish") };
        let scope = self.scopes.get(unit.scope);
        let slots: Vec<String> = scope.slots.iter().map(|(_, name)| name.clone()).collect();
        let free = scope.free.len();
        let mut code = unit.finish();
        code.locals = slots.iter().map(|name| self.builder.sym(name)).collect();
        code.free_start = (slots.len() - free) as u32;
        self.builder.program.codes.push(code);
        CodeId(self.builder.program.codes.len() as u32 - 1)
    }

    fn constant(&mut self, value: Value) -> Instr {
        let consts = &mut self.unit().code.consts;
        let found = consts.iter().position(|&known| known.is(value));
        let index = found.unwrap_or_else(|| {
            consts.push(value);
            consts.len() - 1
        });
        if found.is_none() {
            self.builder.heap.keep(value);
        }
        Instr::Const(index as u32)
    }

    fn emit_const(&mut self, value: Value) {
        let instr = match value {
            Value::None => Instr::None,
            Value::Int(int) if i32::try_from(int).is_ok() => Instr::Int(int as i32),
            _ => self.constant(value),
        };
        self.emit(instr);
    }

    fn emit_str(&mut self, text: &str) {
        let value = self.builder.string(text);
        self.emit_const(value);
    }

    fn syntax_error(&mut self, range: TextRange, message: String) {
        let diagnostic = Diagnostic::new(self.source, span(range), "SyntaxError", message);
        self.diagnostics.push(diagnostic);
    }

    /// What CPython accepts and we do not simulate.
    fn unsupported(&mut self, range: TextRange, what: &str, instead: &str) {
        let message = format!("{what} is not simulated");
        let diagnostic = Diagnostic::new(self.source, span(range), "unsupported", message);
        self.diagnostics.push(diagnostic.with_help(instead));
    }

    /// The scope of a node inside the present one.
    fn scope_at(&self, node: &impl Ranged, kind: ScopeKind) -> ScopeId {
        self.scopes.at(node.range().start(), kind)
    }
}

fn span(range: TextRange) -> Span {
    Span { start: range.start().to_u32(), end: range.end().to_u32() }
}

fn line_starts(source: &str) -> Vec<u32> {
    let after_newlines = source.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
    std::iter::once(0).chain(after_newlines.map(|(at, _)| at as u32 + 1)).collect()
}
