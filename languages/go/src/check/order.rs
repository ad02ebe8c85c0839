//! In which order a package's variables are initialized.
//!
//! **Models:** the specification, "Package initialization": again and again the first variable in
//! the order of declaration whose initializer depends on no other one, also through functions.

use super::{Checker, Init, ObjId, ObjKind};
use runtime_core::table::{Set, Table};

impl<'a> Checker<'a> {
    pub(super) fn order_initialization(&mut self) {
        let inits = std::mem::take(&mut self.inits).into_iter();
        let placed = inits.map(|init| ((init.package, init.span.start, init.lhs.clone()), init));
        let given: Vec<_> = placed.collect::<Table<_, _>>().into_iter().map(|row| row.1).collect();
        for init in &given {
            if self.needed(init).contains(&init.lhs[0]) && self.issues.is_empty() {
                self.package = init.package;
                self.cycle_error(&init.lhs[..1]);
            }
        }
        self.inits = self.ready_in_turn(given);
    }

    /// Each time the first one whose variables are all there.
    fn ready_in_turn(&self, given: Vec<Init<'a>>) -> Vec<Init<'a>> {
        let setters: Table<ObjId, usize> = given
            .iter()
            .enumerate()
            .flat_map(|(index, init)| init.lhs.iter().map(move |&id| (id, index)))
            .collect();
        let mut waiting = vec![0; given.len()];
        let mut waiters: Vec<Vec<usize>> = vec![Vec::new(); given.len()];
        for (index, init) in given.iter().enumerate() {
            let needed: Set<usize> =
                self.needed(init).iter().filter_map(|id| setters.get(id)).copied().collect();
            for &other in needed.iter().filter(|&&other| other != index) {
                waiting[index] += 1;
                waiters[other].push(index);
            }
        }
        let mut ready: Set<usize> = (0..given.len()).filter(|&at| waiting[at] == 0).collect();
        let mut ordered = Vec::new();
        loop {
            let Some(first) = ready.iter().next().copied() else { return ordered };
            ready.remove(&first);
            ordered.push(given[first].clone());
            for &waiter in &waiters[first] {
                waiting[waiter] -= 1;
                if waiting[waiter] == 0 {
                    ready.insert(waiter);
                }
            }
        }
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
