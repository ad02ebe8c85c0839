//! A hash table that remembers the order of insertion.
//!
//! **Models:** `Objects/dictobject.c`'s compact dict: entries in order, and a table of indices.
//! **Invariants:** the order of iteration is that of insertion and never that of hashes. What is
//! equal is decided by the caller, because keys may be any objects.
//! **Departures:** sets use it too; the order in which one iterates is made for it.

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
        self.entries
            .iter()
            .filter(|entry| !entry.key.is_undef())
            .map(|entry| (entry.key, entry.value))
    }

    /// The same with the keys' hashes.
    pub(crate) fn hashed(&self) -> impl Iterator<Item = (i64, Value, Value)> {
        let live = self.entries.iter().filter(|entry| !entry.key.is_undef());
        live.map(|entry| (entry.hash, entry.key, entry.value))
    }

    /// The hash and the key at a place in the order of insertion.
    pub(crate) fn hashed_at(&self, at: usize) -> Option<(i64, Value)> {
        let entry = self.entries.get(at).filter(|entry| !entry.key.is_undef())?;
        Some((entry.hash, entry.key))
    }

    /// The first entry at or after position `at`, and the position after it.
    pub(crate) fn next(&self, at: usize) -> Option<(usize, Value, Value)> {
        let rest = self.entries.get(at..)?;
        let skip = rest.iter().position(|entry| !entry.key.is_undef())?;
        Some((at + skip + 1, rest[skip].key, rest[skip].value))
    }

    /// The key at a place in the order of insertion.
    pub(crate) fn entry_at(&self, at: usize) -> Option<Value> {
        self.entries.get(at).map(|entry| entry.key).filter(|key| !key.is_undef())
    }

    /// For a set: the places of its keys in the order of CPython's own table, which a program can
    /// see there.
    ///
    /// **Models:** `set_add_entry` and `set_table_resize` in `Objects/setobject.c`, without what
    /// deletions leave behind.
    pub(crate) fn order_of_set(&self) -> Vec<u32> {
        let mut table = vec![EMPTY; 8];
        let mut used = 0;
        for (at, entry) in self.entries.iter().enumerate() {
            if entry.key.is_undef() {
                continue;
            }
            place(&mut table, entry.hash, at as u32);
            used += 1;
            if used * 5 >= (table.len() - 1) * 3 {
                let least = if used > 50_000 { used * 2 } else { used * 4 };
                let old = std::mem::take(&mut table);
                table = vec![EMPTY; (least + 1).next_power_of_two().max(8)];
                for at in old.into_iter().filter(|&at| at != EMPTY) {
                    place(&mut table, self.entries[at as usize].hash, at);
                }
            }
        }
        table.retain(|&at| at != EMPTY);
        table
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
                index if hit(&self.entries[index as usize], &mut equal) => {
                    return Some(index as usize);
                }
                _ => {}
            }
            at = (at + 1) & mask;
        }
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
        // Places left by what was removed fill a table as well.
        if crowded && (self.entries.len() > SMALL || !self.table.is_empty()) {
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

/// CPython's search for a free place: nine neighbours first, then a jump.
fn place(table: &mut [u32], hash: i64, entry: u32) {
    let mask = table.len() - 1;
    let mut perturb = hash as u64;
    let mut at = perturb as usize & mask;
    loop {
        let neighbours = if at + 9 <= mask { 9 } else { 0 };
        if let Some(free) = (at..=at + neighbours).find(|&index| table[index] == EMPTY) {
            table[free] = entry;
            return;
        }
        perturb >>= 5;
        at = (at.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize)) & mask;
    }
}

fn spread(hash: i64) -> usize {
    let mixed = (hash as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as usize
}
