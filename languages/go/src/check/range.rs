//! Loops over ranges.
//!
//! **Models:** `types2/range.go`; for loops over functions, whose bodies are functions that share
//! variables with what is around, `cmd/compile/internal/rangefunc/rewrite.go` (Go 1.27).

use super::operand::Operand;
use super::{Checker, FuncCx, FuncRange, Mode, ObjId, ObjKind};
use crate::syntax::ast::{ChanDir, Expr, ExprId, Range};
use crate::syntax::show;
use crate::types::{Basic, Sig, Type, TypeId};
use crate::version::Version;
use runtime_core::source::Span;

impl<'a> Checker<'a> {
    pub(super) fn range(&mut self, s: &'a Range) {
        let mut x = self.expr(&s.subject);
        if let Some(span) = s.extra {
            self.error(span, "range clause permits at most two iteration variables");
        }
        let targets: Vec<&'a Expr> = s.key.iter().chain(&s.value).collect();
        let types = if x.is_invalid() { None } else { self.range_types(s, &mut x, &targets) };
        let called = types.is_some() && matches!(self.types.under(x.ty), Type::Func(_));
        if called {
            self.open_body(s.id);
        }
        match s.define {
            true => self.range_define(&targets, types.as_deref()),
            false => {
                for (index, target) in targets.iter().enumerate() {
                    let Some(Some(place)) = self.place(target) else { continue };
                    let Some(&ty) = types.as_ref().and_then(|types| types.get(index)) else {
                        continue;
                    };
                    let mut value = Operand::value(target, ty);
                    self.assignment(&mut value, Some(place), "assignment");
                }
            }
        }
        self.block(&s.body);
        if called {
            self.close_scope();
            self.functions.pop();
        }
    }

