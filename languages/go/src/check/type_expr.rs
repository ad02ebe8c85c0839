//! Expressions that denote types.

use super::{Checker, Mode, ObjKind};
use crate::syntax::ast::{Expr, ExprKind, Field, InterfaceElement, Param, Signature};
use crate::syntax::show;
use crate::types::{Basic, Member, Method, Sig, Type, TypeId};
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// The type that `expr` denotes; `Invalid`, with an issue, where it denotes none.
    pub(super) fn ty(&mut self, expr: &'a Expr) -> TypeId {
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
            ExprKind::Index(..) => {
                self.unsupported(
                    expr.span,
                    "generic types are not simulated yet",
                    "use a type of your own",
                );
                Self::invalid()
            }
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
            ObjKind::TypeName => return self.obj(id).ty,
            ObjKind::Pending => return Self::invalid(),
            ObjKind::Var | ObjKind::Global(_) => self.obj_mut(id).used = true,
            _ => {}
        }
        self.error(expr.span, format!("{name} is not a type"));
        Self::invalid()
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
        match value.as_int() {
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
            _ => {
                let message = format!("invalid array length {}", self.describe(&x));
                self.error(len.span, message);
                None
            }
        }
    }

    fn map_type(&mut self, key: &'a Expr, value: &'a Expr) -> TypeId {
        let key_ty = self.ty(key);
        let value = self.ty(value);
        if matches!(self.types.under(key_ty), Type::Slice(_) | Type::Map(..) | Type::Func(_)) {
            let shown = self.types.show(key_ty);
            self.error(key.span, format!("invalid map key type {shown}"));
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
            if &*name != "_" && members.iter().any(|member| member.name == name) {
                self.error(field.name.span, format!("{name} redeclared"));
            }
            members.push(Member { name, ty, embedded: field.embedded });
        }
        self.types.add(Type::Struct(members.into()))
    }

    fn interface_type(&mut self, elements: &'a [InterfaceElement]) -> TypeId {
        let mut methods: Vec<Method> = Vec::new();
        for element in elements {
            match element {
                InterfaceElement::Method(name, signature) => {
                    let sig = self.signature(signature);
                    if methods.iter().any(|method| method.name == name.name) {
                        self.error(name.span, format!("duplicate method {}", name.name));
                    }
                    methods.push(Method { name: name.name.clone(), sig });
                }
                InterfaceElement::Embedded(expr) => self.embed_interface(expr, &mut methods),
                InterfaceElement::Union(span) => {
                    let help = "an interface here may only list methods";
                    self.unsupported(*span, "type constraints are not simulated yet", help);
                }
            }
        }
        methods.sort_by(|a, b| a.name.cmp(&b.name));
        methods.dedup_by(|a, b| a.name == b.name);
        self.types.add(Type::Interface(methods.into()))
    }

    fn embed_interface(&mut self, expr: &'a Expr, methods: &mut Vec<Method>) {
        let ty = self.ty(expr);
        match self.types.interface(ty) {
            Some(inner) => methods.extend(inner.iter().cloned()),
            None if ty == Self::invalid() => {}
            None => {
                let help = "an interface here may only list methods and embed interfaces";
                self.unsupported(expr.span, "type constraints are not simulated yet", help);
            }
        }
    }
}
