//! Wakeup trees: what is still to be tried from a state, as sequences of moves that share their
//! beginnings.

use super::event::Happening;
use crate::explore::Move;
use alloc::vec::Vec;

/// Moves to be made one after the other.
pub(super) type Sequence = Vec<Happening>;

/// The branches of a node, in the order in which they are to be tried.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    branches: Vec<Branch>,
}

#[derive(Clone, Debug)]
struct Branch {
    by: Move,
    /// What the move was when it was planned; none where only the move itself is wanted.
    what: Option<Happening>,
    then: Tree,
}

impl Tree {
    /// The first move to be tried, with what is planned after it.
    pub fn take_first(&mut self) -> Option<(Move, Tree)> {
        if self.branches.is_empty() {
            return None;
        }
        let Branch { by, then, .. } = self.branches.remove(0);
        Some((by, then))
    }

    /// Whether nothing is planned.
    pub fn is_empty(&self) -> bool {
        self.branches.is_empty()
    }

    /// Whether a sequence begins with this move.
    pub fn begins_with(&self, by: Move) -> bool {
        self.branches.iter().any(|branch| branch.by == by)
    }

    /// Plans this move, and whatever follows.
    pub fn push(&mut self, by: Move) {
        self.branches.push(Branch { by, what: None, then: Tree::default() });
    }
}

/// When what begins with a move covers a sequence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Covering {
    /// If it can be moved to the front of the sequence, or commutes with all of it: every run goes
    /// on until all is done that can be.
    Commuting,
    /// Only if it can be moved to the front: once moves were tried without a sequence that leads
    /// to what they are wanted for, the rest may be lost.
    Contained,
}

/// Whether a run that begins with `first` can be equivalent to one that begins with `sequence`:
/// it is in it with nothing before it that it depends on, or it commutes with all of it.
pub(super) fn is_weak_initial(
    first: &Happening, sequence: &[Happening], covering: Covering,
) -> bool {
    position(first, sequence, covering).is_some()
}

/// The position of `first` in the sequence if it can be moved to the front; the length of the
/// sequence if it is not in it and commutes with all of it.
fn position(first: &Happening, sequence: &[Happening], covering: Covering) -> Option<usize> {
    for (at, what) in sequence.iter().enumerate() {
        if what.by == first.by {
            let movable = sequence[..at].iter().all(|before| before.commutes(what));
            return movable.then_some(at);
        }
        if !what.commutes(first) {
            return None;
        }
    }
    // Whoever passed by a channel may turn to it after all, in another run of the sequence.
    (covering == Covering::Commuting && !first.has_passed).then_some(sequence.len())
}

/// `insert` of the paper: adds the sequence unless a sequence of the tree stands for it.
pub(super) fn insert(tree: &mut Tree, mut sequence: Sequence, covering: Covering) {
    let mut tree = tree;
    loop {
        let found = tree.branches.iter().enumerate().find_map(|(number, branch)| {
            let at = match &branch.what {
                Some(what) => position(what, &sequence, covering)?,
                None => sequence.first().filter(|first| first.by == branch.by).map(|_| 0)?,
            };
            Some((number, at))
        });
        let Some((number, at)) = found else {
            return append(tree, sequence);
        };
        if at < sequence.len() {
            sequence.remove(at);
        }
        if tree.branches[number].then.branches.is_empty() {
            // Any run from there would do in the paper, where nobody keeps the others from ever
            // moving. The end of the process does, so this one is made.
            return append(&mut tree.branches[number].then, sequence);
        }
        tree = &mut tree.branches[number].then;
    }
}

fn append(tree: &mut Tree, sequence: Sequence) {
    let mut then = Tree::default();
    for what in sequence.into_iter().rev() {
        let branch = Branch { by: what.by, what: Some(what), then };
        then = Tree { branches: Vec::from([branch]) };
    }
    tree.branches.extend(then.branches);
}
