//! Go's maps.
//!
//! **Departures:** iteration follows the order of insertion; real Go starts at a random place.

use runtime_core::table::Table;

/// A key by its value: what is equal in Go is equal here.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum MapKey {
    /// A number, a boolean, a pointer, a channel.
    Word(u64),
    /// Strings and everything made of several parts, written out.
    Bytes(Vec<u8>),
}

/// An entry, by its slots.
#[derive(Clone, Debug)]
pub struct Entry {
    pub key: Vec<u64>,
    pub value: Vec<u64>,
    found_by: MapKey,
}

/// A map: entries by the number of their insertion, and where each key is.
#[derive(Clone, Debug, Default)]
pub struct GoMap {
    /// The number of the map's type among the program's.
    pub shape: u32,
    index: Table<MapKey, u64>,
    /// The entries, by number.
    pub entries: Table<u64, Entry>,
    next: u64,
    /// Bytes in use, about.
    pub bytes: u64,
}

/// Bytes an entry takes besides its slots.
const ENTRY_BYTES: u64 = 120;

impl GoMap {
    /// An empty map of type number `shape`.
    pub fn new(shape: u32) -> GoMap {
        GoMap { shape, next: 1, ..GoMap::default() }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The value under a key.
    pub fn get(&self, key: &MapKey) -> Option<&[u64]> {
        let number = self.index.get(key)?;
        self.entries.get(number).map(|entry| &entry.value[..])
    }

    /// Sets a value; an old key stays as it was. Returns the bytes that were added.
    pub fn set(&mut self, found_by: MapKey, key: &[u64], value: &[u64]) -> u64 {
        if let Some(entry) =
            self.index.get(&found_by).and_then(|number| self.entries.get_mut(number))
        {
            entry.value.copy_from_slice(value);
            return 0;
        }
        let number = self.next;
        self.next += 1;
        self.index.insert(found_by.clone(), number);
        self.entries.insert(number, Entry { key: key.to_vec(), value: value.to_vec(), found_by });
        let added = ENTRY_BYTES + 8 * (key.len() + value.len()) as u64;
        self.bytes += added;
        added
    }

    /// Removes a key.
    pub fn remove(&mut self, key: &MapKey) {
        if let Some(number) = self.index.remove(key) {
            self.entries.remove(&number);
        }
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        self.index.clear();
        self.entries.clear();
    }

    /// The first entry behind number `after`.
    pub fn next_after(&self, after: u64) -> Option<(u64, &Entry)> {
        self.entries.after(&after).map(|(&number, entry)| (number, entry))
    }

    /// The entry's place in the order of keys, for printing.
    pub fn order(entry: &Entry) -> &MapKey {
        &entry.found_by
    }
}
