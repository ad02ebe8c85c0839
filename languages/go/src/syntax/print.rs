//! Expressions as gc writes them in its messages.
//!
//! **Models:** `cmd/compile/internal/syntax/printer.go`, short form (function bodies are `{…}`).

use super::ast::{ChanDir, Expr, ExprKind, Param, Signature};

/// The expression as text.
pub fn show(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Bad => "_".into(),
        ExprKind::Name(name) => name.to_string(),
        ExprKind::Lit(_, text) => text.to_string(),
        ExprKind::Composite { ty, elements, .. } => {
            let ty = ty.as_ref().map(|ty| show(ty)).unwrap_or_default();
            format!("{ty}{}", braces(elements.is_empty()))
        }
        ExprKind::FuncLit(function) => {
            format!(
                "func{} {}",
                signature(&function.signature),
                braces(function.body.stmts.is_empty())
            )
        }
        ExprKind::Paren(x) => format!("({})", show(x)),
        ExprKind::Selector(x, name) => format!("{}.{}", show(x), name.name),
        ExprKind::Index(x, args) => format!("{}[{}]", show(x), list(args)),
        ExprKind::Slice(x, parts) => slice(x, parts),
        ExprKind::Assert(x, Some(ty)) => format!("{}.({})", show(x), show(ty)),
        ExprKind::Assert(x, None) => format!("{}.(type)", show(x)),
        ExprKind::Call(call) => {
            let dots = if call.spread.is_some() { "..." } else { "" };
            format!("{}({}{dots})", show(&call.fun), list(&call.args))
        }
        ExprKind::Star(x) => format!("*{}", show(x)),
        ExprKind::Unary(op, x) => format!("{op}{}", show(x)),
        ExprKind::Binary(op, x, y) => format!("{} {op} {}", show(x), show(y)),
        _ => ty(expr),
    }
}

fn ty(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::ArrayType(len, elem) => {
            let len = len.as_ref().map_or("...".into(), |len| show(len));
            format!("[{len}]{}", show(elem))
        }
        ExprKind::SliceType(elem) => format!("[]{}", show(elem)),
        ExprKind::Variadic(elem) => format!("...{}", show(elem)),
        ExprKind::StructType(fields) if fields.is_empty() => "struct{}".into(),
        ExprKind::StructType(fields) => {
            let fields = fields.iter().map(|f| format!("{} {}", f.name.name, show(&f.ty)));
            format!("struct{{{}}}", fields.collect::<Vec<_>>().join("; "))
        }
        ExprKind::FuncType(s) => format!("func{}", signature(s)),
        ExprKind::InterfaceType(elements) if elements.is_empty() => "interface{}".into(),
        ExprKind::InterfaceType(_) => "interface{…}".into(),
        ExprKind::MapType(key, value) => format!("map[{}]{}", show(key), show(value)),
        ExprKind::ChanType(dir, elem) => {
            let word = match dir {
                ChanDir::Both => "chan",
                ChanDir::Send => "chan<-",
                ChanDir::Recv => "<-chan",
            };
            format!("{word} {}", show(elem))
        }
        _ => "_".into(),
    }
}

fn slice(x: &Expr, parts: &[Option<Box<Expr>>; 3]) -> String {
    let part = |at: usize| parts[at].as_ref().map(|part| show(part)).unwrap_or_default();
    let max = if parts[2].is_some() { format!(":{}", part(2)) } else { String::new() };
    format!("{}[{}:{}{max}]", show(x), part(0), part(1))
}

fn list(exprs: &[Expr]) -> String {
    exprs.iter().map(show).collect::<Vec<_>>().join(", ")
}

fn braces(is_empty: bool) -> &'static str {
    if is_empty { "{}" } else { "{…}" }
}

fn params(list: &[Param]) -> String {
    let one = |param: &Param| match &param.name {
        Some(name) => format!("{} {}", name.name, show(&param.ty)),
        None => show(&param.ty),
    };
    list.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Parameters and results.
pub fn signature(s: &Signature) -> String {
    let results = match &s.results[..] {
        [] => String::new(),
        [Param { name: None, ty }] => format!(" {}", show(ty)),
        many => format!(" ({})", params(many)),
    };
    format!("({}){results}", params(&s.params))
}
