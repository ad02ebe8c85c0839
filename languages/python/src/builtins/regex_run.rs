//! The matcher: a pattern's tree as a program, run with a stack of places to go back to.

use super::regex_chars::{folded, is_class, is_word, raised};
use super::regex_tree::{Flags, Greed, Item, Node, Pattern};

/// Longer programs are refused.
const CODE_MAX: usize = 50_000;
/// Places to go back to, and steps, before a match is given up.
const STACK_MAX: usize = 2_000_000;
const STEPS_MAX: u64 = 200_000_000;
const FOREVER: u32 = u32::MAX;

/// What one character must be.
#[derive(Clone, Debug)]
enum One {
    Char(char),
    Any { newline: bool },
    Set(Vec<Item>, bool),
}

#[derive(Clone, Debug)]
enum Op {
    One(One, Flags),
    Start(bool),
    End(bool),
    TextStart,
    TextEnd,
    Boundary(bool, bool),
    Save(usize),
    /// Goes on at the first, later at the second.
    Split(usize, usize),
    Jump(usize),
    Back(usize, Flags),
    /// Many of one character, without a place to go back to for each.
    Many {
        one: One,
        flags: Flags,
        min: u32,
        max: u32,
        kind: Greed,
    },
    /// The part up to the place, on its own.
    Look {
        end: usize,
        behind: Option<usize>,
        negate: bool,
    },
    Atomic(usize),
    /// Notes where an endless loop's round begins.
    Mark(usize),
    /// Leaves the loop if the round took nothing.
    Advanced(usize),
    Conditional(usize, usize),
    Accept,
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    ops: Vec<Op>,
    pub groups: usize,
    marks: usize,
    pub names: Vec<(String, usize)>,
    pub flags: Flags,
}

impl Program {
    pub(super) fn new(pattern: Pattern) -> Option<Program> {
        let Pattern { node, groups, names, flags } = pattern;
        let mut program = Program { ops: Vec::new(), groups, marks: 0, names, flags };
        program.emit(&node, flags)?;
        program.ops.push(Op::Accept);
        Some(program)
    }

    fn push(&mut self, op: Op) -> Option<usize> {
        self.ops.push(op);
        (self.ops.len() < CODE_MAX).then_some(self.ops.len() - 1)
    }

    fn one(node: &Node, flags: Flags) -> Option<One> {
        match node {
            Node::Char(char) => Some(One::Char(*char)),
            Node::Any => Some(One::Any { newline: flags.dot_all }),
            Node::Set(items, negate) => Some(One::Set(items.clone(), *negate)),
            _ => None,
        }
    }

    fn emit(&mut self, node: &Node, flags: Flags) -> Option<()> {
        if let Some(one) = Program::one(node, flags) {
            return self.push(Op::One(one, flags)).map(|_| ());
        }
        match node {
            Node::Start => self.push(Op::Start(flags.multiline)).map(|_| ()),
            Node::End => self.push(Op::End(flags.multiline)).map(|_| ()),
            Node::TextStart => self.push(Op::TextStart).map(|_| ()),
            Node::TextEnd => self.push(Op::TextEnd).map(|_| ()),
            Node::Boundary(wanted) => self.push(Op::Boundary(*wanted, flags.ascii)).map(|_| ()),
            Node::Back(group) => self.push(Op::Back(*group, flags)).map(|_| ()),
            Node::Sequence(all) => all.iter().try_for_each(|node| self.emit(node, flags)),
            Node::With(flags, node) => self.emit(node, *flags),
            Node::Group(node, None) => self.emit(node, flags),
            Node::Group(node, Some(group)) => {
                self.push(Op::Save(2 * group))?;
                self.emit(node, flags)?;
                self.push(Op::Save(2 * group + 1)).map(|_| ())
            }
            Node::Choice(all) => self.choice(all, flags),
            Node::Look { node, ahead, negate } => {
                let behind = if *ahead { None } else { Some(super::regex_tree::width(node)?) };
                let at = self.push(Op::Look { end: 0, behind, negate: *negate })?;
                self.emit(node, flags)?;
                self.push(Op::Accept)?;
                let end = self.ops.len();
                self.ops[at] = Op::Look { end, behind, negate: *negate };
                Some(())
            }
            Node::Atomic(node) => {
                let at = self.push(Op::Atomic(0))?;
                self.emit(node, flags)?;
                self.push(Op::Accept)?;
                self.ops[at] = Op::Atomic(self.ops.len());
                Some(())
            }
            Node::Conditional(group, yes, no) => {
                let at = self.push(Op::Conditional(*group, 0))?;
                self.emit(yes, flags)?;
                let leave = self.push(Op::Jump(0))?;
                self.ops[at] = Op::Conditional(*group, self.ops.len());
                self.emit(no, flags)?;
                self.ops[leave] = Op::Jump(self.ops.len());
                Some(())
            }
            Node::Repeat { node, min, max, kind } => self.repeat(node, *min, *max, *kind, flags),
            Node::Char(_) | Node::Any | Node::Set(..) => Some(()),
        }
    }

