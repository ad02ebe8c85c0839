//! Small sorted maps for the ids of a trace.
//!
//! **Invariants:** rows are sorted by key and no key stands twice. Ids are handed out in rising
//! order, so a sorted list grows at its end.
//!
//! **Departures:** a standard map would do as well, but each type of value in one costs the page's
//! download four to eight kilobytes, and these a few hundred bytes.

use alloc::vec::Vec;

/// Values by id, in the order of the ids.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table<K, V> {
    rows: Vec<(K, V)>,
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Table { rows: Vec::new() }
    }
}

impl<K: Ord + Copy, V> Table<K, V> {
    /// The value of `key`.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.find(key).ok().map(|at| &self.rows[at].1)
    }

    /// The value of `key`, to be changed.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.find(key).ok().map(|at| &mut self.rows[at].1)
    }

    /// Sets the value of `key`; gives the one before.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok(at) => Some(core::mem::replace(&mut self.rows[at].1, value)),
            Err(at) => {
                self.rows.insert(at, (key, value));
                None
            }
        }
    }

    /// Takes the value of `key` out.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        self.find(key).ok().map(|at| self.rows.remove(at).1)
    }

    /// The value of `key`, which is added as the default if there is none.
    pub fn or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        let at = self.find(&key).unwrap_or_else(|at| {
            self.rows.insert(at, (key, V::default()));
            at
        });
        &mut self.rows[at].1
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Removes all.
    pub fn clear(&mut self) {
        self.rows.clear();
    }

    /// Keys and values, sorted by key.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.rows.iter().map(|(key, value)| (key, value))
    }

    /// Keys and values, sorted by key, the values to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        self.rows.iter_mut().map(|(key, value)| (&*key, value))
    }

    /// The values, sorted by key.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.rows.iter().map(|row| &row.1)
    }

    /// The values, sorted by key, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.rows.iter_mut().map(|row| &mut row.1)
    }

    /// Keeps the rows of which `keep` is true.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        self.rows.retain_mut(|(key, value)| keep(key, value));
    }

    fn find(&self, key: &K) -> Result<usize, usize> {
        self.rows.binary_search_by_key(key, |row| row.0)
    }
}

impl<K: Ord + Copy, V> FromIterator<(K, V)> for Table<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(rows: I) -> Self {
        let mut table = Table::default();
        rows.into_iter().for_each(|(key, value)| drop(table.insert(key, value)));
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stay_sorted_and_single() {
        let mut table: Table<u32, &str> = [(3, "c"), (1, "a"), (2, "b")].into_iter().collect();
        assert_eq!(table.insert(2, "B"), Some("b"));
        assert_eq!(table.values().copied().collect::<Vec<_>>(), ["a", "B", "c"]);
        assert_eq!((table.remove(&1), table.remove(&1), table.len()), (Some("a"), None, 2));
        *table.or_default(9) = "z";
        assert_eq!((table.get(&9), table.get(&1)), (Some(&"z"), None));
    }
}
