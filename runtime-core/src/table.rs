//! Sorted maps and sets that weigh little in a download.
//!
//! Rows stand in chunks of at most [`CHUNK`], so that adding and removing anywhere moves a few
//! hundred rows at most, however many there are.
//!
//! **Invariants:** keys rise from row to row and chunk to chunk; no key stands twice; no chunk is
//! empty. The order of iteration is the order of the keys, never that of insertion.
//!
//! **Departures:** the standard `BTreeMap` does the same, but each pair of types in one costs a
//! WebAssembly module eight to ten kilobytes, and this about one.

use alloc::vec::Vec;
use core::borrow::Borrow;
use core::cmp::Ordering;
use core::ops::Index;

/// Rows in a chunk: small enough to be moved cheaply, large enough that few chunks are needed.
const CHUNK: usize = 256;

/// Values by key, in the order of the keys.
#[derive(Debug)]
pub struct Table<K, V> {
    chunks: Vec<Vec<(K, V)>>,
    len: usize,
}

/// Keys in their order.
#[derive(Debug, PartialEq, Eq)]
pub struct Set<K> {
    table: Table<K, ()>,
}

impl<K: Clone, V: Clone> Clone for Table<K, V> {
    fn clone(&self) -> Self {
        Table { chunks: self.chunks.clone(), len: self.len }
    }

    /// Into the room that is there: rows are copied over rows.
    fn clone_from(&mut self, source: &Self) {
        self.chunks.truncate(source.chunks.len());
        let old = self.chunks.len();
        for (own, rows) in self.chunks.iter_mut().zip(&source.chunks) {
            own.truncate(rows.len());
            let kept = own.len();
            for (row, other) in own.iter_mut().zip(rows) {
                row.0.clone_from(&other.0);
                row.1.clone_from(&other.1);
            }
            own.extend_from_slice(&rows[kept..]);
        }
        self.chunks.extend_from_slice(&source.chunks[old..]);
        self.len = source.len;
    }
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Table { chunks: Vec::new(), len: 0 }
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for Table<K, V> {
    /// Equal rows; how they are cut into chunks depends on the past and does not count.
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.rows().eq(other.rows())
    }
}

impl<K: Eq, V: Eq> Eq for Table<K, V> {}

impl<K, V> Table<K, V> {
    /// An empty table.
    pub fn new() -> Self {
        Table::default()
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Removes all.
    pub fn clear(&mut self) {
        self.chunks.clear();
        self.len = 0;
    }

    /// Keys and values.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.rows().map(|(key, value)| (key, value))
    }

    /// Keys and values, the values to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        self.chunks.iter_mut().flatten().map(|(key, value)| (&*key, value))
    }

    /// The keys.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.rows().map(|row| &row.0)
    }

    /// The values.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.rows().map(|row| &row.1)
    }

    /// The values, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.chunks.iter_mut().flatten().map(|row| &mut row.1)
    }

    /// The first row.
    pub fn first(&self) -> Option<(&K, &V)> {
        self.chunks.first().and_then(|chunk| chunk.first()).map(|(key, value)| (key, value))
    }

    /// Keeps the rows of which `keep` is true.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        self.chunks.iter_mut().for_each(|chunk| chunk.retain_mut(|(key, value)| keep(key, value)));
        self.chunks.retain(|chunk| !chunk.is_empty());
        self.len = self.chunks.iter().map(Vec::len).sum();
    }

    fn rows(&self) -> impl DoubleEndedIterator<Item = &(K, V)> {
        self.chunks.iter().flatten()
    }
}

impl<K: Ord, V> Table<K, V> {
    /// The value of `key`.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.find(key).ok().map(|(chunk, at)| &self.chunks[chunk][at].1)
    }

    /// The value of `key`, to be changed.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.find(key).ok().map(|(chunk, at)| &mut self.chunks[chunk][at].1)
    }

    /// Whether there is a row for `key`.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_ok()
    }

    /// Sets the value of `key`; gives the one before.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok((chunk, at)) => Some(core::mem::replace(&mut self.chunks[chunk][at].1, value)),
            Err(place) => {
                self.add(place, key, value);
                None
            }
        }
    }

    /// The first row behind `key`.
    pub fn after<Q: Ord + ?Sized>(&self, key: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
    {
        let (chunk, at) = self.find(key).map_or_else(|at| at, |(chunk, at)| (chunk, at + 1));
        let here = self.chunks.get(chunk).and_then(|rows| rows.get(at));
        let row = here.or_else(|| self.chunks.get(chunk + 1).and_then(|rows| rows.first()));
        row.map(|(key, value)| (key, value))
    }

    /// Takes the value of `key` out.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let (chunk, at) = self.find(key).ok()?;
        let (_, value) = self.chunks[chunk].remove(at);
        if self.chunks[chunk].is_empty() {
            self.chunks.remove(chunk);
        }
        self.len -= 1;
        Some(value)
    }

    /// The value of `key`, which is added as `make()` if there is none.
    pub fn or_insert_with(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        let (chunk, at) = match self.find(&key) {
            Ok(place) => place,
            Err(place) => self.add(place, key, make()),
        };
        &mut self.chunks[chunk][at].1
    }

    /// The value of `key`, which is added as the default if there is none.
    pub fn or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.or_insert_with(key, V::default)
    }

    /// Where the row of `key` is, or would have to be added.
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<(usize, usize), (usize, usize)>
    where
        K: Borrow<Q>,
    {
        // The tables of threads and loops mostly have one row.
        if let [rows] = &self.chunks[..]
            && let [(only, _)] = &rows[..]
        {
            return match only.borrow().cmp(key) {
                Ordering::Less => Err((0, 1)),
                Ordering::Equal => Ok((0, 0)),
                Ordering::Greater => Err((0, 0)),
            };
        }
        let after = self.chunks.partition_point(|chunk| chunk[0].0.borrow() <= key);
        let chunk = after.saturating_sub(1);
        let rows = self.chunks.get(chunk).map_or(&[][..], |rows| rows);
        let found = rows.binary_search_by(|row| row.0.borrow().cmp(key));
        found.map(|at| (chunk, at)).map_err(|at| (chunk, at))
    }

    /// Adds a row at the place that `find` gave; a full chunk is cut in half first.
    fn add(&mut self, (mut chunk, mut at): (usize, usize), key: K, value: V) -> (usize, usize) {
        self.len += 1;
        if self.chunks.is_empty() {
            self.chunks.push(Vec::new());
        }
        if self.chunks[chunk].len() == CHUNK {
            // Ids come in rising order: a full last chunk stays full, and a new one begins.
            let last = chunk + 1 == self.chunks.len() && at == CHUNK;
            let kept = if last { CHUNK } else { CHUNK / 2 };
            let rest = self.chunks[chunk].split_off(kept);
            self.chunks.insert(chunk + 1, rest);
            if at > kept || last {
                (chunk, at) = (chunk + 1, at - kept);
            }
        }
        self.chunks[chunk].insert(at, (key, value));
        (chunk, at)
    }
}

