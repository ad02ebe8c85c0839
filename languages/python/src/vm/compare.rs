//! Comparisons and truth.

use super::frame::After;
use super::{Next, Raise, Vm};
use crate::code::CompareOp;
use crate::names;
use crate::object::{Object, Sym, Type, Value};
use std::cmp::Ordering;

type Done = Result<Next, Raise>;

/// Nested containers compare so deep; CPython's own limit is the C stack.
const DEPTH_MAX: u32 = 200;

/// What comparing two values natively gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Compared {
    Answer(bool),
    /// A user's method has to be called somewhere inside.
    NeedsCall,
    /// The types have no order.
    Unordered,
    TooDeep,
}

#[inline(always)]
pub(super) fn holds(op: CompareOp, ordering: Ordering) -> bool {
    match op {
        CompareOp::Lt => ordering == Ordering::Less,
        CompareOp::Le => ordering != Ordering::Greater,
        CompareOp::Eq => ordering == Ordering::Equal,
        CompareOp::Ne => ordering != Ordering::Equal,
        CompareOp::Gt => ordering == Ordering::Greater,
        CompareOp::Ge => ordering != Ordering::Less,
    }
}

impl Vm {
    #[inline(always)]
    pub(super) fn compare(&mut self, op: CompareOp) -> Done {
        let len = self.run.stack.len();
        let (a, b) = (self.run.stack[len - 2], self.run.stack[len - 1]);
        if let (Value::Int(x), Value::Int(y)) = (a, b) {
            self.run.stack.truncate(len - 1);
            self.run.stack[len - 2] = Value::Bool(holds(op, x.cmp(&y)));
            return Ok(Next::Go);
        }
        self.compare_slow(op, a, b)
    }

    #[inline(never)]
    fn compare_slow(&mut self, op: CompareOp, a: Value, b: Value) -> Done {
        match self.compare_native(op, a, b, 0) {
            Compared::Answer(answer) => {
                self.drop_top(2);
                self.put(Value::Bool(answer))
            }
            Compared::TooDeep => {
                let message = "maximum recursion depth exceeded in comparison".into();
                Err(self.raise(Type::RecursionError, message))
            }
            Compared::Unordered => Err(self.no_order(op, a, b)),
            Compared::NeedsCall => self.compare_by_method(op, false),
        }
    }

    pub(crate) fn no_order(&mut self, op: CompareOp, mut a: Value, mut b: Value) -> Raise {
        // As deep as anybody nests what can be compared at all.
        for _ in 0..100 {
            let Some(pair) = self.first_different(a, b) else { break };
            (a, b) = pair;
        }
        let (left, right) = (self.type_name(a), self.type_name(b));
        let symbol = symbol(op);
        let message =
            format!("'{symbol}' not supported between instances of '{left}' and '{right}'");
        self.raise(Type::TypeError, message)
    }

    /// Of two tuples or two lists, the items that decide how they compare.
    fn first_different(&self, a: Value, b: Value) -> Option<(Value, Value)> {
        let (left, right) = match (self.heap.object(a)?, self.heap.object(b)?) {
            (Object::Tuple(left), Object::Tuple(right)) => (&left[..], &right[..]),
            (Object::List(left), Object::List(right)) => (&left[..], &right[..]),
            _ => return None,
        };
        let mut pairs = left.iter().zip(right).map(|(&left, &right)| (left, right));
        pairs.find(|&(left, right)| {
            let same = self.compare_native(CompareOp::Eq, left, right, 0);
            !left.is(right) && !matches!(same, Compared::Answer(true))
        })
    }

    /// `a b -> answer` by `__lt__` and the like.
    pub(super) fn compare_by_method(&mut self, op: CompareOp, reflected: bool) -> Done {
        let (a, b) = (self.peek(2), self.peek(1));
        let reflected = reflected != self.right_is_first(op, a, b);
        let (receiver, argument) = if reflected { (b, a) } else { (a, b) };
        let name = method(if reflected { mirror(op) } else { op });
        let after = After::Compare { op, reflected };
        if let Some(method) = self.user_method(receiver, name) {
            return self.call_method_frame(method, receiver, &[argument], after);
        }
        if op == CompareOp::Ne && self.user_method(receiver, names::EQ).is_some() {
            // `!=` without `__ne__` is the opposite of `==`; see `compared`.
            let method = self.user_method(receiver, names::EQ).unwrap_or(Value::Undef);
            return self.call_method_frame(method, receiver, &[argument], after);
        }
        if self.has_children(receiver) {
            return self.compare_containers(op);
        }
        self.compared(op, reflected, Value::NotImplemented)
    }

