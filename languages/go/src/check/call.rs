//! Calls and conversions written as calls.
//!
//! **Models:** `types2/call.go`.

use super::operand::Operand;
use super::{Checker, Mode, ObjKind};
use crate::syntax::ast::{Call, Expr};
use crate::syntax::show;
use crate::types::{Sig, Type, TypeId};
use std::rc::Rc;

impl<'a> Checker<'a> {
    pub(super) fn call(&mut self, expr: &'a Expr, call: &'a Call) -> Operand<'a> {
        let mut fun = self.generic_expr(&call.fun);
        self.single_value(&mut fun);
        match fun.mode {
            Mode::Invalid => {
                call.args.iter().for_each(|arg| drop(self.raw_expr(arg, None)));
                Operand::invalid(expr)
            }
            Mode::Generic(index) if !self.generic(index).is_type() => {
                self.generic_call(expr, call, index)
            }
            Mode::Generic(_) => {
                self.settle_generic(&mut fun, None);
                call.args.iter().for_each(|arg| drop(self.raw_expr(arg, None)));
                fun
            }
            Mode::Type => self.conversion_call(expr, call, fun.ty),
            Mode::Builtin(name) => self.builtin(expr, call, name),
            _ => self.function_call(expr, call, &fun),
        }
    }

    fn conversion_call(&mut self, expr: &'a Expr, call: &'a Call, target: TypeId) -> Operand<'a> {
        let shown = self.types.show(target);
        let [arg] = &call.args[..] else {
            match call.args.last() {
                None => {
                    self.error(call.rparen, format!("missing argument in conversion to {shown}"))
                }
                Some(last) => {
                    self.error(last.span, format!("too many arguments in conversion to {shown}"))
                }
            }
            return Operand::invalid(expr);
        };
        if call.spread.is_some() {
            self.error(arg.span, format!("invalid use of ... in conversion to {shown}"));
        }
        let mut x = self.expr_for(arg, Some(target));
        self.conversion(&mut x, target);
        x.expr = expr;
        if x.mode == Mode::Const && self.names_param(&call.fun) {
            (x.mode, x.value) = (Mode::Value, None);
        }
        x
    }

    /// Whether the expression is the name of a type parameter.
    fn names_param(&self, expr: &Expr) -> bool {
        let id = self.info.objs.get(&expr.unparen().id);
        id.is_some_and(|&id| self.obj(id).kind == ObjKind::TypeParam)
    }

    fn function_call(&mut self, expr: &'a Expr, call: &'a Call, fun: &Operand<'a>) -> Operand<'a> {
        let Some(sig) = self.types.sig(fun.ty) else {
            let what = self.describe(fun);
            let cause = self.no_core(fun.ty);
            let cause =
                cause.unwrap_or_else(|| format!("{} is not a function", self.types.show(fun.ty)));
            let message = format!("invalid operation: cannot call {what}: {cause}");
            self.error(call.fun.span, message);
            call.args.iter().for_each(|arg| drop(self.raw_expr(arg, None)));
            return Operand::invalid(expr);
        };
        self.arguments(call, &sig);
        self.call_result(expr, &sig)
    }

    pub(super) fn call_result(&mut self, expr: &'a Expr, sig: &Sig) -> Operand<'a> {
        match &sig.results[..] {
            [] => Operand {
                mode: Mode::NoValue,
                ty: self.types.add(Type::Tuple([].into())),
                value: None,
                expr,
                alias: None,
            },
            [one] => Operand::value(expr, *one),
            many => {
                let ty = self.types.add(Type::Tuple(many.into()));
                Operand::value(expr, ty)
            }
        }
    }

    /// The operands that the arguments give: one each, or the results of a single call.
    pub(super) fn argument_operands(
        &mut self, args: &'a [Expr], wanted: &[TypeId],
    ) -> Option<Vec<Operand<'a>>> {
        if let [only] = args {
            let x = self.multi_expr(only);
            if x.is_invalid() {
                return None;
            }
            if let (Type::Tuple(list), Mode::Value) = (self.types.get(x.ty).clone(), x.mode) {
                return Some(list.iter().map(|&ty| Operand::value(only, ty)).collect());
            }
            return Some(vec![x]);
        }
        let mut out = Vec::new();
        let mut valid = true;
        for (index, arg) in args.iter().enumerate() {
            let x = self.expr_for(arg, wanted.get(index).copied());
            valid &= !x.is_invalid();
            out.push(x);
        }
        valid.then_some(out)
    }

    fn arguments(&mut self, call: &'a Call, sig: &Rc<Sig>) {
        let Some(mut args) = self.generic_arguments(call, &sig.params) else { return };
        if self.right_count(call, sig, &args) {
            self.settle_arguments(call, sig, &mut args);
            self.check_arguments(call, sig, args);
        }
    }

    /// Whether the arguments are as many as the parameters.
    pub(super) fn right_count(&mut self, call: &'a Call, sig: &Sig, args: &[Operand<'a>]) -> bool {
        let fixed = sig.params.len();
        if call.spread.is_some() {
            if !sig.variadic {
                let message = format!("cannot use ... in call to non-variadic {}", show(&call.fun));
                self.error(call.fun.span, message);
                return false;
            }
            if call.args.len() == 1 && args.len() > 1 {
                let message =
                    format!("cannot use ... with {}-valued {}", args.len(), show(&call.args[0]));
                self.error(call.args[0].span, message);
                return false;
            }
        }
        let open = sig.variadic && call.spread.is_none();
        let least = if open { fixed - 1 } else { fixed };
        if args.len() < least || (args.len() > fixed && !open) {
            self.wrong_count(call, sig, args);
            return false;
        }
        true
    }

    pub(super) fn check_arguments(
        &mut self, call: &'a Call, sig: &Sig, mut args: Vec<Operand<'a>>,
    ) {
        let fixed = sig.params.len();
        let context = format!("argument to {}", show(&call.fun));
        let open = sig.variadic && call.spread.is_none();
        let elem = sig.params.last().and_then(|&last| match self.types.get(last) {
            Type::Slice(elem) => Some(*elem),
            _ => None,
        });
        for (index, arg) in args.iter_mut().enumerate() {
            let target =
                if open && index + 1 >= fixed { elem } else { sig.params.get(index).copied() };
            self.assignment(arg, target, &context);
        }
    }

    fn wrong_count(&mut self, call: &'a Call, sig: &Sig, args: &[Operand<'a>]) {
        let few = args.len() < sig.params.len();
        let at = match (few, call.args.get(sig.params.len()), call.args.last()) {
            (false, Some(extra), _) => extra.span,
            (_, _, Some(last)) => last.span,
            _ => call.fun.span,
        };
        let qualifier = if few { "not enough" } else { "too many" };
        let mut have = self.summary(&args.iter().map(|arg| arg.ty).collect::<Vec<_>>(), false);
        if call.spread.is_some() {
            have.insert_str(have.len() - 1, "...");
        }
        let want = self.summary(&sig.params, sig.variadic);
        let message = format!(
            "{qualifier} arguments in call to {}\n\thave {have}\n\twant {want}",
            show(&call.fun)
        );
        self.error(at, message);
    }

    /// `(number, string)`: the types of a list, untyped numbers all alike.
    pub(super) fn summary(&self, list: &[TypeId], variadic: bool) -> String {
        let mut shown: Vec<String> = list
            .iter()
            .map(|&ty| {
                let basic = self.types.basic(ty);
                match basic.is_untyped() {
                    true if basic.is_integer() || basic.is_float() => "number".into(),
                    true => self.types.show(ty).replace("untyped ", ""),
                    false => self.types.show(ty),
                }
            })
            .collect();
        if let (true, Some(last)) = (variadic, shown.last_mut()) {
            *last = last.replacen("[]", "...", 1);
        }
        format!("({})", shown.join(", "))
    }
}