impl<K: Ord + Borrow<Q>, Q: Ord + ?Sized, V> Index<&Q> for Table<K, V> {
    type Output = V;
    /// The value of a key that is known to be there.
    fn index(&self, key: &Q) -> &V {
        self.get(key).unwrap_or_else(|| panic!("yieldpoint bug: no such row"))
    }
}

impl<K: Ord, V> Extend<(K, V)> for Table<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, rows: I) {
        rows.into_iter().for_each(|(key, value)| drop(self.insert(key, value)));
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Table<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(rows: I) -> Self {
        let mut table = Table::default();
        table.extend(rows);
        table
    }
}

impl<K, V> IntoIterator for Table<K, V> {
    type Item = (K, V);
    type IntoIter = core::iter::Flatten<alloc::vec::IntoIter<Vec<(K, V)>>>;
    fn into_iter(self) -> Self::IntoIter {
        self.chunks.into_iter().flatten()
    }
}

impl<K: Clone> Clone for Set<K> {
    fn clone(&self) -> Self {
        Set { table: self.table.clone() }
    }

    fn clone_from(&mut self, source: &Self) {
        self.table.clone_from(&source.table);
    }
}

impl<K> Default for Set<K> {
    fn default() -> Self {
        Set { table: Table::default() }
    }
}

impl<K: Ord> Set<K> {
    /// An empty set.
    pub fn new() -> Self {
        Set::default()
    }

    /// Adds `key`; whether it is new.
    pub fn insert(&mut self, key: K) -> bool {
        self.table.insert(key, ()).is_none()
    }

    /// Whether `key` is in the set.
    pub fn contains<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.table.contains_key(key)
    }

    /// Takes `key` out; whether it was there.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.table.remove(key).is_some()
    }

    /// Takes all out.
    pub fn clear(&mut self) {
        self.table.clear();
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// The keys.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.table.keys()
    }
}

impl<K: Ord> Extend<K> for Set<K> {
    fn extend<I: IntoIterator<Item = K>>(&mut self, keys: I) {
        for key in keys {
            self.insert(key);
        }
    }
}

impl<K: Ord> FromIterator<K> for Set<K> {
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Self {
        let mut set = Set::default();
        set.extend(keys);
        set
    }
}

impl<K> IntoIterator for Set<K> {
    type Item = K;
    type IntoIter = core::iter::Map<<Table<K, ()> as IntoIterator>::IntoIter, fn((K, ())) -> K>;
    fn into_iter(self) -> Self::IntoIter {
        self.table.into_iter().map(|(key, ())| key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::collections::BTreeMap;

    #[test]
    fn it_does_what_the_standard_map_does() {
        let mut state = 1_u32;
        let mut draw = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 16
        };
        for range in [10, 700, 60_000] {
            let (mut table, mut map) = (Table::new(), BTreeMap::new());
            for round in 0..20_000 {
                let key = draw() % range;
                match draw() % 3 {
                    0 => assert_eq!(table.remove(&key), map.remove(&key)),
                    1 => assert_eq!(table.insert(key, round), map.insert(key, round)),
                    _ => {
                        *table.or_default(key) += 1;
                        *map.entry(key).or_default() += 1;
                    }
                }
                assert_eq!(table.get(&key), map.get(&key));
                let behind = map.range(key + 1..).next();
                assert_eq!(table.after(&key), behind);
                assert_eq!((table.len(), table.first()), (map.len(), map.first_key_value()));
            }
            assert!(table.iter().eq(map.iter()));
            table.retain(|key, _| key % 2 == 0);
            map.retain(|key, _| key % 2 == 0);
            assert!(table.clone().into_iter().eq(map.clone()));
            let mut copy: Table<u32, i32> = (0..draw() % 2000).map(|key| (key, 7)).collect();
            copy.clone_from(&table);
            assert!(copy == table && copy.keys().is_sorted());
            let other: Table<u32, i32> = map.into_iter().rev().collect();
            assert!(other == table);
        }
    }

    #[test]
    fn a_set_keeps_each_key_once() {
        let mut set: Set<u32> = (0..1000).chain(0..1000).collect();
        assert_eq!(
            (set.len(), set.insert(5), set.remove(&5), set.contains(&5)),
            (1000, false, true, false)
        );
    }
}
