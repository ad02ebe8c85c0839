//! The type checker: what every name and expression means, and what gc would refuse.
//!
//! **Models:** the Go specification; the wording of `cmd/compile/internal/types2` (Go 1.27).
//! **Invariants:** the tree is never changed; what was found out is in [`Facts`], by expression
//! number. Without issues, every expression of every body has an entry there.
//! **Departures:** complex numbers are refused.

mod assign;
mod binary;
mod branch;
mod builtin;
mod call;
mod constraint;
mod convert;
mod cycle;
mod decl;
mod expr;
mod flow;
mod generic;
mod imports;
mod index;
mod infer;
mod instance;
mod literal;
mod lookup;
mod measure;
mod operand;
mod order;
mod range;
mod scope;
mod select_member;
mod stmt;
mod subst;
mod switch;
mod type_expr;
mod unify;
mod universe;

pub use generic::GENERIC;
pub use instance::Part;
pub use lookup::{Found, Lookup};

use crate::constant::Const;
use crate::packages::Package;
use crate::syntax::Issue;
use crate::syntax::ast::{ConstSpec, Expr, ExprId, FuncDecl, TypeSpec, VarSpec};
use crate::types::{Basic, TypeId, Types};
use generic::Generic;
use runtime_core::source::Span;
use runtime_core::table::{Set, Table};
use scope::Scope;
use std::rc::Rc;

/// The number of an object: of what a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ObjId(pub u32);

/// What a name stands for.
#[derive(Clone, Debug)]
pub struct Obj {
    pub name: Rc<str>,
    pub span: Span,
    pub kind: ObjKind,
    pub ty: TypeId,
    /// The package's index.
    pub package: usize,
    /// The function that declares it, 0 for none.
    pub owner: u32,
    /// Whether it is used.
    pub used: bool,
    /// Whether the variable's address is taken, in one way or another: it lives on the heap.
    pub boxed: bool,
    /// Whether a literal uses it that is inside of its function.
    pub captured: bool,
    /// Whether it can be assigned to after its declaration.
    pub assigned: bool,
}

/// The sorts of objects.
#[derive(Clone, PartialEq, Debug)]
pub enum ObjKind {
    /// A local variable, a parameter or a result.
    Var,
    /// A package's variable, by its index among all.
    Global(u32),
    Const(Const),
    TypeName,
    /// A type parameter, or the type argument it stands for.
    TypeParam,
    /// A generic function or type, by its index among all.
    Generic(u32),
    /// A function, by its index among all.
    Func(u32),
    /// An imported package, by index.
    Package(usize),
    Builtin(&'static str),
    Nil,
    /// Its declaration has not been looked at yet, or cannot be.
    Pending,
}

/// What an expression turned out to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    Invalid,
    NoValue,
    Builtin(&'static str),
    Type,
    Const,
    Variable,
    MapIndex,
    Value,
    Nil,
    /// A value that may have a second one, `ok`.
    CommaOk,
    /// A generic function or type without type arguments, or without all of them.
    Generic(u32),
}

/// What is known of an expression.
#[derive(Clone, Debug)]
pub struct ExprFacts {
    pub mode: Mode,
    pub ty: TypeId,
    pub value: Option<Const>,
}

/// What a selector expression selects.
#[derive(Clone, Debug)]
pub struct Selection {
    pub found: Found,
    /// Whether it is a method expression `T.Method`.
    pub of_type: bool,
}

/// Everything found out about the expressions.
#[derive(Clone, Default, Debug)]
pub struct Facts {
    pub exprs: Vec<Option<ExprFacts>>,
    /// What names stand for, where they are used and where they are declared.
    pub objs: Table<ExprId, ObjId>,
    /// Fields and methods.
    pub selections: Table<ExprId, Selection>,
    /// The variables of a type switch: one for each clause.
    pub clause_objs: Table<(ExprId, usize), ObjId>,
    /// The variables of functions around it that a literal uses, by the literal.
    pub captures: Table<ExprId, Vec<ObjId>>,
    /// The functions that defer: a literal, or a declaration by its name.
    pub defers: Set<ExprId>,
    /// The loops over functions.
    pub func_ranges: Table<ExprId, FuncRange>,
    /// What such loops need of the function they are in: a literal, or a declaration by its name.
    pub homes: Table<ExprId, Home>,
}

/// A loop over a function, whose body is one too: variables that the two share.
#[derive(Clone, Copy, Debug)]
pub struct FuncRange {
    /// Whether the body may be called, or why not.
    pub state: ObjId,
    /// How the body left the loop, 0 for not at all.
    pub exit: ObjId,
}

/// A function with loops over functions whose bodies return or defer.
#[derive(Clone, Default, Debug)]
pub struct Home {
    /// Variables for its results, where bodies return and the results have no names.
    pub results: Vec<ObjId>,
    /// A variable for the number of its frame, where bodies defer.
    pub frame: Option<ObjId>,
}

/// A declared function or method.
#[derive(Clone, Debug)]
pub struct FuncDef<'a> {
    /// As the runtime shows it: `main.main`, `main.(*T).Method`.
    pub name: Rc<str>,
    pub decl: &'a FuncDecl,
    pub package: usize,
    /// Without the receiver.
    pub sig: TypeId,
    /// The receiver's type.
    pub receiver: Option<TypeId>,
    /// The type arguments of an instance.
    pub args: Rc<[TypeId]>,
}