    fn range_define(&mut self, targets: &[&'a Expr], types: Option<&[TypeId]>) {
        let mut new = Vec::new();
        for (index, target) in targets.iter().enumerate() {
            let Some(name) = target.as_name() else {
                self.error(target.span, format!("non-name {} on left side of :=", show(target)));
                continue;
            };
            let ty = types.and_then(|types| types.get(index)).copied().unwrap_or(Self::invalid());
            let id = self.new_obj(name, target.span, ObjKind::Var, ty);
            let shared = self.requires(Version::ITERATION_VARIABLES).is_err();
            let obj = self.obj_mut(id);
            (obj.used, obj.assigned) = (ty == Self::invalid(), shared);
            self.info.objs.insert(target.id, id);
            self.record(target.id, Mode::Variable, ty, None);
            new.push(id);
        }
        new.into_iter().for_each(|id| self.declare(id));
    }

    /// The types of the iteration values; `None` after an error.
    fn range_types(
        &mut self, s: &'a Range, x: &mut Operand<'a>, targets: &[&'a Expr],
    ) -> Option<Vec<TypeId>> {
        let described = self.describe(x);
        if self.types.is_untyped(x.ty) {
            let ty = self.types.default_of(x.ty);
            self.assignment(x, Some(ty), "range clause");
        }
        if x.is_invalid() {
            return None;
        }
        let int = Basic::Int.id();
        let under = self.types.under(x.ty).clone();
        let array = |checker: &Self, to: TypeId| match checker.types.under(to) {
            Type::Array(_, elem) => Some(*elem),
            _ => None,
        };
        let types = match under {
            Type::Basic(Basic::String) => vec![int, Basic::Int32.id()],
            Type::Basic(basic) if basic.is_integer() => {
                self.range_since(s, &described, Version::ITERATION_VARIABLES)?;
                vec![x.ty]
            }
            Type::Slice(elem) | Type::Array(_, elem) => vec![int, elem],
            Type::Pointer(to) if array(self, to).is_some() => vec![int, array(self, to)?],
            Type::Map(key, value) => vec![key, value],
            Type::Chan(ChanDir::Send, _) => {
                let ty = self.types.show(x.ty);
                let message =
                    format!("cannot range over {described}: receive from send-only channel {ty}");
                self.error(s.subject.span, message);
                return None;
            }
            Type::Chan(_, elem) => vec![elem],
            Type::Func(sig) => match self.yielded(&sig) {
                Ok(types) => {
                    self.range_since(s, &described, Version::RANGE_FUNCTIONS)?;
                    types
                }
                Err(cause) => {
                    let must = "func must be func(yield func(...) bool)";
                    let message = format!("cannot range over {described}: {must}: {cause}");
                    self.error(s.subject.span, message);
                    return None;
                }
            },
            _ => {
                let why = self.no_core(x.ty).map(|why| format!(": {why}")).unwrap_or_default();
                let message = format!("cannot range over {described}{why}");
                self.error(s.subject.span, message);
                return None;
            }
        };
        if let Some(surplus) = targets.get(types.len()) {
            let permits = match types.len() {
                0 => "no iteration variables",
                _ => "only one iteration variable",
            };
            let message = format!("range over {described} permits {permits}");
            self.error(surplus.span, message);
            return None;
        }
        Some(types)
    }

    fn range_since(&mut self, s: &'a Range, described: &str, since: Version) -> Option<()> {
        let Err(cause) = self.requires(since) else { return Some(()) };
        self.error(s.subject.span, format!("cannot range over {described}: {cause}"));
        None
    }

    /// What a function that is ranged over gives to its `yield`.
    fn yielded(&self, sig: &Sig) -> Result<Vec<TypeId>, &'static str> {
        let [yields] = sig.params[..] else { return Err("wrong argument count") };
        if !sig.results.is_empty() {
            return Err("unexpected results");
        }
        let Type::Func(yields) = self.types.under(yields) else {
            return Err("argument is not func");
        };
        if yields.params.len() > 2 {
            return Err("yield func has too many parameters");
        }
        match yields.results[..] {
            [result] if result == Basic::Bool.id() => Ok(yields.params.clone()),
            [result] if self.types.basic(result) == Basic::Bool => {
                Err("yield func returns user-defined boolean, not bool")
            }
            _ => Err("yield func does not return bool"),
        }
    }

    // ---- loops over functions

    /// Begins the body of a loop over a function.
    fn open_body(&mut self, loop_id: ExprId) {
        let (state, exit) =
            (self.shared_var("state", Basic::Int.id()), self.shared_var("exit", Basic::Int.id()));
        self.info.func_ranges.insert(loop_id, FuncRange { state, exit });
        let (results, named) = self
            .functions
            .last()
            .map(|cx| (cx.results.clone(), cx.named_results.clone()))
            .unwrap_or_default();
        self.open_function(loop_id, results);
        if let Some(cx) = self.functions.last_mut() {
            (cx.named_results, cx.is_body) = (named, true);
        }
        self.capture(state);
        self.capture(exit);
    }

    /// A variable of the function under way that the program does not name.
    fn shared_var(&mut self, name: &str, ty: TypeId) -> ObjId {
        let id = self.new_obj(&name.into(), Span::default(), ObjKind::Var, ty);
        let obj = self.obj_mut(id);
        (obj.used, obj.boxed) = (true, true);
        id
    }

    /// The function that the innermost loop body over a function belongs to, if there is one.
    fn home(&self) -> Option<usize> {
        let home = self.functions.iter().rposition(|cx| !cx.is_body)?;
        (home + 1 < self.functions.len()).then_some(home)
    }

    /// A `return` in such a body sets the results of the function around.
    pub(super) fn note_return(&mut self) {
        let Some(home) = self.home() else { return };
        let FuncCx { key, results, named_results, .. } = self.functions[home].clone();
        let mut vars = named_results;
        if vars.is_empty() {
            vars = self.info.homes.or_default(key).results.clone();
        }
        if vars.is_empty() {
            vars = results.iter().map(|&ty| self.home_var(home, "result", ty)).collect();
            self.info.homes.or_default(key).results = vars.clone();
        }
        for id in vars {
            self.obj_mut(id).boxed = true;
            self.capture(id);
        }
    }

    /// A `defer`, which in such a body is one of the function around.
    pub(super) fn note_defer(&mut self) {
        let home = self.home();
        let innermost = self.functions.len() - 1;
        let key = self.functions[home.unwrap_or(innermost)].key;
        self.info.defers.insert(key);
        let Some(home) = home else { return };
        let frame = match self.info.homes.or_default(key).frame {
            Some(frame) => frame,
            None => self.home_var(home, "frame", Basic::Int.id()),
        };
        self.info.homes.or_default(key).frame = Some(frame);
        self.capture(frame);
    }

    fn home_var(&mut self, home: usize, name: &str, ty: TypeId) -> ObjId {
        let id = self.shared_var(name, ty);
        self.obj_mut(id).owner = self.functions[home].serial;
        id
    }
}
