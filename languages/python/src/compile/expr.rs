//! Expressions.

use super::assign::{binary_op, compare_op};
use super::{Author, Compiler};
use crate::builtins;
use crate::code::{BinaryOp, CodeKind, Instr, UnaryOp};
use crate::object::{Object, Value};
use num_bigint::BigInt;
use ruff_python_ast::{self as ast, BoolOp, Expr, Number};
use ruff_text_size::Ranged;

impl<'a> Compiler<'a> {
    /// `-> value`
    pub(super) fn expr(&mut self, expr: &'a Expr) {
        let before = self.at(expr);
        let depth = self.unit().depth;
        match expr {
            Expr::Name(name) => self.name(name),
            Expr::NumberLiteral(number) => self.number(number),
            Expr::StringLiteral(string) => self.emit_str(string.value.to_str()),
            Expr::BooleanLiteral(literal) => self.emit_const(Value::Bool(literal.value)),
            Expr::NoneLiteral(_) => self.emit(Instr::None),
            Expr::EllipsisLiteral(_) => self.emit_const(Value::Ellipsis),
            Expr::FString(string) => self.fstring(string),
            Expr::BinOp(binary) => self.binary(binary),
            Expr::UnaryOp(unary) => self.unary(unary),
            Expr::BoolOp(chain) => self.bool_chain(chain),
            Expr::Compare(compare) => self.compare(compare),
            Expr::Named(named) => self.walrus(named),
            Expr::If(conditional) => self.conditional(conditional),
            Expr::Call(call) => self.call(call),
            Expr::Attribute(attribute) => self.attribute(attribute),
            Expr::Subscript(subscript) => self.subscript(subscript),
            Expr::Slice(slice) => self.slice(slice),
            Expr::Tuple(tuple) => self.sequence(&tuple.elts, Instr::BuildTuple),
            Expr::List(list) => self.sequence(&list.elts, Instr::BuildList),
            Expr::Set(set) => self.sequence(&set.elts, Instr::BuildSet),
            Expr::Dict(dict) => self.dict(dict),
            Expr::Lambda(lambda) => self.lambda(lambda),
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) => self.comprehension(expr),
            Expr::Generator(generator) => self.generator(generator),
            Expr::Await(awaited) => self.await_expression(awaited),
            Expr::Yield(stmt) => self.yield_expression(stmt),
            Expr::YieldFrom(stmt) => self.yield_from(stmt),
            Expr::Starred(starred) => {
                let message = "can't use starred expression here";
                self.syntax_error(starred.range(), message.into());
            }
            Expr::BytesLiteral(literal) => {
                let bytes: Vec<u8> = literal.value.bytes().collect();
                let value = self.builder.heap.alloc(Object::Bytes(bytes.into()));
                self.emit_const(value);
                self.builder.heap.release(value);
            }
            Expr::TString(_) => self.unsupported(expr.range(), "a t-string", "Use an f-string."),
            Expr::IpyEscapeCommand(_) => self.syntax_error(expr.range(), "invalid syntax".into()),
        }
        if self.unit().depth == depth {
            // It was refused; what follows still counts on a value.
            self.emit(Instr::None);
        }
        self.back_to(before);
    }

    fn name(&mut self, name: &ast::ExprName) {
        let text = name.id.as_str();
        let is_bound = self.assigned.get(text).is_some();
        if !is_bound && self.author == Author::Learner && builtins::UNSUPPORTED.contains(&text) {
            let what = format!("the built-in '{text}'");
            return self.unsupported(name.range, &what, "");
        }
        self.load_name(text);
    }

    fn number(&mut self, number: &ast::ExprNumberLiteral) {
        match &number.value {
            Number::Int(int) => match int.as_i64() {
                Some(int) => self.emit_const(Value::Int(int)),
                None => self.big_number(number.range(), &int.to_string()),
            },
            Number::Float(float) => self.emit_const(Value::Float(*float)),
            Number::Complex { .. } => {
                self.unsupported(number.range(), "a complex number", "Use two floats.");
            }
        }
    }

    fn big_number(&mut self, range: ruff_text_size::TextRange, text: &str) {
        let text = text.replace('_', "");
        let (digits, radix) = match text.get(..2) {
            Some("0x" | "0X") => (&text[2..], 16),
            Some("0o" | "0O") => (&text[2..], 8),
            Some("0b" | "0B") => (&text[2..], 2),
            _ => (&text[..], 10),
        };
        if radix == 10 && digits.len() > 4300 {
            let message = "Exceeds the limit (4300 digits) for integer string conversion: value \
                           has {} digits; use sys.set_int_max_str_digits() to increase the limit \
                           - Consider hexadecimal for huge integer literals to avoid decimal \
                           conversion limits.";
            let message = message.replace("{}", &digits.len().to_string());
            return self.syntax_error(range, message);
        }
        match BigInt::parse_bytes(digits.as_bytes(), radix) {
            Some(big) => {
                let value = self.builder.heap.alloc(Object::Int(big.into()));
                self.emit_const(value);
                self.builder.heap.release(value);
            }
            None => self.syntax_error(range, "invalid decimal literal".into()),
        }
    }

    /// Left-deep chains (`a + b + c`) are walked in a loop, however long.
    fn binary(&mut self, binary: &'a ast::ExprBinOp) {
        let mut spine = vec![binary];
        while let Expr::BinOp(left) = &*spine[spine.len() - 1].left {
            spine.push(left);
        }
        self.expr(&spine[spine.len() - 1].left);
        for node in spine.into_iter().rev() {
            let op = binary_op(node.op);
            let small = small_int(&node.right).filter(|_| fuses(op));
            if small.is_none() {
                self.expr(&node.right);
            }
            self.at(node);
            self.emit(match small {
                Some(int) => Instr::BinaryInt(op, int),
                None => Instr::Binary(op),
            });
        }
    }

    fn unary(&mut self, unary: &'a ast::ExprUnaryOp) {
        if unary.op == ast::UnaryOp::USub {
            if let Some(int) = small_int(&unary.operand) {
                return self.emit_const(Value::Int(-i64::from(int)));
            }
            if let Expr::NumberLiteral(ast::ExprNumberLiteral { value: Number::Float(x), .. }) =
                &*unary.operand
            {
                return self.emit_const(Value::Float(-x));
            }
        }
        self.expr(&unary.operand);
        self.at(unary);
        self.emit(Instr::Unary(match unary.op {
            ast::UnaryOp::Not => UnaryOp::Not,
            ast::UnaryOp::USub => UnaryOp::Neg,
            ast::UnaryOp::UAdd => UnaryOp::Pos,
            ast::UnaryOp::Invert => UnaryOp::Invert,
        }));
    }

    fn bool_chain(&mut self, chain: &'a ast::ExprBoolOp) {
        let end = self.unit().label();
        let Some((last, others)) = chain.values.split_last() else { return };
        for value in others {
            self.expr(value);
            self.emit(match chain.op {
                BoolOp::And => Instr::JumpIfFalseOrPop(end.0),
                BoolOp::Or => Instr::JumpIfTrueOrPop(end.0),
            });
        }
        self.expr(last);
        self.unit().place(end);
    }

    fn compare(&mut self, compare: &'a ast::ExprCompare) {
        self.expr(&compare.left);
        if compare.ops.len() == 1 {
            self.expr(&compare.comparators[0]);
            self.at(compare);
            return self.compare_with(compare.ops[0]);
        }
        // a < b < c: b is kept below the first answer; when that is false, it is dropped.
        let (out, end) = (self.unit().label(), self.unit().label());
        let depth = self.unit().depth;
        let last = compare.ops.len() - 1;
        for (index, (&op, right)) in compare.ops.iter().zip(&compare.comparators).enumerate() {
            self.expr(right);
            self.at(compare);
            if index == last {
                self.compare_with(op);
                break;
            }
            // a b -> b (a op b)
            self.emit(Instr::Swap(2));
            self.emit(Instr::Copy(2));
            self.compare_with(op);
            self.emit(Instr::JumpIfFalseOrPop(out.0));
        }
        self.emit(Instr::Jump(end.0));
        self.unit().place(out);
        self.unit().depth = depth + 1;
        self.emit(Instr::Swap(2));
        self.emit(Instr::Pop);
        self.unit().place(end);
    }

    fn compare_with(&mut self, op: ast::CmpOp) {
        self.emit(match compare_op(op) {
            Some(op) => Instr::Compare(op),
            None => membership(op),
        });
    }

    fn walrus(&mut self, named: &'a ast::ExprNamed) {
        self.expr(&named.value);
        self.emit(Instr::Copy(1));
        if let Expr::Name(name) = &*named.target {
            self.store_name(&name.id);
        }
    }

    fn conditional(&mut self, conditional: &'a ast::ExprIf) {
        let (otherwise, end) = (self.unit().label(), self.unit().label());
        self.jump_if(&conditional.test, false, otherwise);
        self.expr(&conditional.body);
        self.emit(Instr::Jump(end.0));
        self.unit().depth -= 1;
        self.unit().place(otherwise);
        self.expr(&conditional.orelse);
        self.unit().place(end);
    }

    fn attribute(&mut self, attribute: &'a ast::ExprAttribute) {
        if let Some(instr) = self.module_attribute(attribute) {
            return self.emit(instr);
        }
        self.expr(&attribute.value);
        self.at(attribute);
        let name = self.mangled(&attribute.attr);
        let name = self.sym(&name);
        self.emit(Instr::LoadAttr(name));
    }

    fn subscript(&mut self, subscript: &'a ast::ExprSubscript) {
        self.expr(&subscript.value);
        self.expr(&subscript.slice);
        self.at(subscript);
        self.emit(Instr::LoadItem);
    }

    fn slice(&mut self, slice: &'a ast::ExprSlice) {
        for part in [&slice.lower, &slice.upper, &slice.step] {
            match part {
                Some(part) => self.expr(part),
                None => self.emit(Instr::None),
            }
        }
        self.emit(Instr::BuildSlice);
    }

    fn sequence(&mut self, elements: &'a [Expr], build: fn(u32) -> Instr) {
        if !elements.iter().any(Expr::is_starred_expr) {
            elements.iter().for_each(|element| self.expr(element));
            return self.emit(build(elements.len() as u32));
        }
        let is_set = matches!(build(0), Instr::BuildSet(_));
        self.emit(if is_set { Instr::BuildSet(0) } else { Instr::BuildList(0) });
        self.extend_each(elements, is_set);
        if matches!(build(0), Instr::BuildTuple(_)) {
            self.emit(Instr::ListToTuple);
        }
    }

    /// `list -> list`, or the same for a set.
    pub(super) fn extend_each(&mut self, elements: &'a [Expr], is_set: bool) {
        for element in elements {
            match element {
                Expr::Starred(starred) => {
                    self.expr(&starred.value);
                    let before = self.at(&*starred.value);
                    self.emit(if is_set { Instr::SetUpdate } else { Instr::ListExtend });
                    self.back_to(before);
                }
                _ => {
                    self.expr(element);
                    self.emit(if is_set { Instr::SetAdd(1) } else { Instr::ListAppend(1) });
                }
            }
        }
    }

    fn dict(&mut self, dict: &'a ast::ExprDict) {
        let plain = dict.items.iter().take_while(|item| item.key.is_some()).count();
        for item in &dict.items[..plain] {
            if let Some(key) = &item.key {
                self.expr(key);
            }
            self.expr(&item.value);
        }
        self.emit(Instr::BuildDict(plain as u32));
        for item in &dict.items[plain..] {
            match &item.key {
                Some(key) => {
                    self.expr(key);
                    self.expr(&item.value);
                    self.emit(Instr::DictInsert(1));
                }
                None => {
                    self.expr(&item.value);
                    self.emit(Instr::DictUpdate);
                }
            }
        }
    }

    fn await_expression(&mut self, awaited: &'a ast::ExprAwait) {
        if !self.unit().is_async {
            let message = if self.units.len() == 1 || self.unit().is_class {
                "'await' outside function"
            } else {
                "'await' outside async function"
            };
            return self.syntax_error(awaited.range, message.into());
        }
        self.expr(&awaited.value);
        self.at(awaited);
        self.emit(Instr::Await);
    }

    fn yield_expression(&mut self, stmt: &'a ast::ExprYield) {
        if self.units.len() == 1 || self.unit().is_class {
            return self.syntax_error(stmt.range, "'yield' outside function".into());
        }
        match &stmt.value {
            Some(value) => self.expr(value),
            None => self.emit(Instr::None),
        }
        self.at(stmt);
        self.emit(Instr::Yield);
    }

    fn yield_from(&mut self, stmt: &'a ast::ExprYieldFrom) {
        if self.units.len() == 1 || self.unit().is_class {
            return self.syntax_error(stmt.range, "'yield' outside function".into());
        }
        if self.unit().code.kind == CodeKind::AsyncGenerator || self.unit().is_async {
            return self.syntax_error(stmt.range, "'yield from' inside async function".into());
        }
        self.expr(&stmt.value);
        self.at(stmt);
        self.emit(Instr::GetYieldFromIter);
        self.emit(Instr::None);
        self.emit(Instr::YieldFrom);
    }
}

/// The operators worth an instruction with a constant right operand.
fn fuses(op: BinaryOp) -> bool {
    matches!(op, BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Mod | BinaryOp::FloorDiv)
}

fn small_int(expr: &Expr) -> Option<i32> {
    match expr {
        Expr::NumberLiteral(ast::ExprNumberLiteral { value: Number::Int(int), .. }) => int.as_i32(),
        _ => None,
    }
}

/// The instruction of a comparison that is not a rich one.
pub(super) fn membership(op: ast::CmpOp) -> Instr {
    match op {
        ast::CmpOp::Is => Instr::Is,
        ast::CmpOp::IsNot => Instr::IsNot,
        ast::CmpOp::In => Instr::Contains,
        _ => Instr::NotContains,
    }
}
