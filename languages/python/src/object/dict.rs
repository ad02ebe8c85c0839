//! A hash table that remembers the order of insertion.
//!
//! **Models:** `Objects/dictobject.c`'s compact dict: entries in order, and a table of indices.
//! **Invariants:** the order of iteration is that of insertion and never that of hashes. What is
//! equal is decided by the caller, because keys may be any objects.
//! **Departures:** sets use it too, so a set here iterates in the order of insertion.

use super::Value;

const EMPTY: u32 = u32::MAX;
const DELETED: u32 = u32::MAX - 1;
/// Up to this many entries are searched one by one, without a table.
const SMALL: usize = 8;

#[derive(Clone, Copy, Debug)]
struct Entry {
    hash: i64,
    /// `Undef` where the entry was deleted.
    key: Value,
    value: Value,
}

/// A dict's storage.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dict {
    entries: Vec<Entry>,
    table: Vec<u32>,
    /// Places in the table that are not `EMPTY`.
    filled: u32,
    live: u32,
}

impl Dict {
    /// How many keys there are.
    pub(crate) fn len(&self) -> usize {
        self.live as usize
    }

    /// Keys and values in order.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = (Value, Value)> {
        self.entries.iter().filter(|entry| !entry.key.is_undef()).map(|entry| (entry.key, entry.value))
    }

    /// The first entry at or after position `at`, and the position after it.
    pub(crate) fn next(&self, at: usize) -> Option<(usize, Value, Value)> {
        let rest = self.entries.get(at..)?;
        let skip = rest.iter().position(|entry| !entry.key.is_undef())?;
        Some((at + skip + 1, rest[skip].key, rest[skip].value))
    }

    /// The entry whose key has this hash and is `equal`.
    pub(crate) fn find(&self, hash: i64, mut equal: impl FnMut(Value) -> bool) -> Option<usize> {
        let hit = |entry: &Entry, equal: &mut dyn FnMut(Value) -> bool| {
            entry.hash == hash && !entry.key.is_undef() && equal(entry.key)
        };
        if self.table.is_empty() {
            return self.entries.iter().position(|entry| hit(entry, &mut equal));
        }
        let mask = self.table.len() - 1;
        let mut at = spread(hash) & mask;
        loop {
            match self.table[at] {
                EMPTY => return None,
                DELETED => {}
                index if hit(&self.entries[index as usize], &mut equal) => return Some(index as usize),
                _ => {}
            }
            at = (at + 1) & mask;
        }
    }

    /// The key of an entry that `find` gave.
    pub(crate) fn key_at(&self, index: usize) -> Value {
        self.entries[index].key
    }

    /// The value of an entry that `find` gave.
    pub(crate) fn value_at(&self, index: usize) -> Value {
        self.entries[index].value
    }

    /// Puts another value at an entry; gives the old one.
    pub(crate) fn replace_at(&mut self, index: usize, value: Value) -> Value {
        std::mem::replace(&mut self.entries[index].value, value)
    }

    /// Adds a key that is not there.
    pub(crate) fn insert_new(&mut self, hash: i64, key: Value, value: Value) {
        self.entries.push(Entry { hash, key, value });
        self.live += 1;
        let index = self.entries.len() - 1;
        let crowded = (self.filled as usize + 1) * 3 > self.table.len() * 2;
        if self.entries.len() > SMALL && crowded {
            return self.rebuild();
        }
        if !self.table.is_empty() {
            self.enter(hash, index as u32);
        }
    }

    /// Takes an entry out; gives its key and value.
    pub(crate) fn remove_at(&mut self, index: usize) -> (Value, Value) {
        let entry = self.entries[index];
        if !self.table.is_empty() {
            let mask = self.table.len() - 1;
            let mut at = spread(entry.hash) & mask;
            while self.table[at] != index as u32 {
                at = (at + 1) & mask;
            }
            self.table[at] = DELETED;
        }
        self.entries[index].key = Value::Undef;
        self.entries[index].value = Value::Undef;
        self.live -= 1;
        // The end of the entries is never a hole, so that taking the last ones stays cheap.
        while self.entries.last().is_some_and(|entry| entry.key.is_undef()) {
            self.entries.pop();
        }
        (entry.key, entry.value)
    }

    /// The last entry.
    pub(crate) fn last(&self) -> Option<usize> {
        self.entries.len().checked_sub(1)
    }

    fn enter(&mut self, hash: i64, index: u32) {
        let mask = self.table.len() - 1;
        let mut at = spread(hash) & mask;
        while self.table[at] != EMPTY {
            at = (at + 1) & mask;
        }
        self.table[at] = index;
        self.filled += 1;
    }

    fn rebuild(&mut self) {
        self.entries.retain(|entry| !entry.key.is_undef());
        let size = (self.entries.len() * 2 + 2).next_power_of_two().max(16);
        self.table = vec![EMPTY; size];
        self.filled = 0;
        for index in 0..self.entries.len() {
            self.enter(self.entries[index].hash, index as u32);
        }
    }
}

fn spread(hash: i64) -> usize {
    let mixed = (hash as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as usize
}
