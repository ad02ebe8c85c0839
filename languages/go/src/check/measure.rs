//! How deep and how large types are, before anybody walks them.
//!
//! **Invariants:** after [`Checker::measure_all`], no type contains itself, none is nested deeper
//! than [`DEEPEST`] and none takes more than [`SLOTS_MAX`] slots: a walk may recurse.

use super::Checker;
use crate::types::{Type, TypeId};
use runtime_core::source::Span;
use runtime_core::table::Table;

/// How deep values may be nested in values.
const DEEPEST: u32 = 64;
/// How many 64-bit slots a value may take: an array of four million numbers.
pub const SLOTS_MAX: u64 = 1 << 22;

#[derive(Clone, Copy)]
enum Measure {
    /// Being measured: meeting it again means that it contains itself.
    Open,
    Known {
        depth: u32,
        slots: u64,
    },
}

/// What has been measured.
#[derive(Default)]
pub struct Measured {
    known: Table<TypeId, Measure>,
    /// The defined types being measured, and the cycle that was met last.
    path: Vec<TypeId>,
    cycle: Vec<TypeId>,
    /// Types to measure, where they stand, and what a defined type is defined as.
    pub declared: Vec<(TypeId, Span, TypeId)>,
}

impl Measured {
    /// Forgets what was found while some types were not complete.
    pub fn forget(&mut self) {
        self.known.clear();
    }
}

enum Bad {
    Recursive,
    TooDeep,
}

impl Checker<'_> {
    /// Measures what has been declared since the last time; what is bad becomes invalid.
    pub(super) fn measure_all(&mut self) {
        let declared = std::mem::take(&mut self.measured.declared);
        for &(ty, span, right) in &declared {
            if ty != right {
                self.copy_underlying(ty, right);
            }
            let found = self.measure(ty, 0);
            match found {
                Ok((_, slots)) if slots <= SLOTS_MAX => continue,
                Err(Bad::Recursive) => self.report_recursion(ty, &declared),
                Ok(_) => self.unsupported(
                    span,
                    "this type is too large to be simulated",
                    "use fewer elements",
                ),
                Err(Bad::TooDeep) => {
                    self.unsupported(
                        span,
                        "this type is nested too deeply to be simulated",
                        "use a pointer",
                    );
                }
            }
            self.spoil(ty);
        }
    }

    /// The defined types on the way from a type back to itself, beginning with the first in the
    /// source.
    fn report_recursion(&mut self, ty: TypeId, declared: &[(TypeId, Span, TypeId)]) {
        let cycle = std::mem::take(&mut self.measured.cycle);
        let span = |ty: TypeId| declared.iter().find(|row| row.0 == ty).map(|row| row.1);
        let mut rows: Vec<(Span, String)> =
            cycle.iter().filter_map(|&ty| Some((span(ty)?, self.types.show(ty)))).collect();
        let first = (0..rows.len()).min_by_key(|&at| rows[at].0.start);
        let Some(first) = first.filter(|_| cycle.contains(&ty)) else { return };
        rows.rotate_left(first);
        let (at, name) = rows[0].clone();
        if self.issues.iter().any(|issue| issue.span.start == at.start) {
            return;
        }
        if rows.len() == 1 {
            return self.error(at, format!("invalid recursive type: {name} refers to itself"));
        }
        let next = rows.iter().cycle().skip(1);
        let line = |((at, a), (_, b)): (&(Span, String), &(Span, String))| {
            format!("\n\t{}: {a} refers to {b}", self.position(*at))
        };
        let lines: String = rows.iter().zip(next).map(line).collect();
        self.error(at, format!("invalid recursive type {name}{lines}"));
    }

    /// A type defined by a name that was not complete then.
    fn copy_underlying(&mut self, ty: TypeId, right: TypeId) {
        let underlying = self.types.under_id(right);
        if let &Type::Named(named) = self.types.get(ty) {
            self.types.named[named.0 as usize].underlying = underlying;
        }
    }

    fn spoil(&mut self, ty: TypeId) {
        if let &Type::Named(named) = self.types.get(ty) {
            self.types.named[named.0 as usize].underlying = Self::invalid();
        }
        self.measured.known.clear();
    }

    fn measure(&mut self, ty: TypeId, level: u32) -> Result<(u32, u64), Bad> {
        match self.measured.known.get(&ty) {
            Some(Measure::Open) => {
                let from = self.measured.path.iter().position(|&open| open == ty).unwrap_or(0);
                self.measured.cycle = self.measured.path[from..].to_vec();
                return Err(Bad::Recursive);
            }
            Some(&Measure::Known { depth, slots }) => return Ok((depth, slots)),
            None => {}
        }
        if level > DEEPEST {
            return Err(Bad::TooDeep);
        }
        self.measured.known.insert(ty, Measure::Open);
        let named = matches!(self.types.get(ty), Type::Named(_));
        if named {
            self.measured.path.push(ty);
        }
        let found = self.measure_parts(ty, level);
        if named {
            self.measured.path.pop();
        }
        match found {
            Ok((depth, slots)) => self.measured.known.insert(ty, Measure::Known { depth, slots }),
            Err(_) => self.measured.known.remove(&ty),
        };
        found
    }

    fn measure_parts(&mut self, ty: TypeId, level: u32) -> Result<(u32, u64), Bad> {
        let parts: Vec<(TypeId, u64)> = match self.types.get(ty) {
            Type::Named(named) => vec![(self.types.named[named.0 as usize].underlying, 1)],
            Type::Array(len, elem) => vec![(*elem, *len)],
            Type::Struct(members) => members.iter().map(|member| (member.ty, 1)).collect(),
            _ => return Ok((0, self.types.slots(ty))),
        };
        let (mut deepest, mut sum) = (0, 0u64);
        for (part, times) in parts {
            let (depth, slots) = self.measure(part, level + 1)?;
            deepest = deepest.max(depth);
            sum = sum.saturating_add(slots.saturating_mul(times));
        }
        if deepest + 1 > DEEPEST { Err(Bad::TooDeep) } else { Ok((deepest + 1, sum)) }
    }
}
