//! Names and targets: loading, storing and deleting.

use super::scope::Place;
use super::{Author, Compiler, check};
use crate::builtins;
use crate::code::Instr;
use crate::code::{BinaryOp, CompareOp};
use ruff_python_ast::{self as ast, Expr, Operator};
use ruff_text_size::{Ranged, TextRange};

impl<'a> Compiler<'a> {
    pub(super) fn load_name(&mut self, name: &str) {
        let name = self.mangled(name);
        let is_class = self.unit().is_class;
        let instr = match self.place_of(&name) {
            Place::Fast(slot) => Instr::LoadFast(slot),
            Place::Cell(slot) => Instr::LoadCell(slot),
            Place::Namespace => {
                self.builder.global(&name);
                Instr::LoadName(self.sym(&name))
            }
            Place::Global if self.author == Author::Prelude => return self.load_library(&name),
            Place::Global if self.is_constant(&name) => return self.load_library(&name),
            Place::Global if is_class => {
                self.builder.global(&name);
                Instr::LoadName(self.sym(&name))
            }
            Place::Global => Instr::LoadGlobal(self.builder.global(&name)),
        };
        self.emit(instr);
    }

    /// Whether a module of the library means a native or a built-in by this name.
    fn is_constant(&self, name: &str) -> bool {
        let is_variable = self.builder.has_member(self.builder.module, name);
        self.author == Author::Library && !name.starts_with("__") && !is_variable
    }

    /// The library's names are constants: what a program does to `len` does not reach it.
    fn load_library(&mut self, name: &str) {
        match builtins::library(name, &self.builder.program.prelude) {
            Some(value) => self.emit_const(value),
            None => panic!("yieldpoint bug: the library uses an unknown name {name}"),
        }
    }

    pub(super) fn store_name(&mut self, name: &str) {
        let name = self.mangled(name);
        let instr = match self.place_of(&name) {
            Place::Fast(slot) => Instr::StoreFast(slot),
            Place::Cell(slot) => Instr::StoreCell(slot),
            Place::Global => Instr::StoreGlobal(self.builder.global(&name)),
            Place::Namespace => Instr::StoreName(self.sym(&name)),
        };
        self.emit(instr);
    }

    pub(super) fn delete_name(&mut self, name: &str) {
        let name = self.mangled(name);
        let instr = match self.place_of(&name) {
            Place::Fast(slot) => Instr::DeleteFast(slot),
            Place::Cell(slot) => Instr::DeleteCell(slot),
            Place::Global => Instr::DeleteGlobal(self.builder.global(&name)),
            Place::Namespace => Instr::DeleteName(self.sym(&name)),
        };
        self.emit(instr);
    }

    /// `value ->`: stores the top in a target.
    pub(super) fn store(&mut self, target: &'a Expr) {
        let before = self.at(target);
        match target {
            Expr::Name(name) => self.store_name(&name.id),
            Expr::Attribute(attribute) => {
                self.expr(&attribute.value);
                self.at(target);
                let name = self.mangled(&attribute.attr);
                let name = self.sym(&name);
                self.emit(Instr::StoreAttr(name));
            }
            Expr::Subscript(subscript) => {
                self.expr(&subscript.value);
                self.expr(&subscript.slice);
                self.at(target);
                self.emit(Instr::StoreItem);
            }
            Expr::Tuple(tuple) => self.store_all(&tuple.elts, tuple.range),
            Expr::List(list) => self.store_all(&list.elts, list.range),
            Expr::Starred(starred) => {
                let message = "starred assignment target must be in a list or tuple";
                self.syntax_error(starred.range(), message.into());
            }
            _ => self.syntax_error(target.range(), "cannot assign to expression".into()),
        }
        self.back_to(before);
    }

    fn store_all(&mut self, targets: &'a [Expr], range: TextRange) {
        let star = targets.iter().position(Expr::is_starred_expr);
        match star {
            None => self.emit(Instr::Unpack(targets.len() as u32)),
            Some(at) => {
                let (before, after) = (at as u16, (targets.len() - at - 1) as u16);
                self.emit(Instr::UnpackStar { before, after });
            }
        }
        for (index, target) in targets.iter().enumerate() {
            match target {
                Expr::Starred(starred) if Some(index) == star => self.store(&starred.value),
                Expr::Starred(_) => {
                    let message = "multiple starred expressions in assignment";
                    self.syntax_error(range, message.into());
                }
                _ => self.store(target),
            }
        }
    }