    /// Whether the right operand's class derives from the left one's and compares itself.
    fn right_is_first(&self, op: CompareOp, a: Value, b: Value) -> bool {
        let (left, right) = (self.class_of(a), self.class_of(b));
        !left.is(right)
            && !matches!(left, Value::Type(_))
            && self.is_subclass(right, left)
            && self.user_method(b, method(mirror(op))).is_some()
    }

    fn has_children(&self, value: Value) -> bool {
        let kinds = [
            Type::List,
            Type::Tuple,
            Type::Dict,
            Type::Set,
            Type::FrozenSet,
            Type::DictKeys,
            Type::DictItems,
        ];
        kinds.contains(&self.type_of(value))
    }

    /// `a b -> answer` for containers with user objects inside: the library's loop.
    fn compare_containers(&mut self, op: CompareOp) -> Done {
        let (b, a) = (self.pop(), self.pop());
        let name = match op {
            CompareOp::Eq => "builtins._equal",
            CompareOp::Ne => "builtins._unequal",
            CompareOp::Lt => "builtins._less",
            CompareOp::Gt => "builtins._greater",
            CompareOp::Le => "builtins._less_equal",
            CompareOp::Ge => "builtins._greater_equal",
        };
        self.call_library(name, vec![a, b], After::Truth { negate: false })
    }

    /// A comparison method has given `answer`, which is owned; the operands are below.
    pub(super) fn compared(&mut self, op: CompareOp, reflected: bool, answer: Value) -> Done {
        let (a, b) = (self.peek(2), self.peek(1));
        if !answer.is(Value::NotImplemented) {
            let receiver = if reflected != self.right_is_first(op, a, b) { b } else { a };
            let by_eq = op == CompareOp::Ne && self.user_method(receiver, names::NE).is_none();
            self.drop_top(2);
            self.push(answer);
            return if by_eq { self.negate_top() } else { Ok(Next::Go) };
        }
        if !reflected {
            return self.compare_by_method(op, true);
        }
        match op {
            CompareOp::Eq | CompareOp::Ne => {
                let same = a.is(b);
                self.drop_top(2);
                self.put(Value::Bool(same == (op == CompareOp::Eq)))
            }
            _ => Err(self.no_order(op, a, b)),
        }
    }

    fn negate_top(&mut self) -> Done {
        let top = self.peek(1);
        match self.truth(top) {
            Some(truth) => {
                self.drop_top(1);
                self.put(Value::Bool(!truth))
            }
            None => self.ask_truth(true),
        }
    }

    /// Compares without running Python code.
    #[inline]
    pub(crate) fn compare_native(&self, op: CompareOp, a: Value, b: Value, depth: u32) -> Compared {
        match (a, b) {
            (Value::Int(x), Value::Int(y)) => Compared::Answer(holds(op, x.cmp(&y))),
            _ => self.compare_others(op, a, b, depth),
        }
    }

    fn compare_others(&self, op: CompareOp, a: Value, b: Value, depth: u32) -> Compared {
        if let (Some(x), Some(y)) = (self.text(a), self.text(b))
            && !(self.derived_compares(op, a) || self.derived_compares(op, b))
        {
            return Compared::Answer(match op {
                CompareOp::Eq => **x == **y,
                CompareOp::Ne => **x != **y,
                _ => holds(op, (**x).cmp(&**y)),
            });
        }
        if depth > DEPTH_MAX {
            return Compared::TooDeep;
        }
        if self.derived_compares(op, a) || self.derived_compares(op, b) {
            return Compared::NeedsCall;
        }
        match (self.as_number(a), self.as_number(b)) {
            (Some(x), Some(y)) => return Compared::Answer(numbers(op, &x, &y)),
            (None, None) => {}
            _ if !self.is_user(a) && !self.is_user(b) => return unlike(op),
            _ => return Compared::NeedsCall,
        }
        let equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
        match (self.heap.object(a), self.heap.object(b)) {
            (
                Some(Object::Bytes(_) | Object::ByteArray(_)),
                Some(Object::Bytes(_) | Object::ByteArray(_)),
            ) => Compared::Answer(holds(op, self.bytes(a).cmp(&self.bytes(b)))),
            (Some(Object::List(x)), Some(Object::List(y))) => self.sequences(op, x, y, depth),
            (Some(Object::Tuple(x)), Some(Object::Tuple(y))) => self.sequences(op, x, y, depth),
            (Some(Object::Dict(_)), Some(Object::Dict(_))) if equality => {
                self.dicts_equal(op, a, b, depth)
            }
            (
                Some(Object::Set(_) | Object::FrozenSet(_)),
                Some(Object::Set(_) | Object::FrozenSet(_)),
            ) => self.sets(op, a, b),
            (Some(Object::Slice(x)), Some(Object::Slice(y))) => {
                self.sequences(op, &x[..], &y[..], depth)
            }
            (Some(Object::View { .. }), _) | (_, Some(Object::View { .. })) => self.views(op, a, b),
            (Some(Object::Range(x)), Some(Object::Range(y))) if equality => {
                Compared::Answer((range_key(x) == range_key(y)) == (op == CompareOp::Eq))
            }
            (
                Some(Object::Method { function: f, receiver: x }),
                Some(Object::Method { function: g, receiver: y }),
            ) if equality => Compared::Answer((f.is(*g) && x.is(*y)) == (op == CompareOp::Eq)),
            (Some(Object::WeakRef(x)), Some(Object::WeakRef(y))) if equality => {
                match (x.target, y.target) {
                    (Some(x), Some(y)) => {
                        self.compare_native(op, Value::Ref(x), Value::Ref(y), depth + 1)
                    }
                    _ => Compared::Answer(a.is(b) == (op == CompareOp::Eq)),
                }
            }
            _ if self.is_user(a) || self.is_user(b) => self.objects(op, a, b),
            _ if equality => Compared::Answer(a.is(b) == (op == CompareOp::Eq)),
            _ => Compared::Unordered,
        }
    }

