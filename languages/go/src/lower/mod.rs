//! From the checked tree to instructions.
//!
//! **Invariants:** a register keeps one [`Kind`] for the life of its frame, so that the collector
//! and the fingerprint know what it holds at any instruction; temporaries live until the end of
//! their statement.

mod branch;
mod builtin;
mod call;
mod comm;
mod cond;
mod convert;
mod expr;
mod func;
mod iface;
mod literal;
mod method;
mod order;
mod place;
mod range;
mod range_func;
mod see;
mod stmt;
mod switch;
mod tables;

pub use see::Watching;

use crate::Options;
use crate::check::{Home, ObjId, Program};
use crate::code::{Code, Func, Instr, Origin, Reg};
use crate::packages::Package;
use crate::syntax::Issue;
use crate::syntax::ast::{Expr, ExprId};
use crate::types::{Kind, TypeId, Types};
use runtime_core::source::Span;
use runtime_core::table::Table;
use std::rc::Rc;

/// The most registers one frame may have.
const REGISTERS_MAX: usize = 60_000;

/// Where a variable is.
#[derive(Clone, Copy)]
enum Var {
    /// In registers from here.
    Regs(Reg),
    /// In an object whose address is in this register.
    Boxed(Reg),
}

/// A loop, a switch: what `break` and `continue` jump out of.
struct Target {
    label: Option<Rc<str>>,
    breaks: Vec<usize>,
    /// `None` where `continue` does not apply.
    continues: Option<Vec<usize>>,
}

/// A function being compiled.
struct Fun {
    name: Rc<str>,
    origin: Origin,
    package: usize,
    code: Vec<Instr>,
    lines: Vec<u32>,
    kinds: Vec<Kind>,
    free: Table<Vec<u8>, Vec<Reg>>,
    /// Temporaries of the statement under way.
    temps: Vec<(Reg, u16)>,
    vars: Table<ObjId, Var>,
    targets: Vec<Target>,
    /// Where labels are, and the jumps to those that have not come yet.
    labels: Table<Rc<str>, usize>,
    gotos: Vec<(Rc<str>, usize)>,
    /// The types of the results, and their variables where they have names.
    results: Vec<TypeId>,
    named_results: Vec<Option<ObjId>>,
    has_defer: bool,
    /// Set where it is the body of a loop over a function.
    body: Option<range_func::Body>,
    /// What loops over functions in it need.
    home: Option<Home>,
    /// Whether its accesses to memory are told.
    watched: bool,
    /// The receiver whose guard it takes as it begins.
    guard: Option<Reg>,
    literals: u32,
    ranges: u32,
    wrappers: u32,
    params: u16,
    result_slots: u16,
    line: u32,
    start_line: u32,
}

struct Lowerer<'p> {
    packages: &'p [Package],
    program: Program<'p>,
    watching: Watching,
    code: Code,
    funs: Vec<Fun>,
    strings: Table<Rc<[u8]>, u32>,
    consts: Table<u64, u32>,
    shapes: Table<(Vec<Kind>, u64), u32>,
    elems: Table<TypeId, u32>,
    maps: Table<TypeId, u32>,
    used_types: Table<TypeId, ()>,
    wrappers: Table<String, u32>,
    /// The label of the statement that comes next.
    label: Option<Rc<str>>,
    /// The variable that the next channel is stored in.
    chan_name: Option<Rc<str>>,
    /// Expressions that have been evaluated already, and the registers they are in.
    ready: Table<ExprId, Reg>,
    /// Starts of the lines of each package's source.
    line_starts: Vec<Vec<u32>>,
    too_large: Option<Span>,
    span: Span,
}

/// Compiles a checked program.
pub fn lower<'p>(
    packages: &'p [Package], program: Program<'p>, options: &Options,
) -> Result<Code, Issue> {
    let line_starts = packages.iter().map(|package| line_starts(&package.source)).collect();
    let mut lowerer = Lowerer {
        packages,
        program,
        watching: options.watch,
        code: Code::new(&options.file),
        funs: Vec::new(),
        strings: Table::new(),
        consts: Table::new(),
        shapes: Table::new(),
        elems: Table::new(),
        maps: Table::new(),
        used_types: Table::new(),
        wrappers: Table::new(),
        label: None,
        chan_name: None,
        ready: Table::new(),
        line_starts,
        too_large: None,
        span: Span::default(),
    };
    lowerer.all();
    match lowerer.too_large {
        Some(span) => Err(Issue::unsupported(
            span,
            "this function or value is too large to be simulated",
            "split the function, or use a slice made with make",
        )),
        None => {
            lowerer.code.types = lowerer.program.types;
            Ok(lowerer.code)
        }
    }
}

