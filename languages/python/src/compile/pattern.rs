//! `match`: patterns as tests of the subject on top of the stack.
//!
//! What a pattern captures stays on the stack, below what is still to be tested, until the whole
//! pattern has matched; on the way out of a failed one it is dropped again.
//!
//! **Models:** `compiler_pattern` in `Python/compile.c`, CPython 3.13.
//! **Departures:** a sequence with a starred wildcard is unpacked, not indexed.

use super::Compiler;
use super::unit::Label;
use crate::code::{CompareOp, Instr};
use ruff_python_ast::{self as ast, Pattern, Singleton};
use ruff_text_size::{Ranged, TextRange};

/// A pattern under way.
struct Attempt<'a> {
    /// Names captured so far; their values lie below what is being tested, the first on top.
    stores: Vec<&'a str>,
    /// Operands above the captured values that are still needed.
    on_top: u32,
    /// Where to go when it fails with n operands to drop; 0 is the way to the next case.
    fail: Vec<Label>,
    /// Operands that are left after a failure.
    base: u32,
    /// Whether a pattern that always matches is allowed.
    may_always_match: bool,
}

impl<'a> Compiler<'a> {
    pub(super) fn match_statement(&mut self, stmt: &'a ast::StmtMatch) {
        let end = self.unit().label();
        let depth = self.unit().depth;
        self.expr(&stmt.subject);
        let Some((last, _)) = stmt.cases.split_last() else { return self.emit(Instr::Pop) };
        let has_default = is_wildcard(&last.pattern) && stmt.cases.len() > 1;
        let tested = stmt.cases.len() - usize::from(has_default);
        for (index, case) in stmt.cases[..tested].iter().enumerate() {
            let before = self.at(&case.pattern);
            let is_last = index + 1 == tested;
            self.unit().depth = depth + 1;
            // With a default the subject is still popped by the last test.
            self.case(case, is_last, index + 1 == stmt.cases.len(), end);
            self.back_to(before);
        }
        self.unit().depth = depth;
        if has_default {
            let before = self.at(&last.pattern);
            self.emit(Instr::None);
            self.emit(Instr::Pop);
            if let Some(guard) = &last.guard {
                self.jump_if(guard, false, end);
            }
            self.body(&last.body);
            self.back_to(before);
        }
        self.unit().depth = depth;
        self.unit().place(end);
    }

    fn case(&mut self, case: &'a ast::MatchCase, is_last: bool, is_final: bool, end: Label) {
        let subject = self.unit().depth;
        if !is_last {
            self.emit(Instr::Copy(1));
        }
        let mut attempt = Attempt {
            stores: Vec::new(),
            on_top: 0,
            fail: Vec::new(),
            base: self.unit().depth - 1,
            may_always_match: case.guard.is_some() || is_final,
        };
        self.pattern(&case.pattern, &mut attempt);
        for name in std::mem::take(&mut attempt.stores) {
            self.store_name(name);
        }
        if let Some(guard) = &case.guard {
            let next = self.fail_label(&mut attempt, 0);
            self.jump_if(guard, false, next);
        }
        if !is_last {
            self.emit(Instr::Pop);
        }
        self.body(&case.body);
        self.stay();
        self.emit(Instr::Jump(end.0));
        self.place_failures(&mut attempt);
        debug_assert_eq!(attempt.base, if is_last { subject - 1 } else { subject });
    }

    fn fail_label(&mut self, attempt: &mut Attempt<'a>, drop: u32) -> Label {
        while attempt.fail.len() <= drop as usize {
            let label = self.unit().label();
            attempt.fail.push(label);
        }
        attempt.fail[drop as usize]
    }

    /// Where the attempt goes when the test at hand fails.
    fn failure(&mut self, attempt: &mut Attempt<'a>) -> Label {
        let drop = attempt.on_top + attempt.stores.len() as u32;
        self.fail_label(attempt, drop)
    }

    /// `bool ->`: fails on false.
    fn test(&mut self, attempt: &mut Attempt<'a>) {
        let failure = self.failure(attempt);
        self.emit(Instr::JumpIfFalse(failure.0));
    }