    /// Whether an object of a class derived from a built-in type has a comparison of its own.
    fn derived_compares(&self, op: CompareOp, value: Value) -> bool {
        let has = |name: Sym| self.user_method(value, name).is_some();
        self.heap.shadow(value).is_some()
            && (has(method(op))
                || has(method(mirror(op)))
                || (op == CompareOp::Ne && has(names::EQ)))
    }

    /// Two values of which one at least is an instance of a user class.
    fn objects(&self, op: CompareOp, a: Value, b: Value) -> Compared {
        let has =
            |name: Sym| self.user_method(a, name).is_some() || self.user_method(b, name).is_some();
        let mirrored = method(mirror(op));
        if has(method(op)) || has(mirrored) || (op == CompareOp::Ne && has(names::EQ)) {
            return Compared::NeedsCall;
        }
        let unions = self.union_parts(a).zip(self.union_parts(b));
        let same = match unions {
            // `int | str` is `str | int`.
            Some((x, y)) => x.len() == y.len() && x.iter().all(|a| y.iter().any(|b| a.is(*b))),
            None => a.is(b),
        };
        match op {
            CompareOp::Eq | CompareOp::Ne => Compared::Answer(same == (op == CompareOp::Eq)),
            _ => Compared::Unordered,
        }
    }

    fn is_user(&self, value: Value) -> bool {
        matches!(
            self.heap.object(value),
            Some(Object::Instance { .. } | Object::Exception(_) | Object::Library(_))
        )
    }

    /// `a == b` where no user code is involved; identity where it would be.
    pub(crate) fn equal_native(&self, a: Value, b: Value) -> bool {
        a.is(b) || self.compare_native(CompareOp::Eq, a, b, 0) == Compared::Answer(true)
    }

    fn as_number(&self, value: Value) -> Option<Number> {
        match value {
            Value::Int(int) => Some(Number::Int(int)),
            Value::Bool(bool) => Some(Number::Int(i64::from(bool))),
            Value::Float(float) => Some(Number::Float(float)),
            _ => match self.heap.object(value)? {
                Object::Int(big) => Some(Number::Big((**big).clone())),
                _ => None,
            },
        }
    }

    /// Whether a value is true; `None` where a user's method must be asked.
    #[inline(always)]
    pub(crate) fn truth(&self, value: Value) -> Option<bool> {
        match value {
            Value::Bool(truth) => Some(truth),
            Value::None | Value::Undef => Some(false),
            Value::Int(int) => Some(int != 0),
            Value::Float(float) => Some(float != 0.0),
            Value::Ref(handle) => self.object_truth(value, self.heap.get(handle)),
            _ => Some(true),
        }
    }

