//! The code under construction: instructions, labels, guards, blocks.
//!
//! **Invariants:** `depth` is the number of operands above the locals at the next instruction.
//! While a `return`, `break` or `continue` runs the `finally` parts it leaves through, their own
//! guards are off.

use super::scope::ScopeId;
use crate::code::{Code, Guard, Instr};
use ruff_python_ast::Stmt;
use runtime_core::source::Span;

/// A jump target that may not be placed yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Label(pub u32);

/// What a `return`, `break` or `continue` has to undo on its way.
#[derive(Clone, Copy, Debug)]
pub(super) enum Block<'a> {
    /// A loop; a `for` loop has its iterator on the stack.
    Loop { start: Label, end: Label, has_iterator: bool },
    /// A protected region with nothing on the stack.
    Try,
    /// A protected region with a `finally`.
    Finally(&'a [Stmt]),
    /// A handler: what was being handled before is on the stack.
    Handler { name: Option<&'a str> },
    /// A handler of `except*`, which cannot be left by a jump.
    StarHandler,
    /// A `finally` entered by an exception: previous and exception are on the stack.
    FinallyRaised,
    /// The body of a `with`: the exit is on the stack.
    With { is_async: bool, span: Span },
}

/// A guard whose range is still growing.
#[derive(Clone, Copy, Debug)]
struct Open {
    start: u32,
    target: Label,
    depth: u32,
}

pub(super) struct Unit<'a> {
    pub code: Code,
    pub scope: ScopeId,
    /// Whether it is a class body, whose names live in a namespace.
    pub is_class: bool,
    pub is_async: bool,
    pub depth: u32,
    pub span: Span,
    pub line: u32,
    pub blocks: Vec<Block<'a>>,
    labels: Vec<u32>,
    open: Vec<Open>,
}

const UNPLACED: u32 = u32::MAX;

impl<'a> Unit<'a> {
    pub(super) fn new(code: Code, scope: ScopeId) -> Unit<'a> {
        let line = code.first_line;
        Unit {
            code,
            scope,
            is_class: false,
            is_async: false,
            depth: 0,
            span: Span::default(),
            line,
            blocks: Vec::new(),
            labels: Vec::new(),
            open: Vec::new(),
        }
    }

    pub(super) fn here(&self) -> u32 {
        self.code.instrs.len() as u32
    }

    /// Appends an instruction and follows its effect on the stack.
    pub(super) fn emit(&mut self, instr: Instr) {
        self.depth = match self.depth.checked_add_signed(effect(&instr)) {
            Some(depth) => depth,
            None => panic!("yieldpoint bug: an instruction takes more operands than there are"),
        };
        self.code.instrs.push(instr);
        self.code.lines.push(self.line);
        self.code.spans.push(self.span);
    }

    pub(super) fn label(&mut self) -> Label {
        self.labels.push(UNPLACED);
        Label(self.labels.len() as u32 - 1)
    }

    pub(super) fn place(&mut self, label: Label) {
        self.labels[label.0 as usize] = self.here();
    }

    /// Starts a guarded region that leads to `target` with the present operands kept.
    pub(super) fn guard(&mut self, target: Label) {
        self.open.push(Open { start: self.here(), target, depth: self.depth });
    }

    /// The same with only `depth` operands kept.
    pub(super) fn guard_at(&mut self, target: Label, depth: u32) {
        self.open.push(Open { start: self.here(), target, depth });
    }

    /// Places a handler's label: `depth` operands and the exception are on the stack.
    pub(super) fn place_handler(&mut self, label: Label, depth: u32) {
        self.place(label);
        self.depth = depth + 1;
    }

    /// Ends the innermost guarded region.
    pub(super) fn unguard(&mut self) {
        match self.open.pop() {
            Some(open) => self.close(open),
            None => panic!("yieldpoint bug: no guard is open"),
        }
    }

    fn close(&mut self, open: Open) {
        let end = self.here();
        if open.start < end {
            let guard = Guard { start: open.start, end, target: open.target.0, depth: open.depth };
            self.code.guards.push(guard);
        }
    }

    /// Turns the innermost guard off for a while.
    pub(super) fn suspend_guard(&mut self) -> Suspended {
        match self.open.pop() {
            Some(open) => {
                self.close(open);
                Suspended(open)
            }
            None => panic!("yieldpoint bug: no guard to suspend"),
        }
    }

    pub(super) fn resume_guard(&mut self, suspended: Suspended) {
        self.open.push(Open { start: self.here(), ..suspended.0 });
    }

    /// Puts instruction indices in place of labels.
    pub(super) fn finish(mut self) -> Code {
        let labels = self.labels;
        let target = |label: &mut u32| *label = labels[*label as usize];
        for instr in &mut self.code.instrs {
            match instr {
                Instr::Jump(to)
                | Instr::JumpIfFalse(to)
                | Instr::JumpIfTrue(to)
                | Instr::JumpIfFalseOrPop(to)
                | Instr::JumpIfTrueOrPop(to)
                | Instr::CompareJump(_, to)
                | Instr::HandleGroup(to)
                | Instr::ForIter(to) => target(to),
                _ => {}
            }
        }
        for guard in &mut self.code.guards {
            target(&mut guard.target);
        }
        self.code
    }
}