    /// The ways out of failed tests, each dropping one operand more than the next.
    fn place_failures(&mut self, attempt: &mut Attempt<'a>) {
        for (drop, label) in std::mem::take(&mut attempt.fail).into_iter().enumerate().rev() {
            self.unit().place(label);
            self.unit().depth = attempt.base + drop as u32;
            if drop > 0 {
                self.emit(Instr::Pop);
            }
        }
    }

    /// `x1 .. xn -> xn x1 ..`: the top goes below the n - 1 others.
    fn rotate(&mut self, count: u32) {
        for n in (2..=count).rev() {
            self.emit(Instr::Swap(n));
        }
    }

    /// `subject ->`
    fn pattern(&mut self, pattern: &'a Pattern, attempt: &mut Attempt<'a>) {
        let before = self.at(pattern);
        match pattern {
            Pattern::MatchValue(value) => {
                self.expr(&value.value);
                self.emit(Instr::Compare(CompareOp::Eq));
                self.test(attempt);
            }
            Pattern::MatchSingleton(value) => {
                self.singleton(value.value);
                self.emit(Instr::Is);
                self.test(attempt);
            }
            Pattern::MatchSequence(sequence) => self.sequence_pattern(sequence, attempt),
            Pattern::MatchMapping(mapping) => self.mapping_pattern(mapping, attempt),
            Pattern::MatchClass(class) => self.class_pattern(class, attempt),
            Pattern::MatchStar(star) => {
                self.capture(star.name.as_ref().map(|name| name.as_str()), star.range, attempt);
            }
            Pattern::MatchAs(binding) => self.as_pattern(binding, attempt),
            Pattern::MatchOr(or) => self.or_pattern(or, attempt),
        }
        self.back_to(before);
    }

    fn singleton(&mut self, value: Singleton) {
        use crate::object::Value;
        self.emit_const(match value {
            Singleton::None => Value::None,
            Singleton::True => Value::Bool(true),
            Singleton::False => Value::Bool(false),
        });
    }

    fn as_pattern(&mut self, binding: &'a ast::PatternMatchAs, attempt: &mut Attempt<'a>) {
        let name = binding.name.as_ref().map(|name| name.as_str());
        let Some(inner) = &binding.pattern else {
            if !attempt.may_always_match {
                let message = match name {
                    Some(name) => {
                        format!("name capture '{name}' makes remaining patterns unreachable")
                    }
                    None => "wildcard makes remaining patterns unreachable".into(),
                };
                self.syntax_error(binding.range, message);
            }
            return self.capture(name, binding.range, attempt);
        };
        attempt.on_top += 1;
        self.emit(Instr::Copy(1));
        self.pattern(inner, attempt);
        attempt.on_top -= 1;
        self.capture(name, binding.range, attempt);
    }

    /// `value ->`, or kept among the captured ones.
    fn capture(&mut self, name: Option<&'a str>, range: TextRange, attempt: &mut Attempt<'a>) {
        let Some(name) = name else { return self.emit(Instr::Pop) };
        self.keep_captured(name, range, attempt.on_top, attempt);
    }

    fn keep_captured(
        &mut self, name: &'a str, range: TextRange, above: u32, attempt: &mut Attempt<'a>,
    ) {
        if attempt.stores.contains(&name) {
            let message = format!("multiple assignments to name '{name}' in pattern");
            self.syntax_error(range, message);
        }
        self.rotate(above + attempt.stores.len() as u32 + 1);
        attempt.stores.push(name);
    }

    /// A part of a pattern may always match.
    fn part(&mut self, pattern: &'a Pattern, attempt: &mut Attempt<'a>) {
        let outer = std::mem::replace(&mut attempt.may_always_match, true);
        self.pattern(pattern, attempt);
        attempt.may_always_match = outer;
    }

