//! The acts of all programs, which the copies of a script share.

use super::Act;
use crate::guest::Site;
use alloc::vec::Vec;

/// Local variables of a fiber.
pub(super) const LOCALS_MAX: usize = 8;

/// All programs.
#[derive(Debug)]
pub(super) struct Code {
    programs: Vec<Vec<Act>>,
    /// The number of each program's first act among those of all programs.
    firsts: Vec<u32>,
}

impl Code {
    pub(super) fn new(programs: Vec<Vec<Act>>) -> Code {
        let mut next = 0;
        let mut firsts = Vec::new();
        for program in &programs {
            firsts.push(next);
            next += program.len() as u32;
        }
        Code { programs, firsts }
    }

    /// The act with this number; none behind the program's end.
    pub(super) fn act(&self, program: usize, pc: usize) -> Option<&Act> {
        self.programs[program].get(pc)
    }

    /// The place of an act.
    pub(super) fn site(&self, program: usize, pc: usize) -> Site {
        Site(self.firsts[program] + pc as u32 + 1)
    }
}
