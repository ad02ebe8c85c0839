//! Constraints: the type sets of interfaces, and which types satisfy them.
//!
//! **Models:** `types2/typeset.go`, `union.go`, `instantiate.go`: `implements`.

use super::Checker;
use crate::syntax::ast::{Expr, ExprKind, Ident, InterfaceElement};
use crate::type_names::Style;
use crate::type_params::{Constraint, Term};
use crate::types::{Method, Type, TypeId};
use runtime_core::table::Table;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// What a type parameter's constraint denotes: an interface, or a type set written without
    /// `interface`.
    pub(super) fn constraint(&mut self, expr: &'a Expr) -> TypeId {
        let mut set = Constraint::default();
        if !is_union(expr) {
            let ty = self.any_ty(expr);
            if self.is_constraint(ty) || ty == Self::invalid() {
                return ty;
            }
            if self.types.param(ty).is_some() {
                self.error(expr.span, "cannot use a type parameter as constraint");
                return self.types.any;
            }
            set.terms = Some(vec![Term { tilde: false, ty }]);
        } else {
            self.embed(expr, &mut set);
        }
        set.implicit = true;
        self.types.add(Type::Constraint(Rc::new(set)))
    }

    fn duplicate_method(&mut self, elements: &[InterfaceElement], method: &Ident) {
        let first = elements.iter().find_map(|element| match element {
            InterfaceElement::Method(other, _) if other.name == method.name => Some(other.span),
            _ => None,
        });
        if let Some(first) = first.filter(|&first| first != method.span) {
            let (name, at) = (&method.name, self.position(first));
            let message =
                format!("duplicate method {name}\n\t{at}: other declaration of method {name}");
            self.error(method.span, message);
        }
    }

    fn is_constraint(&self, ty: TypeId) -> bool {
        matches!(self.types.under(ty), Type::Interface(_) | Type::Constraint(_))
            && self.types.param(ty).is_none()
    }

    /// An interface type.
    pub(super) fn interface_type(&mut self, elements: &'a [InterfaceElement]) -> TypeId {
        let mut set = Constraint::default();
        let mut methods: Vec<Method> = Vec::new();
        for element in elements {
            match element {
                InterfaceElement::Method(name, signature) => {
                    let sig = self.signature(signature);
                    self.duplicate_method(elements, name);
                    methods.push(Method { name: name.name.clone(), sig });
                }
                InterfaceElement::Embedded(expr) => self.embed(expr, &mut set),
            }
        }
        methods.extend(set.methods.iter().cloned());
        set.methods = sorted(methods);
        let plain = set.terms.is_none() && !set.comparable;
        self.types.add(match plain {
            true => Type::Interface(set.methods),
            false => Type::Constraint(Rc::new(set)),
        })
    }

    /// Narrows the set to what an embedded element has.
    fn embed(&mut self, expr: &'a Expr, set: &mut Constraint) {
        let mut operands = Vec::new();
        collect_terms(expr, &mut operands);
        let single = operands.len() == 1;
        let mut terms: Option<Vec<Term>> = Some(Vec::new());
        for (tilde, operand) in operands {
            let ty = self.any_ty(operand);
            if ty == Self::invalid() {
                return;
            }
            if self.is_constraint(ty) {
                self.embed_interface(ty, operand, tilde, single, set, &mut terms);
                continue;
            }
            let fits = self.check_term(operand, ty, tilde);
            if let (Some(list), true) = (&mut terms, fits) {
                list.push(Term { tilde, ty });
            }
        }
        if let Some(terms) = terms {
            set.terms = Some(match &set.terms {
                None => terms,
                Some(old) => self.intersection(old, &terms),
            });
        }
    }

    fn embed_interface(
        &mut self, ty: TypeId, at: &'a Expr, tilde: bool, single: bool, set: &mut Constraint,
        terms: &mut Option<Vec<Term>>,
    ) {
        let shown = self.types.show(ty);
        let inner = match self.types.under(ty).clone() {
            Type::Constraint(inner) => (*inner).clone(),
            Type::Interface(methods) => Constraint { methods, ..Constraint::default() },
            _ => return,
        };
        if tilde {
            self.error(at.span, format!("invalid use of ~ ({shown} is an interface)"));
        }
        if single {
            set.methods = sorted(set.methods.iter().chain(inner.methods.iter()).cloned().collect());
            set.comparable |= inner.comparable;
        } else if !inner.methods.is_empty() {
            let message = format!("cannot use {shown} in union ({shown} contains methods)");
            self.error(at.span, message);
        } else if inner.comparable {
            let message = format!("cannot use {shown} in union ({shown} embeds comparable)");
            self.error(at.span, message);
        }
        *terms = match (terms.take(), inner.terms) {
            (Some(mut list), Some(more)) => {
                list.extend(more);
                Some(list)
            }
            _ => None,
        };
    }

    /// Why the types of a type parameter have no underlying type in common.
    pub(super) fn no_core(&self, param: TypeId) -> Option<String> {
        if self.types.param(param).is_none() || self.types.under_id(param) != param {
            return None;
        }
        let terms = self.types.terms(param).unwrap_or_default();
        let under = |term: &Term| self.types.under_id(term.ty);
        let Some(first) = terms.first() else { return Some("no specific type".into()) };
        let other = terms.iter().find(|term| under(term) != under(first)).unwrap_or(first);
        let (a, b) = (self.types.show(first.ty), self.types.show(other.ty));
        Some(format!("{a} and {b} have different underlying types"))
    }

    /// Whether the type can be in a type set; reports where `~` does not fit either.
    fn check_term(&mut self, at: &'a Expr, ty: TypeId, tilde: bool) -> bool {
        let under = self.types.under_id(ty);
        let shown = self.types.show(ty);
        if self.types.param(ty).is_some() {
            self.error(at.span, "term cannot be a type parameter");
        } else if tilde && under != ty {
            let under = self.types.show(under);
            let message = format!("invalid use of ~ (underlying type of {shown} is {under})");
            self.error(at.span, message);
        }
        self.types.param(ty).is_none()
    }

    fn intersection(&self, a: &[Term], b: &[Term]) -> Vec<Term> {
        let both = |x: &Term, y: &Term| match (x.tilde, y.tilde) {
            (true, _) if self.includes(x, y.ty) => Some(*y),
            (_, true) if self.includes(y, x.ty) => Some(*x),
            _ => (x.ty == y.ty).then_some(*x),
        };
        a.iter().flat_map(|x| b.iter().filter_map(move |y| both(x, y))).collect()
    }

    fn includes(&self, term: &Term, ty: TypeId) -> bool {
        term.ty == ty || term.tilde && self.types.under_id(ty) == self.types.under_id(term.ty)
    }

    /// Whether a type argument satisfies a constraint; if not, gc's words.
    pub(super) fn satisfies(&self, ty: TypeId, bound: TypeId) -> Result<(), String> {
        let invalid = Self::invalid();
        if ty == invalid || self.types.under_id(ty) == invalid {
            return Ok(());
        }
        let (shown, to) = (self.types.show(ty), self.types.show(bound));
        if let Some(cause) = self.missing_method(ty, bound) {
            return Err(format!("{shown} does not satisfy {to} {cause}"));
        }
        let Type::Constraint(set) = self.types.under(bound) else { return Ok(()) };
        if set.terms.as_ref().is_some_and(Vec::is_empty) {
            return Err(format!("cannot satisfy {to} (empty type set)"));
        }
        if let Some(terms) = &set.terms {
            self.in_terms(ty, terms, &shown, &to)?;
        }
        if set.comparable && !self.types.comparable(ty) {
            return Err(format!("{shown} does not satisfy comparable"));
        }
        Ok(())
    }

    fn in_terms(&self, ty: TypeId, terms: &[Term], shown: &str, to: &str) -> Result<(), String> {
        let listed = |ty: TypeId, tilde: bool| {
            terms.iter().any(|term| self.includes(term, ty) && (term.tilde || !tilde))
        };
        if self.types.param(ty).is_some() || self.types.is_interface(ty) {
            let own = self.types.terms(ty);
            let fits = own.is_some_and(|own| own.iter().all(|term| listed(term.ty, term.tilde)));
            return if fits { Ok(()) } else { Err(format!("{shown} does not satisfy {to}")) };
        }
        if listed(ty, false) {
            return Ok(());
        }
        let near = terms.iter().find(|term| {
            !term.tilde
                && self.types.under_id(term.ty) == term.ty
                && self.types.under_id(ty) == term.ty
        });
        let detail = match near {
            Some(term) => format!("possibly missing ~ for {} in {to}", self.types.show(term.ty)),
            None => format!("{shown} missing in {}", self.types.terms_name(terms, Style::Compiler)),
        };
        Err(format!("{shown} does not satisfy {to} ({detail})"))
    }
}

fn is_union(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Unary("~", _) | ExprKind::Binary("|", ..))
}

/// The operands of a union, and whether `~` stands before them.
fn collect_terms<'a>(expr: &'a Expr, out: &mut Vec<(bool, &'a Expr)>) {
    match &expr.kind {
        ExprKind::Binary("|", left, right) => {
            collect_terms(left, out);
            collect_terms(right, out);
        }
        ExprKind::Unary("~", inner) => out.push((true, inner)),
        _ => out.push((false, expr)),
    }
}

/// Methods in the order of their names, each once.
fn sorted(methods: Vec<Method>) -> Rc<[Method]> {
    let named = methods.into_iter().map(|method| (method.name.clone(), method));
    let methods: Table<_, _> = named.collect();
    methods.into_iter().map(|row| row.1).collect()
}