    fn choice(&mut self, all: &[Node], flags: Flags) -> Option<()> {
        let mut leaves = Vec::new();
        for (index, node) in all.iter().enumerate() {
            if index + 1 == all.len() {
                self.emit(node, flags)?;
                break;
            }
            let split = self.push(Op::Split(0, 0))?;
            self.emit(node, flags)?;
            leaves.push(self.push(Op::Jump(0))?);
            self.ops[split] = Op::Split(split + 1, self.ops.len());
        }
        let end = self.ops.len();
        leaves.into_iter().for_each(|at| self.ops[at] = Op::Jump(end));
        Some(())
    }

    fn repeat(&mut self, node: &Node, min: u32, max: u32, kind: Greed, flags: Flags) -> Option<()> {
        if kind == Greed::Possessive {
            let at = self.push(Op::Atomic(0))?;
            self.repeat(node, min, max, Greed::Greedy, flags)?;
            self.push(Op::Accept)?;
            self.ops[at] = Op::Atomic(self.ops.len());
            return Some(());
        }
        if let Some(one) = Program::one(node, flags) {
            return self.push(Op::Many { one, flags, min, max, kind }).map(|_| ());
        }
        for _ in 0..min {
            self.emit(node, flags)?;
        }
        let split = |program: &mut Program, at: usize, end: usize| {
            program.ops[at] = match kind {
                Greed::Lazy => Op::Split(end, at + 1),
                _ => Op::Split(at + 1, end),
            };
        };
        if max == FOREVER {
            let mark = self.marks;
            self.marks += 1;
            let at = self.push(Op::Split(0, 0))?;
            self.push(Op::Mark(mark))?;
            self.emit(node, flags)?;
            self.push(Op::Advanced(mark))?;
            self.push(Op::Jump(at))?;
            let end = self.ops.len();
            split(self, at, end);
            return Some(());
        }
        let mut splits = Vec::new();
        for _ in min..max {
            splits.push(self.push(Op::Split(0, 0))?);
            self.emit(node, flags)?;
        }
        let end = self.ops.len();
        splits.into_iter().for_each(|at| split(self, at, end));
        Some(())
    }
}

/// The text that is searched.
pub(super) enum Subject<'a> {
    Ascii(&'a [u8]),
    Wide(Vec<char>),
}

impl<'a> Subject<'a> {
    pub(super) fn new(text: &'a str) -> Subject<'a> {
        match text.is_ascii() {
            true => Subject::Ascii(text.as_bytes()),
            false => Subject::Wide(text.chars().collect()),
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Subject::Ascii(bytes) => bytes.len(),
            Subject::Wide(chars) => chars.len(),
        }
    }

    fn at(&self, index: usize) -> Option<char> {
        match self {
            Subject::Ascii(bytes) => bytes.get(index).map(|&byte| char::from(byte)),
            Subject::Wide(chars) => chars.get(index).copied(),
        }
    }
}

/// Where to go on when a try has failed.
enum Back {
    Branch {
        pc: usize,
        at: usize,
    },
    Slot {
        slot: usize,
        old: usize,
    },
    Mark {
        mark: usize,
        old: usize,
    },
    /// Greedy: one character less each time.
    Fewer {
        pc: usize,
        least: usize,
        at: usize,
    },
    /// Lazy: one character more each time.
    More {
        pc: usize,
        at: usize,
        left: u32,
    },
}

pub(super) const NONE: usize = usize::MAX;

/// A match under way.
pub(super) struct Run<'a> {
    pub program: &'a Program,
    pub subject: &'a Subject<'a>,
    /// Where the text ends for it.
    pub end: usize,
    pub slots: Vec<usize>,
    marks: Vec<usize>,
    stack: Vec<Back>,
    pub steps: u64,
    pub gave_up: bool,
}

