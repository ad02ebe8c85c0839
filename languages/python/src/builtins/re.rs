//! What `std/re.py` leaves to Rust: compiling patterns and finding matches.

use super::regex::{self};
use super::regex_run::{NONE, Program, Run, Subject};
use super::regex_tree::Flags;
use super::{Entry, function};
use crate::object::{Text, Type, Value};
use crate::vm::{Args, Flow, Outcome, Raise, Vm};
use std::sync::Arc;

pub(super) const TABLE: &[Entry] = &[
    function("_re_compile", 2, 2, &[], compile),
    function("_re_match", 6, 6, &[], one),
    function("_re_all", 6, 6, &[], all),
];

/// How many compiled patterns are kept.
const KEPT: usize = 200;

/// Compiled patterns by text and flags; they can be made again at any time.
pub(crate) type Kept = Vec<(Text, i64, Arc<Program>)>;

fn flags_of(bits: i64) -> Flags {
    Flags {
        ignore_case: bits & 2 != 0,
        multiline: bits & 8 != 0,
        dot_all: bits & 16 != 0,
        verbose: bits & 64 != 0,
        ascii: bits & 256 != 0,
    }
}

fn bits_of(flags: Flags) -> i64 {
    let bit = |flag: bool, bit: i64| if flag { bit } else { 0 };
    let unicode = bit(!flags.ascii, 32) | bit(flags.ascii, 256);
    unicode
        | bit(flags.ignore_case, 2)
        | bit(flags.multiline, 8)
        | bit(flags.dot_all, 16)
        | bit(flags.verbose, 64)
}

/// The pattern of the first two arguments; or a message and a place.
fn program(vm: &mut Vm, args: Args) -> Result<Result<Arc<Program>, regex::Bad>, Raise> {
    let text = vm.text(vm.arg(args, 0)).cloned().unwrap_or_else(|| Text::from(""));
    let bits = vm.int_argument(vm.arg(args, 1))?;
    let known = vm.patterns.iter().find(|(known, flags, _)| *known == text && *flags == bits);
    if let Some((_, _, program)) = known {
        return Ok(Ok(program.clone()));
    }
    let pattern = match regex::parse(&text, flags_of(bits)) {
        Ok(pattern) => pattern,
        Err(bad) => return Ok(Err(bad)),
    };
    let Some(program) = Program::new(pattern) else {
        return Ok(Err(("the pattern is too large".into(), 0)));
    };
    let program = Arc::new(program);
    if vm.patterns.len() >= KEPT {
        vm.patterns.remove(0);
    }
    vm.patterns.push((text, bits, program.clone()));
    Ok(Ok(program))
}

/// `_re_compile(pattern, flags)`: `(groups, [(name, number), ..], flags)`, or `(message, place)`.
fn compile(vm: &mut Vm, args: Args) -> Outcome {
    let parts = match program(vm, args)? {
        Ok(program) => {
            let mut names = Vec::new();
            for (name, number) in &program.names {
                let pair = vec![vm.heap.str(name.as_str()), Value::Int(*number as i64)];
                names.push(vm.heap.tuple(pair));
            }
            let names = vm.heap.list(names);
            vec![Value::Int(program.groups as i64), names, Value::Int(bits_of(program.flags))]
        }
        Err((message, at)) => vec![vm.heap.str(message), Value::Int(at as i64)],
    };
    Ok(Flow::Value(vm.heap.tuple(parts)))
}

/// Pattern, text, and the places between which it is searched.
fn prepared(vm: &mut Vm, args: Args) -> Result<(Arc<Program>, Text, usize, usize), Raise> {
    let program = match program(vm, args)? {
        Ok(program) => program,
        Err((message, _)) => return Err(vm.raise(Type::ValueError, message)),
    };
    let text = vm.text(vm.arg(args, 2)).cloned().unwrap_or_else(|| Text::from(""));
    let len = text.count() as i64;
    let end = vm.int_argument(vm.arg(args, 4))?.clamp(0, len);
    let start = vm.int_argument(vm.arg(args, 3))?.clamp(0, len);
    Ok((program, text, start as usize, end as usize))
}

fn spans(vm: &mut Vm, slots: &[usize]) -> Value {
    let place = |&slot: &usize| Value::Int(if slot == NONE { -1 } else { slot as i64 });
    // A group that was entered and not left has not matched.
    let mut all: Vec<Value> = Vec::new();
    for pair in slots.chunks(2) {
        match pair.contains(&NONE) {
            true => all.extend([Value::Int(-1), Value::Int(-1)]),
            false => all.extend(pair.iter().map(place)),
        }
    }
    vm.heap.tuple(all)
}

fn finished(vm: &mut Vm, run: &Run<'_>) -> Result<(), Raise> {
    vm.charge(run.steps / 4);
    if run.gave_up {
        let message = "the pattern takes too long on this text".into();
        return Err(vm.raise(Type::RuntimeError, message));
    }
    Ok(())
}

/// `_re_match(pattern, flags, text, start, end, mode)`: where the groups are, or None. The mode is
/// 0 for a match at the start, 1 for a search, 2 for a match of all.
fn one(vm: &mut Vm, args: Args) -> Outcome {
    let (program, text, start, end) = prepared(vm, args)?;
    let mode = vm.int_argument(vm.arg(args, 5))?;
    let subject = Subject::new(&text);
    let mut run = Run::new(&program, &subject, end);
    let last = if mode == 1 { end } else { start };
    let mut found = false;
    for at in start..=last {
        if at <= end && run.matches(at, mode == 2, false) {
            found = true;
            break;
        }
    }
    finished(vm, &run)?;
    Ok(Flow::Value(if found { spans(vm, &run.slots) } else { Value::None }))
}

/// `_re_all(pattern, flags, text, start, end, most)`: every match, at most so many (0 for all).
fn all(vm: &mut Vm, args: Args) -> Outcome {
    let (program, text, start, end) = prepared(vm, args)?;
    let most = vm.int_argument(vm.arg(args, 5))?;
    let subject = Subject::new(&text);
    let mut run = Run::new(&program, &subject, end.min(subject.len()));
    let (mut found, mut at, mut advance) = (Vec::new(), start, false);
    while at <= end && (most <= 0 || (found.len() as i64) < most) {
        if run.matches(at, false, advance) {
            found.push(spans(vm, &run.slots));
            let next = run.slots[1];
            advance = next == run.slots[0];
            at = next;
        } else {
            at += 1;
            advance = false;
        }
        if run.gave_up {
            break;
        }
    }
    if let Err(raise) = finished(vm, &run) {
        vm.heap.release_all(&found);
        return Err(raise);
    }
    Ok(Flow::Value(vm.heap.list(found)))
}