pub(super) struct Suspended(Open);

/// How an instruction changes the depth when it goes on to the next one.
fn effect(instr: &Instr) -> i32 {
    use Instr::*;
    match *instr {
        Const(_) | None | Int(_) | LoadFast(_) | LoadCell(_) | LoadClosure(_) | LoadGlobal(_)
        | LoadName(_) | Import(_) | Copy(_) | ForIter(_) | Undef | LoadMethod(_) => 1,
        MatchSequence | MatchMapping | Length | MatchKeys => 1,
        MatchRest | MatchGroup | JoinRaised => -1,
        MatchClass(_) => -2,
        SuperArgs(_) => 2,
        StoreFast(_) | StoreCell(_) | StoreGlobal(_) | StoreName(_) | Pop | JumpIfFalse(_)
        | JumpIfTrue(_) | JumpIfFalseOrPop(_) | JumpIfTrueOrPop(_) | Return | Raise | Reraise
        | PopHandled | AssertFailedWith | DeleteAttr(_) | ListAppend(_) | SetAdd(_)
        | ListExtend | SetUpdate | DictUpdate | DictMerge | Binary(_) | Inplace(_) | Compare(_)
        | Is | IsNot | Contains | NotContains | LoadItem | YieldFrom | MakeSuper => -1,
        StoreAttr(_) | DeleteItem | DictInsert(_) | CompareJump(..) | RaiseFrom | BuildSlice
        | EndAsyncFor => -2,
        StoreItem | CallUnpacked => -3,
        PushHandled | WithEnter | AsyncWithEnter | WithExitRaised | GetAsyncNext => 1,
        BuildTuple(n) | BuildList(n) | BuildSet(n) | BuildString(n) => 1 - n as i32,
        BuildDict(n) => 1 - 2 * n as i32,
        Unpack(n) => n as i32 - 1,
        UnpackStar { before, after } => i32::from(before) + i32::from(after),
        Format { spec, .. } => {
            if spec == crate::code::HasSpec::Yes {
                -1
            } else {
                0
            }
        }
        Call(n) => -1 - n as i32,
        CallKeywords { count, .. } => -1 - i32::from(count),
        MakeFunction { parts, .. } => 1 - parts.count_ones() as i32,
        BuildClass { bases } => -i32::from(bases),
        BuildClassWith { bases } => -i32::from(bases) - 1,
        DeleteFast(_) | MakeCell(_) | ClearFast(_) | DeleteCell(_) | DeleteGlobal(_)
        | DeleteName(_) | Swap(_) | Unary(_) | BinaryInt(..) | Jump(_) | LoadAttr(_)
        | LoadSuper(_) | ListToTuple | GetIter | RaiseAgain | MatchException | AssertFailed
        | WithExit | HandleGroup(_) | Await | Yield | GetYieldFromIter | GetAsyncIter => 0,
    }
}