    fn sequence_pattern(
        &mut self, sequence: &'a ast::PatternMatchSequence, attempt: &mut Attempt<'a>,
    ) {
        let stars: Vec<usize> = (0..sequence.patterns.len())
            .filter(|&index| matches!(sequence.patterns[index], Pattern::MatchStar(_)))
            .collect();
        if stars.len() > 1 {
            let message = "multiple starred names in sequence pattern".into();
            return self.syntax_error(sequence.range, message);
        }
        let count = sequence.patterns.len();
        attempt.on_top += 1;
        self.emit(Instr::MatchSequence);
        self.test(attempt);
        match stars.first() {
            None => self.length_test(count, CompareOp::Eq, attempt),
            Some(_) if count > 1 => self.length_test(count - 1, CompareOp::Ge, attempt),
            Some(_) => {}
        }
        attempt.on_top -= 1;
        if sequence.patterns.iter().all(is_wildcard_or_star) {
            return self.emit(Instr::Pop);
        }
        self.emit(match stars.first() {
            None => Instr::Unpack(count as u32),
            Some(&at) => Instr::UnpackStar { before: at as u16, after: (count - at - 1) as u16 },
        });
        self.parts(&sequence.patterns, attempt);
    }

    /// `subject -> subject`: fails unless its length is as it should be.
    fn length_test(&mut self, count: usize, op: CompareOp, attempt: &mut Attempt<'a>) {
        self.emit(Instr::Length);
        self.emit(Instr::Int(count as i32));
        self.emit(Instr::Compare(op));
        self.test(attempt);
    }

    /// `xn .. x1 ->`
    fn parts(&mut self, patterns: &'a [Pattern], attempt: &mut Attempt<'a>) {
        attempt.on_top += patterns.len() as u32;
        for pattern in patterns {
            attempt.on_top -= 1;
            self.part(pattern, attempt);
        }
    }

    fn mapping_pattern(
        &mut self, mapping: &'a ast::PatternMatchMapping, attempt: &mut Attempt<'a>,
    ) {
        let count = mapping.keys.len();
        attempt.on_top += 1;
        self.emit(Instr::MatchMapping);
        self.test(attempt);
        if count == 0 && mapping.rest.is_none() {
            attempt.on_top -= 1;
            return self.emit(Instr::Pop);
        }
        if count > 0 {
            self.length_test(count, CompareOp::Ge, attempt);
        }
        self.check_keys(mapping);
        mapping.keys.iter().for_each(|key| self.expr(key));
        self.emit(Instr::BuildTuple(count as u32));
        // subject keys values
        self.emit(Instr::MatchKeys);
        attempt.on_top += 2;
        self.test_found(attempt);
        attempt.on_top -= 1;
        self.emit(Instr::Unpack(count as u32));
        self.parts(&mapping.patterns, attempt);
        attempt.on_top -= 2;
        match &mapping.rest {
            Some(rest) => {
                self.emit(Instr::MatchRest);
                self.capture(Some(rest.as_str()), rest.range, attempt);
            }
            None => {
                self.emit(Instr::Pop);
                self.emit(Instr::Pop);
            }
        }
    }

    fn check_keys(&mut self, mapping: &'a ast::PatternMatchMapping) {
        for (index, key) in mapping.keys.iter().enumerate() {
            if !key.is_literal_expr() {
                continue;
            }
            let is_known = mapping.keys[..index].iter().any(|known| {
                ast::comparable::ComparableExpr::from(known)
                    == ast::comparable::ComparableExpr::from(key)
            });
            if is_known {
                let shown = &self.source[key.range()];
                let message = format!("mapping pattern checks duplicate key ({shown})");
                return self.syntax_error(mapping.range, message);
            }
        }
    }

    /// `values_or_None -> values`: fails on None.
    fn test_found(&mut self, attempt: &mut Attempt<'a>) {
        self.emit(Instr::Copy(1));
        self.emit(Instr::None);
        self.emit(Instr::IsNot);
        self.test(attempt);
    }

