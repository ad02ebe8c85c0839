//! Calls and conversions written as calls.
//!
//! **Models:** `types2/call.go`.

use super::operand::Operand;
use super::{Checker, Mode};
use crate::syntax::ast::{Call, Expr};
use crate::syntax::show;
use crate::types::{Sig, Type, TypeId};
use std::rc::Rc;

impl<'a> Checker<'a> {
    pub(super) fn call(&mut self, expr: &'a Expr, call: &'a Call) -> Operand<'a> {
        let fun = self.expr_or_type(&call.fun);
        match fun.mode {
            Mode::Invalid => {
                call.args.iter().for_each(|arg| drop(self.raw_expr(arg, None)));
                Operand::invalid(expr)
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
        x
    }

    fn function_call(&mut self, expr: &'a Expr, call: &'a Call, fun: &Operand<'a>) -> Operand<'a> {
        let Some(sig) = self.types.sig(fun.ty) else {
            let message =
                format!("invalid operation: cannot call non-function {}", self.describe(fun));
            self.error(call.fun.span, message);
            call.args.iter().for_each(|arg| drop(self.raw_expr(arg, None)));
            return Operand::invalid(expr);
        };
        self.arguments(call, &sig);
        match &sig.results[..] {
            [] => Operand {
                mode: Mode::NoValue,
                ty: self.types.add(Type::Tuple([].into())),
                value: None,
                expr,
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
        let Some(mut args) = self.argument_operands(&call.args, &sig.params) else { return };
        let fixed = sig.params.len();
        let context = format!("argument to {}", show(&call.fun));
        if call.spread.is_some() {
            if !sig.variadic {
                return self.error(
                    call.fun.span,
                    format!("cannot use ... in call to non-variadic {}", show(&call.fun)),
                );
            }
            if call.args.len() == 1 && args.len() > 1 {
                let message =
                    format!("cannot use ... with {}-valued {}", args.len(), show(&call.args[0]));
                return self.error(call.args[0].span, message);
            }
        }
        let open = sig.variadic && call.spread.is_none();
        let least = if open { fixed - 1 } else { fixed };
        if args.len() < least || (args.len() > fixed && !open) {
            return self.wrong_count(call, sig, &args);
        }
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
        let have = self.summary(&args.iter().map(|arg| arg.ty).collect::<Vec<_>>(), false);
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
