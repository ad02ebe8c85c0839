//! Expressions.

use super::Lowerer;
use super::place::Place;
use crate::check::{Lookup, Mode, ObjId, ObjKind};
use crate::code::{Instr, Reg, Width};
use crate::constant::Const;
use crate::syntax::ast::{Expr, ExprKind};
use crate::types::{Basic, Kind, Type, TypeId};
use std::rc::Rc;

impl<'p> Lowerer<'p> {
    /// The expression's value, in `want` if that is given; otherwise in registers that hold it
    /// at least until the variable they may belong to is assigned to.
    pub(super) fn eval(&mut self, expr: &'p Expr, want: Option<Reg>) -> Reg {
        if let Some(reg) = self.constant(expr, want) {
            return reg;
        }
        if let Some(reg) = self.ready.remove(&expr.id) {
            return self.moved(reg, want, expr);
        }
        let expr = self.uninstantiated(expr);
        match &expr.kind {
            ExprKind::Paren(inner) => self.eval(inner, want),
            ExprKind::Name(_) => self.name(expr, want),
            ExprKind::Composite { elements, .. } => self.composite(expr, elements, want),
            ExprKind::FuncLit(function) => self.func_lit(expr, function, want),
            ExprKind::Selector(inner, _) => self.selector(expr, inner, want),
            ExprKind::Index(..) if self.obj_of(expr.id).is_some() => self.name(expr, want),
            ExprKind::Index(inner, args) => self.index(expr, inner, &args[0], want),
            ExprKind::Slice(inner, parts) => self.slice(expr, inner, parts, want),
            ExprKind::Assert(inner, _) => self.assertion(expr, inner, want),
            ExprKind::Call(call) => {
                let reg = self.call(expr, call, want);
                self.moved(reg, want, expr)
            }
            ExprKind::Star(_) => self.from_place(expr, want),
            ExprKind::Unary("&", inner) => self.address(inner, want),
            ExprKind::Unary("<-", _) => {
                let reg = self.receive(expr);
                self.moved(reg, want, expr)
            }
            ExprKind::Unary(op, inner) => self.unary(expr, op, inner, want),
            ExprKind::Binary(op, left, right) => self.binary(expr, op, left, right, want),
            _ => self.temp(self.type_of(expr)),
        }
    }

    /// Copies a value to where it is wanted.
    pub(super) fn moved(&mut self, reg: Reg, want: Option<Reg>, expr: &Expr) -> Reg {
        let Some(dst) = want else { return reg };
        let n = self.slots(self.type_of(expr));
        self.copy(dst, reg, n);
        dst
    }

    fn from_place(&mut self, expr: &'p Expr, want: Option<Reg>) -> Reg {
        let ty = self.type_of(expr);
        match (self.place(expr), want) {
            (Place::Mem(ptr, off), Some(dst)) => {
                let n = self.slots(ty);
                self.load(dst, ptr, off, n);
                dst
            }
            (place, _) => {
                let reg = self.load_place(place, ty);
                self.moved(reg, want, expr)
            }
        }
    }

    /// Loads the value of a constant expression, and `nil`.
    fn constant(&mut self, expr: &Expr, want: Option<Reg>) -> Option<Reg> {
        let info = self.program.info.exprs[expr.id.0 as usize].clone()?;
        if info.mode == Mode::Nil {
            let dst = self.dest(want, info.ty);
            let n = self.slots(info.ty);
            self.zero(dst, n);
            return Some(dst);
        }
        let value = info.value.filter(|_| info.mode == Mode::Const)?;
        let dst = self.dest(want, info.ty);
        self.load_const(dst, &value, info.ty);
        Some(dst)
    }

    pub(super) fn load_const(&mut self, dst: Reg, value: &Const, ty: TypeId) {
        let basic = self.types().basic(ty);
        match value {
            Const::Bool(value) => self.int(dst, i64::from(*value)),
            Const::Str(bytes) => self.load_str(dst, bytes),
            Const::Int(value) if !basic.is_float() => self.int(dst, value.low_word() as i64),
            number => {
                let float = number.as_float();
                let float = if basic == Basic::Float32 { f64::from(float as f32) } else { float };
                let index = self.const_index(float.to_bits());
                self.emit(Instr::Const { dst, index });
            }
        }
    }

    pub(super) fn load_str(&mut self, dst: Reg, bytes: &Rc<[u8]>) {
        if bytes.is_empty() {
            return self.zero(dst, 1);
        }
        let index = self.string_index(bytes);
        self.emit(Instr::Str { dst, index });
    }

    pub(super) fn constant_int(&self, expr: &Expr) -> Option<i64> {
        let info = self.program.info.exprs[expr.id.0 as usize].as_ref()?;
        match (&info.value, info.mode) {
            (Some(value), Mode::Const) => {
                value.as_i128().and_then(|value| i64::try_from(value).ok())
            }
            _ => None,
        }
    }

    fn name(&mut self, expr: &'p Expr, want: Option<Reg>) -> Reg {
        let obj = self.obj_of(expr.id);
        if let Some(ObjKind::Func(func)) =
            obj.map(|id| self.program.objs[id.0 as usize].kind.clone())
        {
            return self.func_value(func, want);
        }
        self.from_place(expr, want)
    }