fn fits(one: &One, char: char, flags: Flags) -> bool {
    match one {
        One::Char(wanted) if flags.ignore_case => folded(*wanted) == folded(char),
        One::Char(wanted) => *wanted == char,
        One::Any { newline } => *newline || char != '\n',
        One::Set(items, negate) => {
            let holds = |char: char| {
                items.iter().any(|item| match item {
                    Item::Range(low, high) => (*low..=*high).contains(&char),
                    Item::Class(class) => is_class(*class, char, flags.ascii),
                })
            };
            let found =
                holds(char) || (flags.ignore_case && (holds(folded(char)) || holds(raised(char))));
            found != *negate
        }
    }
}

impl<'a> Run<'a> {
    pub(super) fn new(program: &'a Program, subject: &'a Subject<'a>, end: usize) -> Run<'a> {
        Run {
            program,
            subject,
            end,
            slots: vec![NONE; 2 * program.groups + 2],
            marks: vec![NONE; program.marks],
            stack: Vec::new(),
            steps: 0,
            gave_up: false,
        }
    }

    /// Tries at one place; `whole` must reach the end, `advance` must take something.
    pub(super) fn matches(&mut self, at: usize, whole: bool, advance: bool) -> bool {
        self.slots.fill(NONE);
        self.stack.clear();
        match self.run(0, at, &|run, end| !(whole && end != run.end || advance && end == at)) {
            Some(end) => {
                self.slots[0] = at;
                self.slots[1] = end;
                true
            }
            None => false,
        }
    }

    fn char(&self, at: usize) -> Option<char> {
        if at < self.end { self.subject.at(at) } else { None }
    }

    fn push(&mut self, back: Back) {
        self.stack.push(back);
        self.gave_up |= self.stack.len() > STACK_MAX;
    }

    /// Runs from `pc` until something is accepted: where that ends.
    fn run(
        &mut self, pc: usize, at: usize, accepts: &dyn Fn(&Run<'_>, usize) -> bool,
    ) -> Option<usize> {
        let base = self.stack.len();
        let (mut pc, mut at) = (pc, at);
        let program = self.program;
        loop {
            self.steps += 1;
            self.gave_up |= self.steps > STEPS_MAX;
            if self.gave_up {
                return None;
            }
            let went_on = match &program.ops[pc] {
                Op::Accept if accepts(self, at) => {
                    self.keep_slots(base);
                    return Some(at);
                }
                Op::Accept => None,
                op => self.step(op, pc, at),
            };
            match went_on.or_else(|| self.back(base)) {
                Some(next) => (pc, at) = next,
                None => return None,
            }
        }
    }

    /// Of what lies above, only what restores groups stays.
    fn keep_slots(&mut self, base: usize) {
        let above = self.stack.split_off(base);
        let slots = above.into_iter().filter(|back| matches!(back, Back::Slot { .. }));
        self.stack.extend(slots);
    }

    /// The latest place to go back to above `base`.
    fn back(&mut self, base: usize) -> Option<(usize, usize)> {
        while self.stack.len() > base {
            match self.stack.pop()? {
                Back::Branch { pc, at } => return Some((pc, at)),
                Back::Slot { slot, old } => self.slots[slot] = old,
                Back::Mark { mark, old } => self.marks[mark] = old,
                Back::Fewer { pc, least, at } => {
                    if at - 1 > least {
                        self.push(Back::Fewer { pc, least, at: at - 1 });
                    }
                    return Some((pc, at - 1));
                }
                Back::More { pc, at, left } => {
                    let Op::Many { one, flags, .. } = &self.program.ops[pc - 1] else { continue };
                    if left > 0 && self.char(at).is_some_and(|char| fits(one, char, *flags)) {
                        self.push(Back::More { pc, at: at + 1, left: left - 1 });
                        return Some((pc, at + 1));
                    }
                }
            }
        }
        None
    }

    /// One instruction: where to go on, `None` if it fails.
    fn step(&mut self, op: &Op, pc: usize, at: usize) -> Option<(usize, usize)> {
        let next = pc + 1;
        let holds = |fits: bool| fits.then_some((next, at));
        match op {
            Op::One(one, flags) => {
                let char = self.char(at)?;
                fits(one, char, *flags).then_some((next, at + 1))
            }
            Op::Start(lines) => holds(at == 0 || (*lines && self.subject.at(at - 1) == Some('\n'))),
            Op::End(lines) => {
                let before_end = at + 1 == self.end && self.char(at) == Some('\n');
                holds(at == self.end || before_end || (*lines && self.char(at) == Some('\n')))
            }
            Op::TextStart => holds(at == 0),
            Op::TextEnd => holds(at == self.end),
            Op::Boundary(wanted, ascii) => {
                let before = at > 0 && self.subject.at(at - 1).is_some_and(|c| is_word(c, *ascii));
                let after = self.char(at).is_some_and(|char| is_word(char, *ascii));
                holds((before != after) == *wanted)
            }
            Op::Save(slot) => {
                let old = std::mem::replace(&mut self.slots[*slot], at);
                self.push(Back::Slot { slot: *slot, old });
                Some((next, at))
            }
            Op::Split(first, second) => {
                self.push(Back::Branch { pc: *second, at });
                Some((*first, at))
            }
            Op::Jump(to) => Some((*to, at)),
            Op::Back(group, flags) => self.step_back(*group, *flags, at).map(|at| (next, at)),
            Op::Many { one, flags, min, max, kind } => {
                self.step_many(one, *flags, [*min, *max], *kind, [next, at])
            }
            Op::Look { end, behind, negate } => {
                let start = match behind {
                    Some(width) => at.checked_sub(*width),
                    None => Some(at),
                };
                let height = self.stack.len();
                let found = start.and_then(|start| self.run(next, start, &|_, _| true));
                if *negate && found.is_some() {
                    while self.back(height).is_some() {}
                }
                (found.is_some() != *negate).then_some((*end, at))
            }
            Op::Atomic(end) => self.run(next, at, &|_, _| true).map(|at| (*end, at)),
            Op::Mark(mark) => {
                let old = std::mem::replace(&mut self.marks[*mark], at);
                self.push(Back::Mark { mark: *mark, old });
                Some((next, at))
            }
            Op::Advanced(mark) if self.marks[*mark] == at => Some((pc + 2, at)),
            Op::Advanced(_) => Some((next, at)),
            Op::Conditional(group, no) => match self.slots[2 * group + 1] {
                NONE => Some((*no, at)),
                _ => Some((next, at)),
            },
            Op::Accept => None,
        }
    }

    fn step_back(&self, group: usize, flags: Flags, at: usize) -> Option<usize> {
        let (start, end) = (self.slots[2 * group], self.slots[2 * group + 1]);
        if start == NONE || end == NONE || end < start {
            return None;
        }
        for index in start..end {
            let (wanted, char) = (self.subject.at(index)?, self.char(at + index - start)?);
            let same = wanted == char || (flags.ignore_case && folded(wanted) == folded(char));
            if !same {
                return None;
            }
        }
        Some(at + end - start)
    }

    fn step_many(
        &mut self, one: &One, flags: Flags, [min, max]: [u32; 2], kind: Greed,
        [next, at]: [usize; 2],
    ) -> Option<(usize, usize)> {
        let most = if kind == Greed::Lazy { min } else { max };
        let mut count = 0;
        while count < most && self.char(at + count as usize).is_some_and(|c| fits(one, c, flags)) {
            count += 1;
        }
        self.steps += u64::from(count);
        if count < min {
            return None;
        }
        let (least, reached) = (at + min as usize, at + count as usize);
        if kind == Greed::Lazy {
            self.push(Back::More { pc: next, at: reached, left: max - min });
        } else if reached > least {
            self.push(Back::Fewer { pc: next, least, at: reached });
        }
        Some((next, reached))
    }
}
