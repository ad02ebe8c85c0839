//! Expressions that denote types.

use super::{Checker, Mode, ObjKind};
use crate::constant::{self, Const};
use crate::syntax::ast::{Expr, ExprKind, Field, Param, Signature};
use crate::syntax::show;
use crate::syntax::token::LitKind;
use crate::types::{Basic, Member, Sig, Type, TypeId};
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// The type that `expr` denotes; `Invalid`, with an issue, where it denotes none.
    pub(super) fn ty(&mut self, expr: &'a Expr) -> TypeId {
        let ty = self.any_ty(expr);
        if let (Type::Constraint(set), None) = (self.types.under(ty), self.types.param(ty)) {
            let why = match set.comparable {
                true => "interface is (or embeds) comparable",
                false => "interface contains type constraints",
            };
            let shown = self.types.show(ty);
            let message = format!("cannot use type {shown} outside a type constraint: {why}");
            self.error(expr.span, message);
            return Self::invalid();
        }
        ty
    }

    /// The same, also where it is an interface that only a constraint can be.
    pub(super) fn any_ty(&mut self, expr: &'a Expr) -> TypeId {
        let ty = self.ty_inner(expr);
        self.record(expr.id, Mode::Type, ty, None);
        if matches!(self.types.get(ty), Type::Array(..) | Type::Struct(_)) {
            self.measured.declared.push((ty, expr.span, ty));
        }
        ty
    }

    fn ty_inner(&mut self, expr: &'a Expr) -> TypeId {
        match &expr.kind {
            ExprKind::Bad => Self::invalid(),
            ExprKind::Name(name) => self.type_name(expr, name),
            ExprKind::Paren(inner) => self.ty(inner),
            ExprKind::Selector(..) => self.qualified_type(expr),
            ExprKind::Star(elem) => {
                let elem = self.ty(elem);
                self.types.add(Type::Pointer(elem))
            }
            ExprKind::SliceType(elem) | ExprKind::Variadic(elem) => {
                let elem = self.ty(elem);
                self.types.add(Type::Slice(elem))
            }
            ExprKind::ArrayType(len, elem) => self.array_type(expr, len.as_deref(), elem),
            ExprKind::MapType(key, value) => self.map_type(key, value),
            ExprKind::ChanType(dir, elem) => {
                let elem = self.ty(elem);
                self.types.add(Type::Chan(*dir, elem))
            }
            ExprKind::FuncType(signature) => self.signature(signature),
            ExprKind::StructType(fields) => self.struct_type(fields),
            ExprKind::InterfaceType(elements) => self.interface_type(elements),
            ExprKind::Index(base, args) => self.indexed_type(expr, base, args),
            _ => {
                self.error(expr.span, format!("{} is not a type", show(expr)));
                Self::invalid()
            }
        }
    }

    fn type_name(&mut self, expr: &'a Expr, name: &Rc<str>) -> TypeId {
        if &**name == "_" {
            self.error(expr.span, "cannot use _ as value or type");
            return Self::invalid();
        }
        let Some(id) = self.find(name) else {
            self.error(expr.span, format!("undefined: {name}"));
            return Self::invalid();
        };
        self.resolve(id);
        self.info.objs.insert(expr.id, id);
        if matches!(&**name, "complex64" | "complex128") && self.obj(id).ty == Self::invalid() {
            self.unsupported(expr.span, format!("{name} is not simulated"), "use two float64");
            return Self::invalid();
        }
        match self.obj(id).kind {
            ObjKind::TypeName | ObjKind::TypeParam => return self.obj(id).ty,
            ObjKind::Generic(index) if self.generic(index).is_type() => {
                let shown = self.generic_name(index);
                let message = format!("cannot use generic type {shown} without instantiation");
                self.error(expr.span, message);
                return Self::invalid();
            }
            ObjKind::Pending => return Self::invalid(),
            ObjKind::Var | ObjKind::Global(_) => self.obj_mut(id).used = true,
            _ => {}
        }
        self.error(expr.span, format!("{name} is not a type"));
        Self::invalid()
    }

    /// `List[int]`
    fn indexed_type(&mut self, expr: &'a Expr, base: &'a Expr, args: &'a [Expr]) -> TypeId {
        let x = self.generic_expr(base);
        match x.mode {
            Mode::Generic(index) if self.generic(index).is_type() => {
                self.instantiated_type(expr, index, args)
            }
            Mode::Invalid => Self::invalid(),
            mode => {
                let list: Vec<String> = args.iter().map(show).collect();
                let text = format!("{}[{}]", show(base), list.join(", "));
                let message = match mode {
                    Mode::Type => {
                        format!("invalid operation: {text} ({} is not a generic type)", show(base))
                    }
                    _ => format!("{text} is not a type"),
                };
                self.error(expr.span, message);
                Self::invalid()
            }
        }
    }

    fn qualified_type(&mut self, expr: &'a Expr) -> TypeId {
        let x = self.raw_expr(expr, None);
        match x.mode {
            Mode::Type => x.ty,
            Mode::Invalid => Self::invalid(),
            _ => {
                let ExprKind::Selector(_, name) = &expr.kind else { return Self::invalid() };
                self.error(name.span, format!("{} is not a type", show(expr)));
                Self::invalid()
            }
        }
    }

    fn array_type(&mut self, expr: &'a Expr, len: Option<&'a Expr>, elem: &'a Expr) -> TypeId {
        let Some(len) = len else {
            self.error(expr.span, "invalid use of [...] array (outside a composite literal)");
            self.ty(elem);
            return Self::invalid();
        };
        let count = self.array_len(len);
        let elem = self.ty(elem);
        match count {
            Some(count) => self.types.add(Type::Array(count, elem)),
            None => Self::invalid(),
        }
    }

    fn array_len(&mut self, len: &'a Expr) -> Option<u64> {
        let mut x = self.expr(len);
        if x.mode == Mode::Invalid {
            return None;
        }
        let Some(value) = x.value.clone().filter(|_| x.mode == Mode::Const) else {
            let message = match len.as_name() {
                Some(name) => format!("invalid array length {name}"),
                None => format!("array length {} must be constant", self.describe(&x)),
            };
            self.error(len.span, message);
            return None;
        };
        match value.as_i128() {
            Some(count) if (0..=i128::from(u32::MAX)).contains(&count) => {
                if self.types.is_untyped(x.ty) {
                    self.convert_untyped(&mut x, Basic::Int.id());
                }
                Some(count as u64)
            }
            Some(count) if count > 0 => {
                self.unsupported(
                    len.span,
                    "this array is too large to be simulated",
                    "use fewer elements",
                );
                None
            }
            other => {
                let message = match other {
                    Some(_) => format!("invalid array length {}", self.describe(&x)),
                    None => format!("array length {} must be integer", self.describe(&x)),
                };
                self.error(len.span, message);
                None
            }
        }
    }

    fn map_type(&mut self, key: &'a Expr, value: &'a Expr) -> TypeId {
        let key_ty = self.ty(key);
        let value = self.ty(value);
        let param = self.types.param(key_ty).is_some_and(|param| param.bound != Self::invalid());
        let keyless =
            matches!(self.types.under(key_ty), Type::Slice(_) | Type::Map(..) | Type::Func(_));
        if keyless || param && !self.types.comparable(key_ty) {
            let shown = self.types.show(key_ty);
            let why = if param { " (missing comparable constraint)" } else { "" };
            self.error(key.span, format!("invalid map key type {shown}{why}"));
            return Self::invalid();
        }
        self.types.add(Type::Map(key_ty, value))
    }

    /// A function type.
    pub(super) fn signature(&mut self, signature: &'a Signature) -> TypeId {
        let params: Vec<TypeId> = signature.params.iter().map(|param| self.ty(&param.ty)).collect();
        let results = signature.results.iter().map(|param| self.ty(&param.ty)).collect();
        let variadic = self.check_variadic(&signature.params);
        self.types.add(Type::Func(Rc::new(Sig { params, results, variadic })))
    }

    fn check_variadic(&mut self, params: &[Param]) -> bool {
        let is_variadic = |param: &Param| matches!(param.ty.kind, ExprKind::Variadic(_));
        let Some((last, before)) = params.split_last() else { return false };
        for param in before.iter().filter(|param| is_variadic(param)) {
            self.error(param.ty.span, "can only use ... with final parameter in list");
        }
        is_variadic(last)
    }

    fn struct_type(&mut self, fields: &'a [Field]) -> TypeId {
        let mut members: Vec<Member> = Vec::new();
        for field in fields {
            let ty = self.ty(&field.ty);
            let name = field.name.name.clone();
            let base = self.types.pointee(ty).filter(|_| field.embedded).unwrap_or(ty);
            if field.embedded && self.types.param(base).is_some() {
                let message = "embedded field type cannot be a (pointer to a) type parameter";
                self.error(field.ty.span, message);
            }
            let known = members.iter().position(|member| member.name == name);
            if let Some(index) = known.filter(|_| &*name != "_") {
                let at = self.position(fields[index].name.span);
                let message = format!("{name} redeclared\n\t{at}: other declaration of {name}");
                self.error(field.name.span, message);
            }
            let tag = field.tag.as_deref().and_then(tag_text).unwrap_or_default();
            members.push(Member { name, ty, embedded: field.embedded, tag: tag.into() });
        }
        self.types.add(Type::Struct(members.into()))
    }
}

/// What a tag says; nothing for a literal that is no string.
fn tag_text(literal: &str) -> Option<String> {
    match constant::literal(LitKind::Str, literal)? {
        Const::Str(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
        _ => None,
    }
}
