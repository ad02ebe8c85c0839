//! What an expression evaluates to, and how gc describes it.

use super::{Checker, Mode};
use crate::constant::Const;
use crate::syntax::ast::Expr;
use crate::syntax::show;
use crate::types::{BASICS, Basic, Type, TypeId};
use std::rc::Rc;

/// An expression with what is known of it.
#[derive(Clone)]
pub struct Operand<'a> {
    pub mode: Mode,
    pub ty: TypeId,
    pub value: Option<Const>,
    pub expr: &'a Expr,
    /// What messages call it instead of its expression: one of several results.
    pub alias: Option<Rc<str>>,
}

impl<'a> Operand<'a> {
    /// An operand that an error has been reported for.
    pub fn invalid(expr: &'a Expr) -> Operand<'a> {
        Operand { mode: Mode::Invalid, ty: Basic::Invalid.id(), value: None, expr, alias: None }
    }

    /// A plain value.
    pub fn value(expr: &'a Expr, ty: TypeId) -> Operand<'a> {
        Operand { mode: Mode::Value, ty, value: None, expr, alias: None }
    }

    /// Whether an error has been reported for it.
    pub fn is_invalid(&self) -> bool {
        self.mode == Mode::Invalid
    }
}

impl Checker<'_> {
    /// `x (variable of type int)`
    pub(super) fn describe(&self, x: &Operand<'_>) -> String {
        if x.mode == Mode::Nil {
            return "nil".into();
        }
        let text = x.alias.as_deref().map_or_else(|| show(x.expr), str::to_string);
        let untyped = self.types.is_untyped(x.ty);
        let mut inside = String::new();
        if untyped {
            inside += BASICS[self.types.basic(x.ty) as usize].1;
            inside.push(' ');
        }
        inside += match x.mode {
            Mode::Invalid => "invalid operand",
            Mode::NoValue => "no value",
            Mode::Builtin(_) => "built-in",
            Mode::Type => "type",
            Mode::Generic(_) => "generic",
            Mode::Const => "constant",
            Mode::Variable => "variable",
            Mode::MapIndex => "map index expression",
            Mode::Value | Mode::Nil => "value",
            Mode::CommaOk => "comma, ok expression",
        };
        if let (Mode::Const, Some(value)) = (x.mode, &x.value) {
            let shown = value.show();
            if shown != text {
                inside = format!("{inside} {shown}");
            }
        }
        let typed = !untyped
            && matches!(
                x.mode,
                Mode::Const | Mode::Variable | Mode::MapIndex | Mode::Value | Mode::CommaOk
            );
        if typed {
            let ty = self.declared_signature(x.expr).unwrap_or_else(|| self.types.show(x.ty));
            inside += &format!(" of {}type {ty}", self.kind_prefix(x.ty));
            if let Some(param) = self.types.param(x.ty) {
                inside += &format!(" constrained by {}", self.types.show(param.bound));
            }
        }
        format!("{text} ({inside})")
    }

    /// A declared function's or a literal's type with the names of its parameters.
    pub(super) fn declared_signature(&self, expr: &Expr) -> Option<String> {
        if let crate::syntax::ast::ExprKind::FuncLit(function) = &expr.kind {
            return Some(format!("func{}", crate::syntax::signature(&function.signature)));
        }
        let id = self.info.objs.get(&expr.id)?;
        let super::ObjKind::Func(func) = self.obj(*id).kind else { return None };
        let decl = self.funcs.get(func as usize).filter(|def| def.args.is_empty())?.decl;
        Some(format!("func{}", crate::syntax::signature(&decl.signature)))
    }

    /// `struct ` for a defined struct type, `int ` for a defined integer type.
    pub(super) fn kind_prefix(&self, ty: TypeId) -> String {
        let named = matches!(self.types.get(ty), Type::Named(_)) || ty == self.types.any;
        if !named {
            return String::new();
        }
        match self.types.composite_kind(ty) {
            "" => format!("{} ", self.types.show(self.types.under_id(ty))),
            kind => format!("{kind} "),
        }
    }

    /// Whether the operand can be stored to: a variable or a map's element.
    pub(super) fn assignable_place(x: &Operand<'_>) -> bool {
        matches!(x.mode, Mode::Variable | Mode::MapIndex)
    }
}