    /// A function without captured variables as a value: its number plus one, which is no handle.
    pub(super) fn func_value(&mut self, func: u32, want: Option<Reg>) -> Reg {
        let dst = want.unwrap_or_else(|| self.reference());
        self.int(dst, i64::from(func) + 1);
        dst
    }

    fn func_lit(
        &mut self, expr: &'p Expr, function: &'p Rc<crate::syntax::ast::Function>,
        want: Option<Reg>,
    ) -> Reg {
        let ty = self.type_of(expr);
        let (func, captures) = self.literal(expr.id, function, ty);
        self.closure_over(func, captures, want)
    }

    /// A closure of function `func` over the variables.
    pub(super) fn closure_over(
        &mut self, func: u32, captures: Vec<ObjId>, want: Option<Reg>,
    ) -> Reg {
        let dst = want.unwrap_or_else(|| self.reference());
        let kinds: Vec<Kind> = captures.iter().flat_map(|&obj| self.captured_kinds(obj)).collect();
        let from = self.temp_kinds(&kinds);
        let mut at = from;
        for obj in captures {
            let n = self.captured_kinds(obj).len() as Reg;
            if let Some(super::Var::Boxed(reg) | super::Var::Regs(reg)) = self.var(obj) {
                self.copy(at, reg, n);
            }
            at += n;
        }
        self.closure(dst, func, from, &kinds);
        dst
    }

    /// Makes a closure of the slots from `from`.
    pub(super) fn closure(&mut self, dst: Reg, func: u32, from: Reg, kinds: &[Kind]) {
        let mut shape = vec![Kind::Word];
        shape.extend_from_slice(kinds);
        let bytes = 8 * shape.len() as u64;
        let shape = self.shape_index(shape, bytes);
        self.emit(Instr::Closure { dst, from, n: kinds.len() as u16 });
        self.data(func);
        self.data(shape);
    }

    fn selector(&mut self, expr: &'p Expr, inner: &'p Expr, want: Option<Reg>) -> Reg {
        let Some(selection) = self.program.info.selections.get(&expr.id).cloned() else {
            return self.name(expr, want);
        };
        if selection.of_type {
            return self.method_expression(expr, inner, want);
        }
        match selection.found.what {
            Lookup::Field { .. } => self.from_place(expr, want),
            _ => self.method_value(expr, inner, want),
        }
    }

    // ---- indices

    fn index(
        &mut self, expr: &'p Expr, inner: &'p Expr, index: &'p Expr, want: Option<Reg>,
    ) -> Reg {
        let ty = self.type_of(inner);
        let elem = self.type_of(expr);
        self.calls_first(&[inner, index]);
        let one = self.types().slots(elem) == 1;
        match self.types().under(ty) {
            Type::Basic(_) => {
                let (s, idx) = (self.eval(inner, None), self.eval(index, None));
                let dst = self.dest(want, elem);
                self.emit(Instr::StrGet { dst, s, idx });
                dst
            }
            Type::Slice(_) if one => {
                let (s, idx) = (self.eval(inner, None), self.eval(index, None));
                let dst = self.dest(want, elem);
                self.emit(Instr::SliceGet { dst, s, idx });
                dst
            }
            _ => self.from_place(expr, want),
        }
    }

    fn slice(
        &mut self, expr: &'p Expr, inner: &'p Expr, parts: &'p [Option<Box<Expr>>; 3],
        want: Option<Reg>,
    ) -> Reg {
        let ty = self.type_of(inner);
        let array =
            matches!(self.types().under(self.types().pointee(ty).unwrap_or(ty)), Type::Array(..));
        let (s, len) = match array {
            true => {
                let (ptr, off, len) = self.array_base(inner, ty);
                let s = self.reference();
                self.emit(Instr::PtrAdd { dst: s, ptr });
                self.data(off);
                (s, len)
            }
            false => (self.eval(inner, None), 0),
        };
        let args = self.temp_kinds(&[Kind::Word; 3]);
        for (index, part) in parts.iter().enumerate() {
            let at = args + index as Reg;
            match part {
                Some(part) => drop(self.eval(part, Some(at))),
                None => self.int(at, i64::MIN),
            }
        }
        let result = self.type_of(expr);
        let dst = self.dest(want, result);
        let elem = match self.types().under(result) {
            Type::Slice(elem) => self.types().slots(*elem) as u32,
            _ => 0,
        };
        if array {
            self.emit(Instr::SliceArray { dst, s, args });
            self.data(elem);
            self.data(len);
        } else if matches!(self.types().under(ty), Type::Basic(_)) {
            self.emit(Instr::SliceStr { dst, s, args });
        } else {
            self.emit(Instr::SliceSlice { dst, s, args });
            self.data(elem);
        }
        dst
    }

    // ---- operators

