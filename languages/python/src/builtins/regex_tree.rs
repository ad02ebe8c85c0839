//! What a regular expression is made of.

/// One element of a pattern.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Char(char),
    Any,
    Set(Vec<Item>, bool),
    Start,
    End,
    TextStart,
    TextEnd,
    Boundary(bool),
    Group(Box<Node>, Option<usize>),
    Back(usize),
    Look {
        node: Box<Node>,
        ahead: bool,
        negate: bool,
    },
    Atomic(Box<Node>),
    Repeat {
        node: Box<Node>,
        min: u32,
        max: u32,
        kind: Greed,
    },
    Conditional(usize, Box<Node>, Box<Node>),
    Sequence(Vec<Node>),
    Choice(Vec<Node>),
    /// Flags inside: those to be used for the node.
    With(Flags, Box<Node>),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Greed {
    Greedy,
    Lazy,
    Possessive,
}

#[derive(Clone, Debug)]
pub(super) enum Item {
    Range(char, char),
    Class(char),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Flags {
    pub ignore_case: bool,
    pub multiline: bool,
    pub dot_all: bool,
    pub verbose: bool,
    pub ascii: bool,
}

pub(super) struct Pattern {
    pub node: Node,
    pub groups: usize,
    pub names: Vec<(String, usize)>,
    pub flags: Flags,
}

/// How many characters a node takes, if always as many.
pub(super) fn width(node: &Node) -> Option<usize> {
    Some(match node {
        Node::Char(_) | Node::Any | Node::Set(..) => 1,
        Node::Group(node, _) | Node::Atomic(node) | Node::With(_, node) => width(node)?,
        Node::Back(_) => return None,
        Node::Repeat { node, min, max, .. } if min == max => width(node)? * *min as usize,
        Node::Repeat { node, .. } => {
            if width(node)? == 0 {
                0
            } else {
                return None;
            }
        }
        Node::Sequence(all) => all.iter().map(width).sum::<Option<usize>>()?,
        Node::Choice(all) => {
            let first = width(&all[0])?;
            if all.iter().any(|node| width(node) != Some(first)) {
                return None;
            }
            first
        }
        Node::Conditional(_, yes, no) if width(yes) == width(no) => width(yes)?,
        Node::Conditional(..) => return None,
        _ => 0,
    })
}
