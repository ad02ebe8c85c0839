//! The tree of a Go source file. Types are expressions, as in the grammar.
//!
//! **Invariants:** every node has a span; every expression a dense id, the index of the checker's
//! tables; no tree is deeper than [`super::DEPTH_MAX`], so that whoever walks it may recurse.

use super::token::LitKind;
use runtime_core::source::Span;
use std::ops::Range as Ids;
use std::rc::Rc;

/// A name where it stands.
#[derive(Clone, Debug)]
pub struct Ident {
    /// The expression id under which the checker files it.
    pub id: ExprId,
    /// Where.
    pub span: Span,
    /// The name.
    pub name: Rc<str>,
}

/// The number of an expression.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ExprId(pub u32);

/// An expression or a type.
#[derive(Clone, Debug)]
pub struct Expr {
    /// Its number.
    pub id: ExprId,
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// The forms of expressions.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// What could not be parsed.
    Bad,
    /// `x`
    Name(Rc<str>),
    /// A literal as written.
    Lit(LitKind, Rc<str>),
    /// `T{...}`; without a type inside another one.
    Composite { ty: Option<Box<Expr>>, elements: Vec<Element>, rbrace: Span },
    /// `func(...) {...}`
    FuncLit(Rc<Function>),
    /// `(x)`
    Paren(Box<Expr>),
    /// `x.name`
    Selector(Box<Expr>, Ident),
    /// `x[i]`, or an instantiation `f[A, B]`.
    Index(Box<Expr>, Vec<Expr>),
    /// `x[lo:hi:max]`
    Slice(Box<Expr>, [Option<Box<Expr>>; 3]),
    /// `x.(T)`; `x.(type)` has no type.
    Assert(Box<Expr>, Option<Box<Expr>>),
    /// `f(args...)`
    Call(Box<Call>),
    /// `*x`
    Star(Box<Expr>),
    /// `-x`, `!x`, `^x`, `+x`, `&x`, `<-x`
    Unary(&'static str, Box<Expr>),
    /// `x op y`
    Binary(&'static str, Box<Expr>, Box<Expr>),
    /// `[n]T`; `[...]T` has no length.
    ArrayType(Option<Box<Expr>>, Box<Expr>),
    /// `[]T`
    SliceType(Box<Expr>),
    /// `...T`
    Variadic(Box<Expr>),
    /// `struct {...}`
    StructType(Vec<Field>),
    /// `func(...) ...`
    FuncType(Box<Signature>),
    /// `interface {...}`
    InterfaceType(Vec<InterfaceElement>),
    /// `map[K]V`
    MapType(Box<Expr>, Box<Expr>),
    /// `chan T`, `<-chan T`, `chan<- T`
    ChanType(ChanDir, Box<Expr>),
}

/// A channel type's direction.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ChanDir {
    /// `chan T`
    Both,
    /// `chan<- T`
    Send,
    /// `<-chan T`
    Recv,
}

/// A call.
#[derive(Clone, Debug)]
pub struct Call {
    /// What is called.
    pub fun: Expr,
    /// The arguments.
    pub args: Vec<Expr>,
    /// Where `...` stands behind the last argument.
    pub spread: Option<Span>,
    /// The closing parenthesis.
    pub rparen: Span,
}

/// One element of a composite literal.
#[derive(Clone, Debug)]
pub struct Element {
    /// Before the colon.
    pub key: Option<Expr>,
    /// The value.
    pub value: Expr,
}

/// A field of a struct, or an embedded type (its name is then the type's).
#[derive(Clone, Debug)]
pub struct Field {
    /// The name.
    pub name: Ident,
    /// The type.
    pub ty: Expr,
    /// Whether it is embedded.
    pub embedded: bool,
    /// The string behind it, as written.
    pub tag: Option<Rc<str>>,
}

/// A method or an embedded element of an interface.
#[derive(Clone, Debug)]
pub enum InterfaceElement {
    /// `Name(...) ...`
    Method(Ident, Signature),
    /// An embedded interface, or a union like `~int | string`: operators `~` and `|`.
    Embedded(Expr),
}

/// A parameter or a result.
#[derive(Clone, Debug)]
pub struct Param {
    /// Its name, if it has one.
    pub name: Option<Ident>,
    /// Its type; [`ExprKind::Variadic`] for `...T`.
    pub ty: Expr,
}

/// Parameters and results.
#[derive(Clone, Debug)]
pub struct Signature {
    /// The parameters.
    pub params: Vec<Param>,
    /// The results.
    pub results: Vec<Param>,
}

/// A function literal or the inside of a declaration.
#[derive(Clone, Debug)]
pub struct Function {
    /// Parameters and results.
    pub signature: Signature,
    /// The body.
    pub body: Block,
}

/// `{ ... }`
#[derive(Clone, Debug)]
pub struct Block {
    /// The statements.
    pub stmts: Vec<Stmt>,
    /// From brace to brace.
    pub span: Span,
}

/// A statement.
#[derive(Clone, Debug)]
pub struct Stmt {
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub kind: StmtKind,
}

/// The forms of statements.
#[derive(Clone, Debug)]
pub enum StmtKind {
    /// Nothing.
    Empty,
    /// An expression on its own.
    Expr(Expr),
    /// `ch <- v`
    Send(Expr, Expr),
    /// `x++` (1) and `x--` (-1).
    IncDec(Expr, &'static str),
    /// `a, b = c, d`
    Assign(Vec<Expr>, Vec<Expr>),
    /// `x op= y`
    OpAssign(Expr, &'static str, Expr),
    /// `a, b := c, d`; the span is that of `:=`.
    Define(Vec<Expr>, Vec<Expr>, Span),
    /// `go call`
    Go(Expr),
    /// `defer call`
    Defer(Expr),
    /// `return ...`
    Return(Vec<Expr>),
    /// `break`, `continue`, `goto`, `fallthrough` with their label.
    Branch(&'static str, Option<Ident>),
    /// `{ ... }`
    Block(Block),
    /// `if`
    If(Box<If>),
    /// `switch`
    Switch(Box<Switch>),
    /// `switch x := y.(type)`
    TypeSwitch(Box<TypeSwitch>),
    /// `select`
    Select(Vec<CommClause>),
    /// `for` with a condition.
    For(Box<For>),
    /// `for range`
    Range(Box<Range>),
    /// `label: stmt`
    Labeled(Ident, Box<Stmt>),
    /// `var`, `const` or `type` inside a function.
    Decl(Vec<Decl>),
}

/// `if init; cond { then } else otherwise`
#[derive(Clone, Debug)]
pub struct If {
    pub init: Option<Stmt>,
    pub cond: Expr,
    pub then: Block,
    pub otherwise: Option<Stmt>,
}

/// `switch init; tag { clauses }`
#[derive(Clone, Debug)]
pub struct Switch {
    pub init: Option<Stmt>,
    pub tag: Option<Expr>,
    pub clauses: Vec<CaseClause>,
}

/// `case values: body`; no values for `default`.
#[derive(Clone, Debug)]
pub struct CaseClause {
    pub span: Span,
    pub default: bool,
    pub values: Vec<Expr>,
    pub body: Block,
}

/// `switch init; bind := subject.(type) { clauses }`
#[derive(Clone, Debug)]
pub struct TypeSwitch {
    pub init: Option<Stmt>,
    pub bind: Option<Ident>,
    pub subject: Expr,
    pub clauses: Vec<CaseClause>,
}

/// `case comm: body`; no statement for `default`.
#[derive(Clone, Debug)]
pub struct CommClause {
    pub span: Span,
    pub comm: Option<Stmt>,
    pub body: Block,
}

/// `for init; cond; post { body }`
#[derive(Clone, Debug)]
pub struct For {
    pub init: Option<Stmt>,
    pub cond: Option<Expr>,
    pub post: Option<Stmt>,
    pub body: Block,
}

/// `for key, value := range subject { body }`
#[derive(Clone, Debug)]
pub struct Range {
    /// The loop's number among the expressions: a body that is called is filed under it.
    pub id: ExprId,
    pub key: Option<Expr>,
    pub value: Option<Expr>,
    /// A third variable, which is one too many.
    pub extra: Option<Span>,
    pub define: bool,
    pub subject: Expr,
    pub body: Block,
}

/// A declaration.
#[derive(Clone, Debug)]
pub enum Decl {
    /// `var a, b T = x, y`
    Var(VarSpec),
    /// `const a, b T = x, y`; values and type repeated from above are filled in.
    Const(ConstSpec),
    /// `type T U`
    Type(Rc<TypeSpec>),
    /// `func`
    Func(Rc<FuncDecl>),
}

/// See [`Decl::Var`].
#[derive(Clone, Debug)]
pub struct VarSpec {
    pub span: Span,
    pub names: Vec<Ident>,
    pub ty: Option<Expr>,
    pub values: Vec<Expr>,
}

/// See [`Decl::Const`].
#[derive(Clone, Debug)]
pub struct ConstSpec {
    pub names: Vec<Ident>,
    pub ty: Option<Rc<Expr>>,
    pub values: Rc<Vec<Expr>>,
    pub iota: i64,
    /// Whether the values are written here, not repeated.
    pub explicit: bool,
}

/// See [`Decl::Type`].
#[derive(Clone, Debug)]
pub struct TypeSpec {
    pub name: Ident,
    pub ty: Expr,
    pub alias: bool,
    pub type_params: Vec<TypeParam>,
}

/// A type parameter: `T constraint`
#[derive(Clone, Debug)]
pub struct TypeParam {
    pub name: Ident,
    pub constraint: Expr,
}

/// See [`Decl::Func`].
#[derive(Clone, Debug)]
pub struct FuncDecl {
    pub name: Ident,
    pub receiver: Option<Param>,
    pub type_params: Vec<TypeParam>,
    pub signature: Signature,
    pub body: Option<Rc<Function>>,
    /// The numbers of its expressions.
    pub ids: Ids<u32>,
}

/// `import name "path"`
#[derive(Clone, Debug)]
pub struct Import {
    pub span: Span,
    pub name: Option<Ident>,
    pub path: Rc<str>,
}

/// A source file.
#[derive(Clone, Debug)]
pub struct File {
    pub package: Ident,
    pub imports: Vec<Import>,
    pub decls: Vec<Decl>,
    /// How many expression ids are in use.
    pub exprs: u32,
}

impl Stmt {
    /// The receive that the statement makes: `<-ch`, `x = <-ch`, `x, ok := <-ch`.
    pub fn received(&self) -> Option<&Expr> {
        let received = match &self.kind {
            StmtKind::Expr(expr) => expr,
            StmtKind::Assign(_, right) | StmtKind::Define(_, right, _) if right.len() == 1 => {
                &right[0]
            }
            _ => return None,
        };
        let received = received.unparen();
        matches!(received.kind, ExprKind::Unary("<-", _)).then_some(received)
    }
}

impl Expr {
    /// The expression without parentheses around it.
    pub fn unparen(&self) -> &Expr {
        let mut expr = self;
        while let ExprKind::Paren(inner) = &expr.kind {
            expr = inner;
        }
        expr
    }

    /// The name, if it is just one.
    pub fn as_name(&self) -> Option<&Rc<str>> {
        match &self.kind {
            ExprKind::Name(name) => Some(name),
            _ => None,
        }
    }
}