    fn class_pattern(&mut self, class: &'a ast::PatternMatchClass, attempt: &mut Attempt<'a>) {
        let arguments = &class.arguments;
        for (index, keyword) in arguments.keywords.iter().enumerate() {
            let earlier = &arguments.keywords[..index];
            if earlier.iter().any(|known| known.attr.as_str() == keyword.attr.as_str()) {
                let message = format!("attribute name repeated in class pattern: {}", keyword.attr);
                return self.syntax_error(keyword.pattern.range(), message);
            }
        }
        self.expr(&class.cls);
        for keyword in &arguments.keywords {
            self.emit_str(&keyword.attr);
        }
        self.emit(Instr::BuildTuple(arguments.keywords.len() as u32));
        self.emit(Instr::MatchClass(arguments.patterns.len() as u32));
        attempt.on_top += 1;
        self.test_found(attempt);
        attempt.on_top -= 1;
        let count = arguments.patterns.len() + arguments.keywords.len();
        self.emit(Instr::Unpack(count as u32));
        attempt.on_top += count as u32;
        let named = arguments.keywords.iter().map(|keyword| &keyword.pattern);
        for pattern in arguments.patterns.iter().chain(named) {
            attempt.on_top -= 1;
            self.part(pattern, attempt);
        }
    }

    fn or_pattern(&mut self, or: &'a ast::PatternMatchOr, attempt: &mut Attempt<'a>) {
        let end = self.unit().label();
        let base = self.unit().depth;
        let mut control: Vec<&'a str> = Vec::new();
        for (index, alternative) in or.patterns.iter().enumerate() {
            let is_last = index + 1 == or.patterns.len();
            let mut inner = Attempt {
                stores: Vec::new(),
                on_top: 0,
                fail: Vec::new(),
                base,
                may_always_match: attempt.may_always_match && is_last,
            };
            self.emit(Instr::Copy(1));
            let known = self.diagnostics.len();
            self.pattern(alternative, &mut inner);
            if index == 0 || self.diagnostics.len() > known {
                control = if index == 0 { inner.stores.clone() } else { control };
            } else if !self.reorder(&control, &mut inner.stores) {
                let message = "alternative patterns bind different names".into();
                self.syntax_error(or.range, message);
            }
            self.emit(Instr::Jump(end.0));
            self.place_failures(&mut inner);
            self.unit().depth = base;
        }
        self.emit(Instr::Pop);
        let failure = self.failure(attempt);
        self.emit(Instr::Jump(failure.0));
        self.unit().place(end);
        // subject captured..: the captured ones go to where the others are.
        self.unit().depth = base + control.len() as u32;
        let rotations = control.len() as u32 + 1 + attempt.on_top + attempt.stores.len() as u32;
        for name in control {
            self.rotate(rotations);
            if attempt.stores.contains(&name) {
                let message = format!("multiple assignments to name '{name}' in pattern");
                self.syntax_error(or.range, message);
            }
            attempt.stores.push(name);
        }
        self.emit(Instr::Pop);
    }

    /// Brings captured values into the order of the first alternative; whether they can be.
    fn reorder(&mut self, control: &[&'a str], stores: &mut Vec<&'a str>) -> bool {
        if stores.len() != control.len() {
            return false;
        }
        for wanted in (0..control.len()).rev() {
            let Some(at) = stores.iter().position(|name| *name == control[wanted]) else {
                return false;
            };
            if at == wanted {
                continue;
            }
            let rotated: Vec<&'a str> = stores.drain(..=at).collect();
            let to = wanted - at;
            stores.splice(to..to, rotated);
            for _ in 0..=at {
                self.rotate(wanted as u32 + 1);
            }
        }
        true
    }
}

fn is_wildcard(pattern: &Pattern) -> bool {
    matches!(pattern, Pattern::MatchAs(binding) if binding.name.is_none() && binding.pattern.is_none())
}

fn is_wildcard_or_star(pattern: &Pattern) -> bool {
    is_wildcard(pattern) || matches!(pattern, Pattern::MatchStar(star) if star.name.is_none())
}

/// The names a pattern binds.
pub(super) fn bound_name(pattern: &Pattern) -> Option<&ast::Identifier> {
    match pattern {
        Pattern::MatchAs(binding) => binding.name.as_ref(),
        Pattern::MatchStar(star) => star.name.as_ref(),
        Pattern::MatchMapping(mapping) => mapping.rest.as_ref(),
        _ => None,
    }
}