    fn object_truth(&self, value: Value, object: &Object) -> Option<bool> {
        Some(match object {
            _ if self.overrides(value, names::BOOL) || self.overrides(value, names::LEN) => {
                return None;
            }
            Object::Str(text) => !text.is_empty(),
            Object::Bytes(bytes) => !bytes.is_empty(),
            Object::ByteArray(bytes) => !bytes.is_empty(),
            Object::Tuple(values) => !values.is_empty(),
            Object::List(values) => !values.is_empty(),
            Object::Dict(dict) | Object::Set(dict) | Object::FrozenSet(dict) => dict.len() > 0,
            Object::Range(range) => super::sequence::range_len(range) > 0,
            Object::View { dict, .. } => self.object_truth(*dict, self.heap.object(*dict)?)?,
            Object::Library(_) if let Some(deque) = self.deque(value) => !deque.items.is_empty(),
            Object::Instance { .. } | Object::Library(_) => {
                let asks = super::TRUTH.iter().any(|&name| self.user_method(value, name).is_some());
                return (!asks).then_some(true);
            }
            _ => true,
        })
    }

    /// `object -> bool`: calls `__bool__` or `__len__`.
    pub(super) fn ask_truth(&mut self, negate: bool) -> Done {
        let object = self.pop();
        let by_bool = self.user_method(object, names::BOOL);
        let method = by_bool.or_else(|| self.user_method(object, names::LEN));
        let Some(method) = method else { panic!("yieldpoint bug: truth needs no call") };
        let done = self.call_method_frame(method, object, &[], After::Truth { negate });
        self.heap.release(object);
        done
    }
}

enum Number {
    Int(i64),
    Float(f64),
    Big(num_bigint::BigInt),
}

fn numbers(op: CompareOp, a: &Number, b: &Number) -> bool {
    use num_bigint::BigInt;
    use num_traits::FromPrimitive;
    let ordering = match (a, b) {
        (Number::Int(x), Number::Int(y)) => Some(x.cmp(y)),
        (Number::Float(x), Number::Float(y)) => x.partial_cmp(y),
        (Number::Big(x), Number::Big(y)) => Some(x.cmp(y)),
        (Number::Big(x), Number::Int(y)) => Some(x.cmp(&BigInt::from(*y))),
        (Number::Int(x), Number::Big(y)) => Some(BigInt::from(*x).cmp(y)),
        (Number::Float(x), _) if !x.is_finite() => x.partial_cmp(&0.0),
        (_, Number::Float(y)) if !y.is_finite() => 0.0.partial_cmp(y),
        (Number::Int(x), Number::Float(y)) if x.abs() < (1 << 53) => (*x as f64).partial_cmp(y),
        (Number::Float(x), Number::Int(y)) if y.abs() < (1 << 53) => x.partial_cmp(&(*y as f64)),
        (x, Number::Float(y)) => BigInt::from_f64(y.floor()).map(|floor| {
            exact(x).cmp(&floor).then(if *y > y.floor() { Ordering::Less } else { Ordering::Equal })
        }),
        (Number::Float(x), y) => BigInt::from_f64(x.floor()).map(|floor| {
            floor.cmp(&exact(y)).then(if *x > x.floor() {
                Ordering::Greater
            } else {
                Ordering::Equal
            })
        }),
    };
    match ordering {
        Some(ordering) => holds(op, ordering),
        None => op == CompareOp::Ne,
    }
}

fn exact(number: &Number) -> num_bigint::BigInt {
    match number {
        Number::Int(int) => (*int).into(),
        Number::Big(big) => big.clone(),
        Number::Float(_) => 0.into(),
    }
}

/// Values of types that have nothing in common.
fn unlike(op: CompareOp) -> Compared {
    match op {
        CompareOp::Eq => Compared::Answer(false),
        CompareOp::Ne => Compared::Answer(true),
        _ => Compared::Unordered,
    }
}

fn range_key(range: &[i64; 3]) -> (i64, i64, i64) {
    match super::sequence::range_len(range) {
        0 => (0, 0, 0),
        1 => (1, range[0], 0),
        len => (len, range[0], range[2]),
    }
}

fn method(op: CompareOp) -> Sym {
    match op {
        CompareOp::Lt => names::LT,
        CompareOp::Le => names::LE,
        CompareOp::Eq => names::EQ,
        CompareOp::Ne => names::NE,
        CompareOp::Gt => names::GT,
        CompareOp::Ge => names::GE,
    }
}

fn mirror(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Lt => CompareOp::Gt,
        CompareOp::Le => CompareOp::Ge,
        CompareOp::Gt => CompareOp::Lt,
        CompareOp::Ge => CompareOp::Le,
        same => same,
    }
}

pub(crate) fn symbol(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Lt => "<",
        CompareOp::Le => "<=",
        CompareOp::Eq => "==",
        CompareOp::Ne => "!=",
        CompareOp::Gt => ">",
        CompareOp::Ge => ">=",
    }
}
