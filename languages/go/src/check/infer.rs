//! Type inference: the type arguments that a call or an assignment leaves out.
//!
//! **Models:** `types2/infer.go`, `unify.go`.

use super::generic::Declared;
use super::operand::Operand;
use super::unify::{Inference, Match};
use super::{Checker, Lookup, Mode};
use crate::syntax::ast::{Call, Expr};
use crate::syntax::show;
use crate::types::{Sig, Type, TypeId};
use runtime_core::source::Span;

/// What could not be inferred: where, and why.
type Failure = (Span, String);

impl<'a> Checker<'a> {
    /// A call of a generic function some of whose type arguments are left out.
    pub(super) fn generic_call(
        &mut self, expr: &'a Expr, call: &'a Call, index: u32,
    ) -> Operand<'a> {
        let (given, spans) = self.partial.get(&call.fun.id).cloned().unwrap_or_default();
        let sig = match self.generic(index).what {
            Declared::Func { sig, .. } => self.types.sig(sig),
            Declared::Type { .. } => None,
        };
        let args = self.generic_arguments(call, &[]);
        let (Some(sig), Some(mut args)) = (sig, args) else { return Operand::invalid(expr) };
        if !self.right_count(call, &sig, &args) {
            return Operand::invalid(expr);
        }
        let at = Span { start: call.fun.span.end, end: call.fun.span.end + 1 };
        let inferred = self.infer_call(index, &given, call.spread.is_some(), &args, at);
        let targs = match inferred {
            Ok(targs) => targs,
            Err((span, message)) => {
                let fun = show(&call.fun);
                self.error(span, format!("in call to {fun}, {message}"));
                return Operand::invalid(expr);
            }
        };
        let fun = self.use_instance(&call.fun, index, &targs, spans, at);
        let Some(sig) = self.types.sig(fun) else { return Operand::invalid(expr) };
        self.settle_arguments(call, &sig, &mut args);
        self.check_arguments(call, &sig, args);
        self.call_result(expr, &sig)
    }

    /// The arguments of a call, where generic functions need not be instantiated.
    pub(super) fn generic_arguments(
        &mut self, call: &'a Call, wanted: &[TypeId],
    ) -> Option<Vec<Operand<'a>>> {
        if !call.args.iter().any(|arg| self.is_generic_name(arg)) {
            return self.argument_operands(&call.args, wanted);
        }
        let mut out = Vec::new();
        for arg in &call.args {
            let mut x = self.generic_expr(arg);
            if !matches!(x.mode, Mode::Generic(_)) {
                self.exclude_no_value(&mut x);
                self.single_value(&mut x);
            }
            out.push(x);
        }
        out.iter().all(|x| !x.is_invalid()).then_some(out)
    }

    fn is_generic_name(&mut self, expr: &Expr) -> bool {
        use crate::syntax::ast::ExprKind;
        match &expr.kind {
            ExprKind::Name(name) => self.find(name).is_some_and(|id| {
                self.resolve(id);
                matches!(self.obj(id).kind, super::ObjKind::Generic(_))
            }),
            ExprKind::Selector(inner, name) => {
                let package = inner.as_name().and_then(|name| self.find(name));
                let package = package.map(|id| self.obj(id).kind.clone());
                let Some(super::ObjKind::Package(package)) = package else { return false };
                let id = self.package_scopes[package].get(&name.name).copied();
                id.is_some_and(|id| {
                    self.resolve(id);
                    matches!(self.obj(id).kind, super::ObjKind::Generic(_))
                })
            }
            ExprKind::Index(inner, _) => self.is_generic_name(inner),
            _ => false,
        }
    }

    /// Instantiates the generic functions among the arguments.
    pub(super) fn settle_arguments(&mut self, call: &'a Call, sig: &Sig, args: &mut [Operand<'a>]) {
        for (at, arg) in args.iter_mut().enumerate() {
            let Mode::Generic(index) = arg.mode else { continue };
            let target = self.parameter(sig, at, call.spread.is_some());
            let sig = target.and_then(|target| self.types.sig(target));
            if sig.is_some() || self.generic(index).is_type() {
                self.settle_generic(arg, target);
                continue;
            }
            let param = self.generic(index).params.first().and_then(|&ty| self.types.param(ty));
            let (name, span) =
                param.map(|param| (param.name.clone(), param.span)).unwrap_or_default();
            let (fun, declared) = (show(&call.fun), self.position(span));
            let message = format!("in call to {fun}, cannot infer {name} (declared at {declared})");
            let end = call.fun.span.end;
            self.error(Span { start: end, end: end + 1 }, message);
            *arg = Operand::invalid(arg.expr);
        }
    }

    /// The type of the parameter that argument `at` goes to.
    fn parameter(&self, sig: &Sig, at: usize, spread: bool) -> Option<TypeId> {
        if sig.variadic && !spread && at + 1 >= sig.params.len() {
            let last = *sig.params.last()?;
            return match self.types.get(last) {
                Type::Slice(elem) => Some(*elem),
                _ => None,
            };
        }
        sig.params.get(at).copied()
    }

    fn infer_call(
        &mut self, index: u32, given: &[TypeId], spread: bool, args: &[Operand<'a>], at: Span,
    ) -> Result<Vec<TypeId>, Failure> {
        let (mut u, sig) = self.inference(index, given);
        let sig = self.resolved(&u, sig);
        let Some(sig) = self.types.sig(sig) else { return Ok(given.to_vec()) };
        let mut untyped: Vec<(usize, &Operand<'a>)> = Vec::new();
        for (position, arg) in args.iter().enumerate() {
            let Some(param) = self.parameter(&sig, position, spread) else { continue };
            if let Mode::Generic(other) = arg.mode {
                self.unify_generic(&mut u, param, other, arg)?;
            } else if !self.types.is_untyped(arg.ty) {
                if !self.unify(&mut u, param, arg.ty, Match::Loose) {
                    return Err((arg.expr.span, self.mismatch(&u, param, arg)));
                }
            } else if let (Some(var), false) = (u.index(param), arg.mode == Mode::Nil) {
                untyped.push((var, arg));
            }
        }
        self.from_constraints(&mut u, at)?;
        self.from_untyped(&mut u, &untyped)?;
        let wanted = self.generic(index).params.len();
        self.inferred(u, wanted, at)
    }

    /// Type variables for the type parameters, and the function's type in terms of them.
    fn inference(&mut self, index: u32, given: &[TypeId]) -> (Inference, TypeId) {
        let generic = self.generic(index).clone();
        let vars = self.new_params(&generic.names);
        self.copy_bounds(&generic.params, &vars);
        let sig = match generic.what {
            Declared::Func { sig, .. } => self.subst(sig, &generic.params, &vars),
            Declared::Type { .. } => Self::invalid(),
        };
        let found = (0..vars.len()).map(|at| given.get(at).copied()).collect();
        (Inference { vars, found }, sig)
    }

    /// A generic function as an argument: its type parameters are inferred along with the others.
    fn unify_generic(
        &mut self, u: &mut Inference, param: TypeId, index: u32, arg: &Operand<'a>,
    ) -> Result<(), Failure> {
        let given = self.partial.get(&arg.expr.id).cloned().unwrap_or_default().0;
        let (inner, sig) = self.inference(index, &given);
        u.vars.extend(inner.vars);
        u.found.extend(inner.found);
        if self.unify(u, param, sig, Match::Loose) {
            return Ok(());
        }
        let own = self.generic_signature(index);
        let name = self.generic_name(index).replacen(&*self.generic(index).name.name, "func", 1);
        let (text, vars) = (show(arg.expr), self.names_of(&u.vars));
        let (own, shown) = (own.replacen("func", &name, 1), self.types.show(param));
        let message = format!("type {own} of {text} does not match {shown} (cannot infer {vars})");
        Err((arg.expr.span, message))
    }

    /// An uninstantiated generic in a place where only an instance can be: a function takes its
    /// type arguments from the target's type.
    pub(super) fn settle_generic(&mut self, x: &mut Operand<'a>, target: Option<TypeId>) {
        let Mode::Generic(index) = x.mode else { return };
        let (expr, span) = (x.expr, x.expr.span);
        *x = Operand::invalid(expr);
        let given = self.partial.get(&expr.id).cloned();
        let target = target.filter(|&ty| self.types.sig(ty).is_some());
        let inherited = self.generic(index).inherited;
        let explicit = given.as_ref().is_some_and(|(types, _)| types.len() > inherited);
        let what = self.generic(index).what.clone();
        match what {
            Declared::Type { .. } => {
                let name = self.generic_name(index);
                return self
                    .error(span, format!("cannot use generic type {name} without instantiation"));
            }
            Declared::Func { .. } if target.is_none() && !explicit => {
                let name = show(expr);
                return self.error(
                    span,
                    format!("cannot use generic function {name} without instantiation"),
                );
            }
            Declared::Func { .. } => {}
        }
        let (given, spans) = given.unwrap_or_default();
        let (mut u, sig) = self.inference(index, &given);
        let fits = target.is_none_or(|target| self.unify(&mut u, sig, target, Match::Loose));
        let wanted = u.vars.len();
        let inferred = match fits {
            true => {
                self.from_constraints(&mut u, span).and_then(|()| self.inferred(u, wanted, span))
            }
            false => {
                let to = self.types.show(target.unwrap_or(sig));
                let own = self.generic_signature(index);
                let vars = self.names_of(&u.vars);
                Err((
                    span,
                    format!(
                        "type {to} of {} does not match {own} (cannot infer {vars})",
                        show(expr)
                    ),
                ))
            }
        };
        match inferred {
            Err((span, message)) => self.error(span, message),
            Ok(targs) => {
                let ty = self.use_instance(expr, index, &targs, spans, span);
                *x = Operand::value(expr, ty);
            }
        }
    }

    /// A generic function's type with the names of its parameters.
    fn generic_signature(&self, index: u32) -> String {
        match &self.generic(index).what {
            Declared::Func { decl, .. } => {
                format!("func{}", crate::syntax::signature(&decl.signature))
            }
            Declared::Type { .. } => String::new(),
        }
    }

    /// `T`, `K and V`, `A, B, and C`
    fn names_of(&self, vars: &[TypeId]) -> String {
        let names: Vec<String> = vars.iter().map(|&var| self.types.show(var)).collect();
        match &names[..] {
            [] => String::new(),
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [before @ .., last] => format!("{}, and {last}", before.join(", ")),
        }
    }

    fn mismatch(&mut self, u: &Inference, param: TypeId, arg: &Operand<'a>) -> String {
        let have = self.declared_signature(arg.expr).unwrap_or_else(|| self.types.show(arg.ty));
        let text = show(arg.expr);
        let shown = self.types.show(param);
        if u.found.iter().all(Option::is_none) {
            let vars = self.names_of(&u.vars);
            return format!("type {have} of {text} does not match {shown} (cannot infer {vars})");
        }
        let inferred = self.resolved(u, param);
        if inferred == param {
            return format!("type {have} of {text} does not match {shown}");
        }
        let inferred = self.types.show(inferred);
        format!("type {have} of {text} does not match inferred type {inferred} for {shown}")
    }

    /// The type with what has been found in place of the variables.
    fn resolved(&mut self, u: &Inference, ty: TypeId) -> TypeId {
        let to: Vec<TypeId> =
            u.vars.iter().zip(&u.found).map(|(&var, found)| found.unwrap_or(var)).collect();
        self.subst(ty, &u.vars, &to)
    }

    // ---- the steps

    /// Uses the constraints, as long as that says something new.
    fn from_constraints(&mut self, u: &mut Inference, at: Span) -> Result<(), Failure> {
        loop {
            let before = u.unknown();
            for index in 0..u.vars.len() {
                self.from_constraint(u, index, at)?;
            }
            if u.unknown() == before {
                return Ok(());
            }
        }
    }

    fn from_constraint(
        &mut self, u: &mut Inference, index: usize, at: Span,
    ) -> Result<(), Failure> {
        let var = u.vars[index];
        let bound = self.types.param(var).map_or(self.types.any, |param| param.bound);
        let terms = self.types.terms(var).map(<[_]>::to_vec);
        let core = self.types.under_id(var);
        if let (Some(terms), true) = (terms, core != var) {
            let tilde = terms.iter().any(|term| term.tilde) || terms.len() > 1;
            let core = if tilde { core } else { terms[0].ty };
            let known = u.found[index];
            match known {
                Some(known) if !self.unify(u, known, core, Match::Loose) => {
                    let (known, bound) = (self.types.show(known), self.types.show(bound));
                    let name = self.types.show(var);
                    return Err((at, format!("{name} (type {known}) does not satisfy {bound}")));
                }
                None if !tilde => u.found[index] = Some(core),
                _ => {}
            }
        }
        let Some(known) = u.found[index] else { return Ok(()) };
        if u.vars.iter().any(|&var| self.types.mentions(known, var)) {
            return Ok(());
        }
        self.from_methods(u, var, known, bound, at)
    }

    fn from_methods(
        &mut self, u: &mut Inference, var: TypeId, known: TypeId, bound: TypeId, at: Span,
    ) -> Result<(), Failure> {
        let methods = self.types.interface(bound).unwrap_or_else(|| [].into());
        for method in methods.iter() {
            let found = self.types.lookup(known, &method.name);
            let found = found.filter(|found| self.types.in_method_set(found));
            let sig = found.and_then(|found| match found.what {
                Lookup::Method { sig, .. } | Lookup::Interface { sig, .. } => Some(sig),
                Lookup::Field { .. } => None,
            });
            let fits = sig.is_some_and(|sig| self.unify(u, sig, method.sig, Match::Exact));
            if !fits {
                let cause = self.missing_method(known, bound).unwrap_or_default();
                let (name, known, bound) =
                    (self.types.show(var), self.types.show(known), self.types.show(bound));
                return Err((
                    at,
                    format!("{name} (type {known}) does not satisfy {bound} {cause}"),
                ));
            }
        }
        Ok(())
    }

    /// Untyped constants give what is still unknown the default of the largest of their types.
    fn from_untyped(
        &mut self, u: &mut Inference, untyped: &[(usize, &Operand<'a>)],
    ) -> Result<(), Failure> {
        let mut largest: Vec<Option<TypeId>> = vec![None; u.vars.len()];
        for &(var, arg) in untyped {
            let var = u.root(var);
            if u.found[var].is_some() {
                continue;
            }
            let ty = match largest[var] {
                None => Some(arg.ty),
                Some(other) => self.larger_untyped(other, arg.ty),
            };
            let Some(ty) = ty else {
                let (a, b) = (largest[var].unwrap_or(arg.ty), arg.ty);
                let message = format!(
                    "mismatched types {} and {} (cannot infer {})",
                    self.types.show(a),
                    self.types.show(b),
                    self.types.show(u.vars[var])
                );
                return Err((arg.expr.span, message));
            };
            largest[var] = Some(ty);
        }
        for (var, ty) in largest.into_iter().enumerate() {
            u.found[var] = u.found[var].or(ty.map(|ty| self.types.default_of(ty)));
        }
        Ok(())
    }

    /// The first `wanted` type arguments, all variables replaced.
    fn inferred(
        &mut self, mut u: Inference, wanted: usize, at: Span,
    ) -> Result<Vec<TypeId>, Failure> {
        for _ in 0..u.vars.len() {
            for index in 0..u.vars.len() {
                let Some(ty) = u.found[index] else { continue };
                if !self.types.mentions(ty, u.vars[index]) {
                    u.found[index] = Some(self.resolved(&u, ty));
                }
            }
        }
        let mut out = Vec::new();
        for index in 0..wanted {
            let found = u.found[index];
            let known = found.filter(|&ty| !u.vars.iter().any(|&var| self.types.mentions(ty, var)));
            let Some(ty) = known else {
                let param = self.types.param(u.vars[index]);
                let (name, span) =
                    param.map(|param| (param.name.clone(), param.span)).unwrap_or_default();
                let declared = self.position(span);
                return Err((at, format!("cannot infer {name} (declared at {declared})")));
            };
            out.push(ty);
        }
        Ok(out)
    }
}
