//! The module `math`: functions of ints, and products.
//!
//! **Models:** `Modules/mathmodule.c`, CPython 3.13.

use crate::code::BinaryOp;
use crate::object::{Type, Value};
use crate::vm::{Args, Flow, Items, Outcome, Raise, Vm};
use num_bigint::{BigInt, Sign};
use num_traits::{Signed, ToPrimitive};

/// Results of more bits are refused.
const BITS_MAX: u64 = 1 << 20;

fn integer(vm: &mut Vm, args: Args, index: usize) -> Result<BigInt, Raise> {
    let of = vm.arg(args, index);
    match vm.big(of) {
        Some(big) => Ok(big),
        None => {
            let kind = vm.type_name(of);
            let message = format!("'{kind}' object cannot be interpreted as an integer");
            Err(vm.raise(Type::TypeError, message))
        }
    }
}

fn give(vm: &mut Vm, big: BigInt) -> Outcome {
    Ok(Flow::Value(vm.int_value(big)))
}

fn divisor(a: BigInt, b: BigInt) -> BigInt {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b.bits() > 0 {
        (a, b) = (b.clone(), a % b);
    }
    a
}

pub(super) fn gcd(vm: &mut Vm, args: Args) -> Outcome {
    let mut result = BigInt::ZERO;
    for index in 0..args.count {
        result = divisor(result, integer(vm, args, index)?);
    }
    give(vm, result)
}

pub(super) fn lcm(vm: &mut Vm, args: Args) -> Outcome {
    let mut result = BigInt::from(1);
    for index in 0..args.count {
        let next = integer(vm, args, index)?.abs();
        if next.bits() == 0 || result.bits() == 0 {
            result = BigInt::ZERO;
            continue;
        }
        let common = divisor(result.clone(), next.clone());
        result = fits(vm, result / common * next)?;
    }
    give(vm, result)
}

fn fits(vm: &mut Vm, big: BigInt) -> Result<BigInt, Raise> {
    if big.bits() <= BITS_MAX {
        return Ok(big);
    }
    let message = "an int of more than a million bits is not simulated".into();
    Err(vm.raise(Type::MemoryError, message))
}

pub(super) fn isqrt(vm: &mut Vm, args: Args) -> Outcome {
    let big = integer(vm, args, 0)?;
    if big.sign() == Sign::Minus {
        let message = "isqrt() argument must be nonnegative".into();
        return Err(vm.raise(Type::ValueError, message));
    }
    give(vm, big.sqrt())
}

pub(super) fn factorial(vm: &mut Vm, args: Args) -> Outcome {
    let big = integer(vm, args, 0)?;
    if big.sign() == Sign::Minus {
        let message = "factorial() not defined for negative values".into();
        return Err(vm.raise(Type::ValueError, message));
    }
    let of = big.to_u64().unwrap_or(u64::MAX).min(200_000);
    let mut product = BigInt::from(1);
    for factor in 2..=of {
        product = fits(vm, product * factor)?;
    }
    vm.charge(of);
    give(vm, product)
}

/// `n` and `k`, none of them negative.
fn two(vm: &mut Vm, args: Args) -> Result<(BigInt, BigInt), Raise> {
    let n = integer(vm, args, 0)?;
    let k = if args.count > 1 && !vm.arg(args, 1).is_none() {
        integer(vm, args, 1)?
    } else {
        n.clone()
    };
    for (big, name) in [(&n, "n"), (&k, "k")] {
        if big.sign() == Sign::Minus {
            let message = format!("{name} must be a non-negative integer");
            return Err(vm.raise(Type::ValueError, message));
        }
    }
    Ok((n, k))
}

pub(super) fn comb(vm: &mut Vm, args: Args) -> Outcome {
    let (n, k) = two(vm, args)?;
    if k > n {
        return give(vm, BigInt::ZERO);
    }
    let k = if &n - &k < k { &n - &k } else { k };
    let k = k.to_u64().unwrap_or(u64::MAX);
    let mut result = BigInt::from(1);
    for index in 0..k {
        result = fits(vm, result * (&n - index))? / (index + 1);
        vm.charge(1);
    }
    give(vm, result)
}

pub(super) fn perm(vm: &mut Vm, args: Args) -> Outcome {
    let (n, k) = two(vm, args)?;
    if k > n {
        return give(vm, BigInt::ZERO);
    }
    let mut result = BigInt::from(1);
    for index in 0..k.to_u64().unwrap_or(u64::MAX) {
        result = fits(vm, result * (&n - index))?;
        vm.charge(1);
    }
    give(vm, result)
}

pub(super) fn prod(vm: &mut Vm, args: Args) -> Outcome {
    let items = match vm.items(vm.arg(args, 0))? {
        Items::Owned(items) => items,
        Items::NeedsCall => return Ok(Flow::Materialise(0)),
    };
    vm.charge(items.len() as u64);
    let start = vm.optional(args, 1).unwrap_or(Value::Int(1));
    let mut total = Ok(Some(vm.heap.keep(start)));
    for &item in &items {
        let Ok(Some(before)) = total else { break };
        total = vm.native_binary(BinaryOp::Mul, before, item);
        vm.heap.release(before);
    }
    let kind = items.last().map(|&item| vm.type_name(item)).unwrap_or_default();
    vm.heap.release_all(&items);
    match total? {
        Some(total) => Ok(Flow::Value(total)),
        None => {
            let message = format!("unsupported operand type(s) for *: 'int' and '{kind}'");
            Err(vm.raise(Type::TypeError, message))
        }
    }
}

/// **Departures:** floats are added with compensation, not in triple precision.
pub(super) fn sumprod(vm: &mut Vm, args: Args) -> Outcome {
    let mut sides = Vec::new();
    for index in 0..2 {
        match vm.items(vm.arg(args, index))? {
            Items::Owned(items) => sides.push(items),
            Items::NeedsCall => {
                sides.iter().for_each(|items: &Vec<Value>| vm.heap.release_all(items));
                return Ok(Flow::Materialise(index));
            }
        }
    }
    let (p, q) = (sides.swap_remove(0), sides.swap_remove(0));
    let result = product_sum(vm, &p, &q);
    vm.heap.release_all(&p);
    vm.heap.release_all(&q);
    result
}

fn product_sum(vm: &mut Vm, p: &[Value], q: &[Value]) -> Outcome {
    if p.len() != q.len() {
        let message = "Inputs are not the same length".into();
        return Err(vm.raise(Type::ValueError, message));
    }
    let is_whole = p.iter().chain(q).all(|&item| vm.is_int(item));
    if is_whole {
        let mut total = BigInt::ZERO;
        for (&x, &y) in p.iter().zip(q) {
            total += vm.big(x).unwrap_or_default() * vm.big(y).unwrap_or_default();
        }
        return give(vm, total);
    }
    let (mut sum, mut lost) = (0.0f64, 0.0f64);
    for (&x, &y) in p.iter().zip(q) {
        let (x, y) = (super::math::number(vm, x)?, super::math::number(vm, y)?);
        let product = x * y;
        lost += libm::fma(x, y, -product);
        let next = sum + product;
        lost += if sum.abs() >= product.abs() {
            (sum - next) + product
        } else {
            (product - next) + sum
        };
        sum = next;
    }
    Ok(Flow::Value(Value::Float(sum + lost)))
}