    fn unary(&mut self, expr: &'p Expr, op: &str, inner: &'p Expr, want: Option<Reg>) -> Reg {
        let a = self.eval(inner, None);
        let ty = self.type_of(expr);
        let dst = self.dest(want, ty);
        let float = self.types().basic(ty).is_float();
        match op {
            "-" if float => drop(self.emit(Instr::FNeg { dst, a })),
            "-" => drop(self.emit(Instr::Neg { dst, a })),
            "^" => drop(self.emit(Instr::Com { dst, a })),
            "!" => drop(self.emit(Instr::Not { dst, a })),
            _ => self.copy(dst, a, 1),
        }
        self.wrap(dst, ty);
        dst
    }

    fn binary(
        &mut self, expr: &'p Expr, op: &'static str, left: &'p Expr, right: &'p Expr,
        want: Option<Reg>,
    ) -> Reg {
        match op {
            "&&" | "||" => return self.short_circuit(expr, want),
            "==" | "!=" | "<" | "<=" | ">" | ">=" => return self.comparison(op, left, right, want),
            _ => {}
        }
        let ty = self.type_of(expr);
        self.calls_first(&[left, right]);
        let swapped = matches!(op, "+" | "*") && self.small(left, ty).is_some();
        let (left, right) = if swapped { (right, left) } else { (left, right) };
        let a = self.eval(left, None);
        if let (Some(value), "+" | "-" | "*") = (self.small(right, ty), op) {
            let dst = self.dest(want, ty);
            self.emit(match op {
                "+" => Instr::AddI { dst, a, value },
                "-" => Instr::AddI { dst, a, value: -value },
                _ => Instr::MulI { dst, a, value },
            });
            self.wrap(dst, ty);
            return dst;
        }
        let b = self.eval(right, None);
        self.arithmetic(op, a, b, ty, self.type_of(right), self.constant_int(right), want)
    }

    /// A small constant to add, for an integer type.
    fn small(&self, expr: &Expr, ty: TypeId) -> Option<i16> {
        let integer = self.types().basic(ty).is_integer();
        self.constant_int(expr)
            .filter(|_| integer)
            .and_then(|value| i16::try_from(value).ok())
            .filter(|v| *v > i16::MIN)
    }

    /// `a op b` in a register; `ty` is the type of the result.
    pub(super) fn arithmetic(
        &mut self, op: &str, a: Reg, b: Reg, ty: TypeId, count_ty: TypeId, count: Option<i64>,
        want: Option<Reg>,
    ) -> Reg {
        let basic = self.types().basic(ty);
        if matches!(op, "<<" | ">>")
            && count.is_none()
            && !self.types().basic(count_ty).is_unsigned()
        {
            self.emit(Instr::ShiftCount { a: b });
        }
        let dst = self.dest(want, ty);
        let instr = match basic {
            Basic::String | Basic::UntypedString => Instr::Concat { dst, a, b },
            _ if basic.is_float() => match op {
                "+" => Instr::FAdd { dst, a, b },
                "-" => Instr::FSub { dst, a, b },
                "*" => Instr::FMul { dst, a, b },
                _ => Instr::FDiv { dst, a, b },
            },
            _ => integer_op(op, dst, a, b, basic.is_unsigned()),
        };
        self.emit(instr);
        self.wrap(dst, ty);
        dst
    }

    /// Cuts a result down to its type's width.
    pub(super) fn wrap(&mut self, dst: Reg, ty: TypeId) {
        let width = match self.types().basic(ty) {
            Basic::Int8 => Width::I8,
            Basic::Int16 => Width::I16,
            Basic::Int32 => Width::I32,
            Basic::Uint8 => Width::U8,
            Basic::Uint16 => Width::U16,
            Basic::Uint32 => Width::U32,
            Basic::Float32 => Width::F32,
            _ => return,
        };
        self.emit(Instr::Wrap { dst, width });
    }

    fn short_circuit(&mut self, expr: &'p Expr, want: Option<Reg>) -> Reg {
        let dst = self.word();
        let no = self.jump_unless(expr);
        self.int(dst, 1);
        let end = self.emit(Instr::Jump { to: 0 });
        self.patch_all(no);
        self.int(dst, 0);
        self.patch(end);
        match want {
            Some(want) => {
                self.copy(want, dst, 1);
                want
            }
            None => dst,
        }
    }
}

fn integer_op(op: &str, dst: Reg, a: Reg, b: Reg, unsigned: bool) -> Instr {
    match (op, unsigned) {
        ("+", _) => Instr::Add { dst, a, b },
        ("-", _) => Instr::Sub { dst, a, b },
        ("*", _) => Instr::Mul { dst, a, b },
        ("/", false) => Instr::Div { dst, a, b },
        ("/", true) => Instr::DivU { dst, a, b },
        ("%", false) => Instr::Rem { dst, a, b },
        ("%", true) => Instr::RemU { dst, a, b },
        ("&", _) => Instr::And { dst, a, b },
        ("|", _) => Instr::Or { dst, a, b },
        ("^", _) => Instr::Xor { dst, a, b },
        ("&^", _) => Instr::AndNot { dst, a, b },
        ("<<", _) => Instr::Shl { dst, a, b },
        (_, true) => Instr::ShrU { dst, a, b },
        _ => Instr::Shr { dst, a, b },
    }
}
