//! Updates that were lost: a fiber read a variable, another wrote it, and then the first wrote what
//! it had made of the old value.

use super::report::Location;
use runtime_core::explore::race::Race;
use runtime_core::guest::Access;
use runtime_core::id::FiberId;
use std::collections::HashMap;

/// One update that was lost.
pub(super) struct Lost {
    /// The read of the old value, whose writer's write is lost over.
    pub read: (FiberId, Access),
    /// The write in between.
    pub between: (FiberId, Access),
    /// The write that does not know of it.
    pub write: (FiberId, Access),
}

/// The first lost update of a run whose writes are among the `races`: where a lock or a message
/// orders the two writes, the later one is taken to know what it does.
pub(super) fn find(accesses: &[(FiberId, Access)], races: &[Race]) -> Option<Lost> {
    let racing = |a: u32, b: u32| {
        races.iter().any(|race| {
            let lines = (race.first.1.line, race.second.1.line);
            lines == (a, b) || lines == (b, a)
        })
    };
    let mut reads: HashMap<(u64, FiberId), (usize, Access)> = HashMap::new();
    let mut writes: HashMap<u64, (usize, FiberId, Access)> = HashMap::new();
    for (at, &(fiber, access)) in accesses.iter().enumerate() {
        let place = access.at.0;
        if !access.how.writes() {
            reads.insert((place, fiber), (at, access));
            continue;
        }
        let read = reads.remove(&(place, fiber));
        if let (Some((read_at, read)), Some(&(written, by, between))) = (read, writes.get(&place))
            && by != fiber
            && written > read_at
            && (racing(between.line, access.line) || racing(between.line, read.line))
        {
            let (read, between, write) = ((fiber, read), (by, between), (fiber, access));
            return Some(Lost { read, between, write });
        }
        writes.insert(place, (at, fiber, access));
    }
    None
}

impl Lost {
    /// In one sentence, and where; `name` says what to call a fiber.
    pub(super) fn tell(&self, name: impl Fn(FiberId) -> String) -> (String, Vec<Location>) {
        let place = |(fiber, access): (FiberId, Access), what: &str| Location {
            line: access.line,
            who: name(fiber),
            what: what.into(),
        };
        let read = place(self.read, "reads");
        let between = place(self.between, "writes in between");
        let write = place(self.write, "writes what it made of the old value");
        let message = format!(
            "an update is lost: {} reads at line {}, {} writes at line {}, and then {} writes at line {} \
             what it has made of the old value",
            read.who, read.line, between.who, between.line, write.who, write.line
        );
        (message, vec![read, between, write])
    }
}