fn line_starts(source: &str) -> Vec<u32> {
    let breaks =
        source.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at as u32 + 1);
    std::iter::once(0).chain(breaks).collect()
}

impl<'p> Lowerer<'p> {
    fn all(&mut self) {
        for bytes in [8, 1, 4] {
            self.shape_index(vec![Kind::Word], bytes);
        }
        self.shape_index(vec![Kind::Ref], 16);
        self.declare_globals();
        self.declare_errors();
        let count = self.program.funcs.len() as u32;
        for index in 0..count {
            let def = &self.program.funcs[index as usize];
            let (name, package) = (def.name.clone(), def.package);
            let placeholder = self.placeholder(&name, package);
            self.code.funcs.push(placeholder);
        }
        for index in 0..count {
            let mut part = self.program.parts.remove(&index);
            part.iter_mut().for_each(|part| part.exchange(&mut self.program.info));
            let func = self.declared(index);
            part.iter_mut().for_each(|part| part.exchange(&mut self.program.info));
            self.code.funcs[index as usize] = func;
        }
        for ty in self.code.errors {
            self.use_type(ty);
        }
        self.declare_printing();
        self.code.main = self.program.main;
        let init = self.initializer();
        self.code.init = self.add_func(init);
    }

    fn placeholder(&self, name: &Rc<str>, package: usize) -> Func {
        Func {
            name: name.clone(),
            origin: self.origin(package),
            whole: false,
            code: Vec::new(),
            lines: Vec::new(),
            kinds: Vec::new(),
            results: 0,
            params: 0,
            epilogue: 0,
            line: 0,
        }
    }

    fn origin(&self, package: usize) -> Origin {
        if self.packages[package].is_main() { Origin::Program } else { Origin::Library }
    }

    fn add_func(&mut self, func: Func) -> u32 {
        self.code.funcs.push(func);
        self.code.funcs.len() as u32 - 1
    }

    // ---- what is known

    fn types(&self) -> &Types {
        &self.program.types
    }

    fn type_of(&self, expr: &Expr) -> TypeId {
        self.program.info.exprs[expr.id.0 as usize].as_ref().map_or(TypeId(0), |info| info.ty)
    }

    fn obj_of(&self, id: ExprId) -> Option<ObjId> {
        self.program.info.objs.get(&id).copied()
    }

    fn slots(&self, ty: TypeId) -> u16 {
        self.types().slots(ty).min(REGISTERS_MAX as u64) as u16
    }

    fn line_of(&self, span: Span) -> u32 {
        let starts = &self.line_starts[self.fun_ref().package];
        starts.partition_point(|&start| start <= span.start) as u32
    }

    // ---- the function under way

    fn fun(&mut self) -> &mut Fun {
        self.funs.last_mut().expect("yieldpoint bug: code outside of a function")
    }

    fn fun_ref(&self) -> &Fun {
        self.funs.last().expect("yieldpoint bug: code outside of a function")
    }

    fn emit(&mut self, instr: Instr) -> usize {
        self.see(instr);
        self.push(instr)
    }

    fn push(&mut self, instr: Instr) -> usize {
        let fun = self.fun();
        fun.code.push(instr);
        let line = fun.line;
        fun.lines.push(line);
        fun.code.len() - 1
    }

    fn data(&mut self, word: u32) {
        self.emit(Instr::Data(word));
    }

    fn at_line(&mut self, span: Span) {
        let line = self.line_of(span);
        self.fun().line = line;
        self.span = span;
    }

    fn here(&self) -> usize {
        self.fun_ref().code.len()
    }

    /// Makes the jump at `at` go on here.
    fn patch(&mut self, at: usize) {
        let here = self.here();
        self.patch_to(at, here);
    }

    fn patch_all(&mut self, jumps: Vec<usize>) {
        jumps.into_iter().for_each(|at| self.patch(at));
    }

    fn patch_to(&mut self, at: usize, target: usize) {
        let Ok(offset) = i16::try_from(target as i64 - at as i64) else {
            if !matches!(
                self.fun_ref().code[at],
                Instr::Jump { .. } | Instr::JumpIf { .. } | Instr::JumpUnless { .. }
            ) {
                self.too_large = Some(self.span);
                return;
            }
            return self.patch_far(at, target);
        };
        match &mut self.fun().code[at] {
            Instr::JumpEq { by, .. }
            | Instr::JumpNe { by, .. }
            | Instr::JumpLt { by, .. }
            | Instr::JumpLe { by, .. }
            | Instr::JumpEqI { by, .. }
            | Instr::JumpNeI { by, .. }
            | Instr::JumpLtI { by, .. }
            | Instr::JumpGtI { by, .. } => {
                *by = offset;
            }
            _ => self.patch_far(at, target),
        }
    }

