//! Instances that would need ever larger instances of themselves.
//!
//! **Models:** `types2/mono.go`: type parameters are the nodes of a graph; an edge says that one is
//! part of a type argument for another. A cycle in which some argument is larger than the type
//! parameter has no end.

use super::Checker;
use super::instance::Unverified;
use crate::types::{TypeId, Types};
use runtime_core::source::Span;
use runtime_core::table::Table;

/// A type argument that is made of a type parameter.
#[derive(Clone, Copy)]
struct Flow {
    from: TypeId,
    to: TypeId,
    arg: TypeId,
    at: Span,
}

/// Where type parameters go.
#[derive(Default)]
pub(super) struct Flows {
    known: Table<(TypeId, TypeId, bool), Flow>,
    /// The type parameters that have been in type arguments.
    params: Vec<TypeId>,
}

impl Flows {
    /// Notes an instance in a generic declaration.
    pub(super) fn record(&mut self, types: &Types, params: &[TypeId], instance: &Unverified) {
        self.params.extend(
            params.iter().filter(|param| !self.params.contains(param)).copied().collect::<Vec<_>>(),
        );
        for (index, (&to, &arg)) in params.iter().zip(&instance.args).enumerate() {
            let at = instance.spans.get(index).copied().unwrap_or(instance.at);
            for &from in self.params.iter().filter(|&&from| types.mentions(arg, from)) {
                let flow = Flow { from, to, arg, at };
                self.known.or_insert_with((from, to, arg == from), || flow);
            }
        }
    }

    /// The flows of a cycle that has no end.
    fn endless(&self) -> Option<Vec<Flow>> {
        self.known.iter().filter(|(_, flow)| flow.arg != flow.from).find_map(|(_, flow)| {
            let mut path = self.path(flow.to, flow.from)?;
            path.insert(0, *flow);
            Some(path)
        })
    }

    /// How one type parameter gets to another: breadth first.
    fn path(&self, from: TypeId, to: TypeId) -> Option<Vec<Flow>> {
        let mut reached: Vec<(TypeId, Vec<Flow>)> = vec![(from, Vec::new())];
        let mut at = 0;
        while let Some((here, path)) = reached.get(at).cloned() {
            if here == to {
                return Some(path);
            }
            at += 1;
            for (_, flow) in self.known.iter().filter(|(_, flow)| flow.from == here) {
                if reached.iter().all(|(seen, _)| *seen != flow.to) {
                    let mut longer = path.clone();
                    longer.push(*flow);
                    reached.push((flow.to, longer));
                }
            }
        }
        None
    }
}

impl Checker<'_> {
    /// Reports a cycle of instances, or that there are too many.
    pub(super) fn report_endless_instances(&mut self) {
        let valid = self.issues.is_empty();
        if let Some(cycle) = self.flows.endless().filter(|_| valid) {
            let lines: String = cycle
                .iter()
                .map(|flow| {
                    let (at, name) = (self.position(flow.at), self.types.show(flow.to));
                    format!("\n\t{at}: {name} instantiated as {}", self.types.show(flow.arg))
                })
                .collect();
            let span = self.types.param(cycle[0].to).map(|param| param.span).unwrap_or_default();
            self.unchecked.clear();
            return self.error(span, format!("instantiation cycle:{lines}"));
        }
        if let Some(span) = self.endless.take() {
            let help = "use fewer type arguments";
            self.unsupported(span, "there are too many instances to be simulated", help);
        }
    }
}
