//! The order in which a map's keys are printed.
//!
//! **Models:** `internal/fmtsort` (Go 1.27).
//! **Departures:** real Go orders interfaces' types by where they lie in the binary; here the
//! basic types come as they do there, and the others behind them.

use crate::code::Code;
use crate::types::{Basic, Type, TypeId};
use crate::vm::Vm;
use std::cmp::Ordering;

/// The entries of a map, sorted by their keys: keys and values by their slots.
pub(super) fn entries(vm: &Vm, code: &Code, key: TypeId, map: u64) -> Vec<(Vec<u64>, Vec<u64>)> {
    let mut sorted: Vec<(Vec<u64>, Vec<u64>)> = Vec::new();
    for (found, value) in vm.entries(map) {
        let at = sorted.partition_point(|(other, _)| {
            compare(vm, code, key, other, &found) != Ordering::Greater
        });
        sorted.insert(at, (found, value));
    }
    sorted
}

fn compare(vm: &Vm, code: &Code, ty: TypeId, a: &[u64], b: &[u64]) -> Ordering {
    match code.types.under(ty) {
        Type::Basic(Basic::String) => vm.string(a[0]).cmp(vm.string(b[0])),
        Type::Basic(basic) if basic.is_float() => {
            let (a, b) = (f64::from_bits(a[0]), f64::from_bits(b[0]));
            a.partial_cmp(&b).unwrap_or_else(|| b.is_nan().cmp(&a.is_nan()))
        }
        Type::Basic(basic) if basic.is_unsigned() => a[0].cmp(&b[0]),
        Type::Basic(_) => (a[0] as i64).cmp(&(b[0] as i64)),
        Type::Interface(_) if a[0] == b[0] && a[0] != 0 => {
            let ty = TypeId(a[0] as u32);
            let (a, b) = (vm.value_slots(code, ty, a[1]), vm.value_slots(code, ty, b[1]));
            compare(vm, code, ty, &a, &b)
        }
        Type::Interface(_) => rank(a[0]).cmp(&rank(b[0])),
        Type::Array(_, elem) => {
            let n = (code.types.slots(*elem) as usize).max(1);
            let pairs = a.chunks(n).zip(b.chunks(n));
            pairs.map(|(a, b)| compare(vm, code, *elem, a, b)).fold(Ordering::Equal, Ordering::then)
        }
        Type::Struct(members) => {
            let (mut from, mut order) = (0, Ordering::Equal);
            for member in members.iter() {
                let to = from + code.types.slots(member.ty) as usize;
                order =
                    order.then_with(|| compare(vm, code, member.ty, &a[from..to], &b[from..to]));
                from = to;
            }
            order
        }
        _ => a.cmp(b),
    }
}

/// The place of a type among the others; nil is first.
fn rank(dynamic: u64) -> (usize, u64) {
    const ORDER: [Basic; 15] = [
        Basic::String,
        Basic::Int8,
        Basic::Uint8,
        Basic::Int16,
        Basic::Uint16,
        Basic::Int32,
        Basic::Uint32,
        Basic::Int64,
        Basic::Uint64,
        Basic::Int,
        Basic::Uint,
        Basic::Uintptr,
        Basic::Float32,
        Basic::Float64,
        Basic::Bool,
    ];
    let basic = ORDER.iter().position(|basic| u64::from(basic.id().0) == dynamic);
    (if dynamic == 0 { 0 } else { basic.map_or(ORDER.len() + 1, |at| at + 1) }, dynamic)
}