    fn patch_far(&mut self, at: usize, target: usize) {
        if let Instr::Jump { to } | Instr::JumpIf { to, .. } | Instr::JumpUnless { to, .. } =
            &mut self.fun().code[at]
        {
            *to = target as u32;
        }
    }

    // ---- registers

    /// Registers of these kinds until the end of the statement.
    fn temp_kinds(&mut self, kinds: &[Kind]) -> Reg {
        let reg = self.alloc(kinds);
        self.fun().temps.push((reg, kinds.len() as u16));
        reg
    }

    fn temp(&mut self, ty: TypeId) -> Reg {
        if self.types().slots(ty) > REGISTERS_MAX as u64 {
            self.too_large = Some(self.span);
            return 0;
        }
        let kinds = self.types().kinds(ty);
        self.temp_kinds(&kinds)
    }

    fn word(&mut self) -> Reg {
        self.temp_kinds(&[Kind::Word])
    }

    fn reference(&mut self) -> Reg {
        self.temp_kinds(&[Kind::Ref])
    }

    /// `want`, or a temporary for a value of type `ty`.
    fn dest(&mut self, want: Option<Reg>, ty: TypeId) -> Reg {
        match want {
            Some(reg) => reg,
            None => self.temp(ty),
        }
    }

    fn alloc(&mut self, kinds: &[Kind]) -> Reg {
        let key: Vec<u8> = kinds.iter().map(|&kind| kind as u8).collect();
        if let Some(reg) = self.fun().free.get_mut(&key).and_then(Vec::pop) {
            return reg;
        }
        let fun = self.fun();
        let reg = fun.kinds.len();
        if reg + kinds.len() > REGISTERS_MAX {
            self.too_large = Some(self.span);
            return 0;
        }
        fun.kinds.extend_from_slice(kinds);
        reg as Reg
    }

    fn release(&mut self, reg: Reg, n: u16) {
        let fun = self.fun();
        let end = (reg as usize + n as usize).min(fun.kinds.len());
        let key: Vec<u8> = fun.kinds[reg as usize..end].iter().map(|&kind| kind as u8).collect();
        fun.free.or_default(key).push(reg);
    }

    /// Gives back the temporaries made since `mark`.
    fn release_temps(&mut self, mark: usize) {
        let done = self.fun().temps.split_off(mark);
        done.into_iter().rev().for_each(|(reg, n)| self.release(reg, n));
    }

    fn copy(&mut self, dst: Reg, src: Reg, n: u16) {
        match n {
            _ if dst == src => {}
            0 => {}
            1 => drop(self.emit(Instr::Move { dst, src })),
            n => drop(self.emit(Instr::MoveN { dst, src, n })),
        }
    }

    fn load(&mut self, dst: Reg, ptr: Reg, off: u32, n: u16) {
        let (ptr, off) = self.near(ptr, off);
        match n {
            0 => drop(self.emit(Instr::NilCheck { ptr })),
            1 => drop(self.emit(Instr::Load { dst, ptr, off })),
            n => {
                self.emit(Instr::LoadN { dst, ptr, off });
                self.data(u32::from(n));
            }
        }
    }

    fn store(&mut self, ptr: Reg, off: u32, src: Reg, n: u16) {
        let (ptr, off) = self.near(ptr, off);
        match n {
            0 => drop(self.emit(Instr::NilCheck { ptr })),
            1 => drop(self.emit(Instr::Store { ptr, off, src })),
            n => {
                self.emit(Instr::StoreN { ptr, off, src });
                self.data(u32::from(n));
            }
        }
    }

    /// An address whose offset fits the instruction.
    fn near(&mut self, ptr: Reg, off: u32) -> (Reg, u16) {
        if let Ok(off) = u16::try_from(off) {
            return (ptr, off);
        }
        let dst = self.reference();
        self.emit(Instr::PtrAdd { dst, ptr });
        self.data(off);
        (dst, 0)
    }

    fn int(&mut self, dst: Reg, value: i64) {
        match i32::try_from(value) {
            Ok(value) => drop(self.emit(Instr::Int { dst, value })),
            Err(_) => {
                let index = self.const_index(value as u64);
                self.emit(Instr::Const { dst, index });
            }
        }
    }

    fn int_temp(&mut self, value: i64) -> Reg {
        let reg = self.word();
        self.int(reg, value);
        reg
    }

    fn zero(&mut self, dst: Reg, n: u16) {
        match n {
            0 => {}
            1 => drop(self.emit(Instr::Int { dst, value: 0 })),
            n => drop(self.emit(Instr::Zero { dst, n })),
        }
    }
}
