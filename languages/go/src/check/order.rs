//! In which order a package's variables are initialized.
//!
//! **Models:** the specification, "Package initialization": in the order of declaration, but a
//! variable after those that it depends on, also through functions.

use super::{Checker, Init, ObjId, ObjKind};
use runtime_core::table::Set;

impl<'a> Checker<'a> {
    pub(super) fn order_initialization(&mut self) {
        let mut given = std::mem::take(&mut self.inits);
        given.sort_by_key(|init| (init.package, init.span.start, init.lhs.clone()));
        let mut done: Set<usize> = Set::new();
        let mut ordered = Vec::new();
        for init in &given {
            if self.needed(init).contains(&init.lhs[0]) && self.issues.is_empty() {
                self.package = init.package;
                self.cycle_error(&init.lhs[..1]);
            }
        }
        for index in 0..given.len() {
            self.order_one(index, &given, &mut done, &mut ordered);
        }
        self.inits = ordered;
    }

    /// Reports that each of the objects needs the next one, and the last the first.
    pub(super) fn cycle_error(&mut self, cycle: &[ObjId]) {
        let first = &self.obj(cycle[0]);
        let (span, name) = (first.span, first.name.clone());
        if cycle.len() == 1 {
            return self.error(span, format!("initialization cycle: {name} refers to itself"));
        }
        let next = cycle.iter().cycle().skip(1);
        let lines: String = cycle
            .iter()
            .zip(next)
            .map(|(&a, &b)| {
                let (a, b) = (self.obj(a), self.obj(b));
                format!("\n\t{}: {} refers to {}", self.position(a.span), a.name, b.name)
            })
            .collect();
        self.error(span, format!("initialization cycle for {name}{lines}"));
    }

    /// Puts initializer `index` after those it needs. A worklist, not recursion: chains can be long.
    fn order_one(
        &self, index: usize, given: &[Init<'a>], done: &mut Set<usize>, out: &mut Vec<Init<'a>>,
    ) {
        let mut stack = vec![(index, false)];
        let mut open = Set::new();
        while let Some((at, ready)) = stack.pop() {
            if done.contains(&at) {
                continue;
            }
            if ready {
                done.insert(at);
                out.push(given[at].clone());
                continue;
            }
            if !open.insert(at) {
                continue;
            }
            stack.push((at, true));
            let needed = self.needed(&given[at]);
            for other in (0..given.len()).rev() {
                if other != at && given[other].lhs.iter().any(|id| needed.contains(id)) {
                    stack.push((other, false));
                }
            }
        }
    }

    /// The variables an initializer mentions, itself or through functions.
    fn needed(&self, init: &Init<'a>) -> Set<ObjId> {
        let mut seen = Set::new();
        let mut work: Vec<ObjId> = init.lhs.clone();
        while let Some(id) = work.pop() {
            for &next in self.dependencies.get(&id).into_iter().flat_map(Set::iter) {
                if seen.insert(next) && matches!(self.obj(next).kind, ObjKind::Func(_)) {
                    work.push(next);
                }
            }
        }
        seen
    }
}