    pub(super) fn delete(&mut self, target: &'a Expr) {
        let before = self.at(target);
        match target {
            Expr::Name(name) => self.delete_name(&name.id),
            Expr::Attribute(attribute) => {
                self.expr(&attribute.value);
                self.at(target);
                let name = self.mangled(&attribute.attr);
                let name = self.sym(&name);
                self.emit(Instr::DeleteAttr(name));
            }
            Expr::Subscript(subscript) => {
                self.expr(&subscript.value);
                self.expr(&subscript.slice);
                self.at(target);
                self.emit(Instr::DeleteItem);
            }
            Expr::Tuple(tuple) => tuple.elts.iter().for_each(|target| self.delete(target)),
            Expr::List(list) => list.elts.iter().for_each(|target| self.delete(target)),
            _ => self.syntax_error(target.range(), "cannot delete expression".into()),
        }
        self.back_to(before);
    }

    pub(super) fn augmented(&mut self, assign: &'a ast::StmtAugAssign) {
        let op = binary_op(assign.op);
        match &*assign.target {
            Expr::Name(name) => {
                self.at(&*assign.target);
                self.load_name(&name.id);
                self.expr(&assign.value);
                self.at(assign);
                self.emit(Instr::Inplace(op));
                self.store_name(&name.id);
            }
            Expr::Attribute(attribute) => {
                let name = self.mangled(&attribute.attr);
                let name = self.sym(&name);
                self.expr(&attribute.value);
                self.at(&*assign.target);
                self.emit(Instr::Copy(1));
                self.emit(Instr::LoadAttr(name));
                self.expr(&assign.value);
                self.at(assign);
                self.emit(Instr::Inplace(op));
                self.at(&*assign.target);
                self.emit(Instr::Swap(2));
                self.emit(Instr::StoreAttr(name));
            }
            Expr::Subscript(subscript) => {
                self.expr(&subscript.value);
                self.expr(&subscript.slice);
                self.at(&*assign.target);
                self.emit(Instr::Copy(2));
                self.emit(Instr::Copy(2));
                self.emit(Instr::LoadItem);
                self.expr(&assign.value);
                self.at(assign);
                self.emit(Instr::Inplace(op));
                self.at(&*assign.target);
                // o k v -> v o k
                self.emit(Instr::Swap(3));
                self.emit(Instr::Swap(2));
                self.emit(Instr::StoreItem);
            }
            target => self.syntax_error(target.range(), check::cannot_assign(target, "augmented")),
        }
    }
}

pub(super) fn binary_op(op: Operator) -> BinaryOp {
    match op {
        Operator::Add => BinaryOp::Add,
        Operator::Sub => BinaryOp::Sub,
        Operator::Mult => BinaryOp::Mul,
        Operator::MatMult => BinaryOp::MatMul,
        Operator::Div => BinaryOp::Div,
        Operator::Mod => BinaryOp::Mod,
        Operator::Pow => BinaryOp::Pow,
        Operator::LShift => BinaryOp::LShift,
        Operator::RShift => BinaryOp::RShift,
        Operator::BitOr => BinaryOp::Or,
        Operator::BitXor => BinaryOp::Xor,
        Operator::BitAnd => BinaryOp::And,
        Operator::FloorDiv => BinaryOp::FloorDiv,
    }
}

pub(super) fn compare_op(op: ast::CmpOp) -> Option<CompareOp> {
    Some(match op {
        ast::CmpOp::Lt => CompareOp::Lt,
        ast::CmpOp::LtE => CompareOp::Le,
        ast::CmpOp::Eq => CompareOp::Eq,
        ast::CmpOp::NotEq => CompareOp::Ne,
        ast::CmpOp::Gt => CompareOp::Gt,
        ast::CmpOp::GtE => CompareOp::Ge,
        _ => return None,
    })
}