/// One step of a package's initialization: `lhs = rhs`.
#[derive(Clone, Debug)]
pub struct Init<'a> {
    pub lhs: Vec<ObjId>,
    pub rhs: Option<&'a Expr>,
    pub span: Span,
    pub package: usize,
}

/// A checked program.
pub struct Program<'a> {
    pub types: Types,
    pub info: Facts,
    pub objs: Vec<Obj>,
    pub funcs: Vec<FuncDef<'a>>,
    pub globals: Vec<ObjId>,
    pub inits: Vec<Init<'a>>,
    /// The facts of the instances of generic functions, by function.
    pub parts: Table<u32, Part>,
    /// `main.main`.
    pub main: u32,
}

/// A declaration not looked at yet.
#[derive(Clone, Copy)]
enum Pending<'a> {
    Const(&'a ConstSpec, usize),
    Var(&'a VarSpec, usize),
    Type(&'a Rc<TypeSpec>),
    Func(&'a Rc<FuncDecl>),
}

/// How a body is being checked.
#[derive(Clone, Copy, PartialEq)]
enum Pass {
    /// An ordinary function.
    Plain,
    /// A generic one, its type parameters as types of their own.
    Generic,
    /// A generic one with type arguments.
    Instance,
}

/// What is known of the function being checked.
#[derive(Clone)]
struct FuncCx {
    /// Its number, unique among functions and literals.
    serial: u32,
    /// The literal, or the name of the declaration.
    key: ExprId,
    results: Vec<TypeId>,
    named_results: Vec<ObjId>,
    /// Whether it is the body of a loop over a function.
    is_body: bool,
}

struct Checker<'a> {
    packages: &'a [Package],
    types: Types,
    info: Facts,
    objs: Vec<Obj>,
    funcs: Vec<FuncDef<'a>>,
    globals: Vec<ObjId>,
    issues: Vec<Issue>,
    universe: Table<Rc<str>, ObjId>,
    /// Per package: its declarations, then the names of its imports.
    package_scopes: Vec<Table<Rc<str>, ObjId>>,
    import_scopes: Vec<Table<Rc<str>, ObjId>>,
    imports: Vec<(ObjId, Rc<str>)>,
    /// Packages imported with a dot.
    dotted: Vec<(ObjId, usize)>,
    pending: Table<ObjId, Pending<'a>>,
    resolving: Vec<ObjId>,
    scopes: Vec<Scope>,
    functions: Vec<FuncCx>,
    serials: u32,
    package: usize,
    iota: Option<i64>,
    /// What the declaration being checked refers to, of the package's level.
    references: Set<ObjId>,
    dependencies: Table<ObjId, Set<ObjId>>,
    /// Variable specs with one call for several names are checked once.
    multi: Table<u32, ()>,
    measured: measure::Measured,
    inits: Vec<Init<'a>>,
    generics: Vec<Generic<'a>>,
    type_instances: Table<(u32, Rc<[TypeId]>), TypeId>,
    func_instances: Table<(u32, Rc<[TypeId]>), ObjId>,
    /// Instances of functions whose bodies are to be checked: declaration, function, object.
    unchecked: Vec<(u32, u32, ObjId)>,
    unverified: Vec<instance::Unverified>,
    /// The type arguments of functions that lack some, and where those are written.
    partial: Table<ExprId, (Vec<TypeId>, Vec<Span>)>,
    parts: Table<u32, Part>,
    pass: Pass,
    /// Whether the methods of all types are known.
    methods_known: bool,
    flows: cycle::Flows,
    /// How many instances of types are being made, one inside the other.
    making: u32,
    /// The declaration whose instances are too many, or too deeply nested.
    endless: Option<Span>,
}

/// Checks the packages, the program's own last.
/// `issues` are those of the text.
pub fn check(packages: &[Package], issues: Vec<Issue>) -> Result<Program<'_>, Vec<Issue>> {
    let mut checker = Checker::new(packages);
    checker.issues = issues;
    checker.collect();
    checker.resolve_all();
    checker.check_bodies();
    checker.report_endless_instances();
    checker.check_instances();
    checker.report_unused_imports();
    checker.order_initialization();
    checker.finish()
}

impl<'a> Checker<'a> {
    fn new(packages: &'a [Package]) -> Checker<'a> {
        let mut checker = Checker {
            packages,
            types: Types::default(),
            info: Facts::default(),
            objs: Vec::new(),
            funcs: Vec::new(),
            globals: Vec::new(),
            issues: Vec::new(),
            universe: Table::new(),
            package_scopes: vec![Table::new(); packages.len()],
            import_scopes: vec![Table::new(); packages.len()],
            imports: Vec::new(),
            dotted: Vec::new(),
            pending: Table::new(),
            resolving: Vec::new(),
            scopes: Vec::new(),
            functions: Vec::new(),
            serials: 0,
            package: 0,
            iota: None,
            references: Set::new(),
            dependencies: Table::new(),
            multi: Table::new(),
            measured: measure::Measured::default(),
            inits: Vec::new(),
            generics: Vec::new(),
            type_instances: Table::new(),
            func_instances: Table::new(),
            unchecked: Vec::new(),
            unverified: Vec::new(),
            partial: Table::new(),
            parts: Table::new(),
            pass: Pass::Plain,
            methods_known: false,
            flows: cycle::Flows::default(),
            making: 0,
            endless: None,
        };
        let exprs = packages.iter().map(|package| package.file.exprs).max().unwrap_or(0);
        checker.info.exprs.resize(exprs as usize, None);
        checker.declare_universe();
        checker.types.aliases = universe::spellings(packages);
        checker
    }

    fn finish(self) -> Result<Program<'a>, Vec<Issue>> {
        let own = self.packages.len() - 1;
        let main = self.package_scopes[own].get("main").map(|&id| &self.objs[id.0 as usize].kind);
        let mut issues = self.issues;
        let Some(&ObjKind::Func(main)) = main else {
            if issues.is_empty() {
                issues.push(Issue::compile(
                    Span::default(),
                    "function main is undeclared in the main package",
                ));
            }
            return Err(issues);
        };
        if !issues.is_empty() {
            return Err(issues);
        }
        let Checker { types, info, objs, funcs, globals, inits, parts, .. } =
            Checker { issues: Vec::new(), ..self };
        Ok(Program { types, info, objs, funcs, globals, inits, parts, main })
    }

    // ---- issues

    fn error(&mut self, span: Span, message: impl Into<String>) {
        self.issues.push(Issue::compile(span, message));
    }

    fn unsupported(&mut self, span: Span, message: impl Into<String>, help: &'static str) {
        self.issues.push(Issue::unsupported(span, message, help));
    }

    // ---- scopes and objects

    fn new_obj(&mut self, name: &Rc<str>, span: Span, kind: ObjKind, ty: TypeId) -> ObjId {
        let id = ObjId(self.objs.len() as u32);
        let owner = self.functions.last().map_or(0, |cx| cx.serial);
        let package = self.package;
        self.objs.push(Obj {
            name: name.clone(),
            span,
            kind,
            ty,
            package,
            owner,
            used: false,
            boxed: false,
            captured: false,
            assigned: false,
        });
        id
    }

    fn obj(&self, id: ObjId) -> &Obj {
        &self.objs[id.0 as usize]
    }

    fn obj_mut(&mut self, id: ObjId) -> &mut Obj {
        &mut self.objs[id.0 as usize]
    }

    // ---- what is known of expressions

    fn record(&mut self, id: ExprId, mode: Mode, ty: TypeId, value: Option<Const>) {
        if let Some(entry) = self.info.exprs.get_mut(id.0 as usize) {
            *entry = Some(ExprFacts { mode, ty, value });
        }
    }

    fn invalid() -> TypeId {
        Basic::Invalid.id()
    }
}
