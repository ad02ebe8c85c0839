//! Two small maps: names to numbers, and anything in sorted order.
//!
//! A B-tree's code is made anew for every type it holds; these few lines are not felt in what a
//! page downloads.

use crate::object::{Sym, number};
use std::sync::Arc;

const EMPTY: u32 = u32::MAX;

/// Texts with a number each, in the order of their coming.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    texts: Vec<Arc<str>>,
    /// Open addressing, a power of two in size.
    places: Vec<u32>,
}

impl Names {
    /// The number of a text that is known.
    pub(crate) fn get(&self, text: &str) -> Option<Sym> {
        if self.places.is_empty() {
            return None;
        }
        match self.places[self.place(text)] {
            EMPTY => None,
            index => Some(Sym(index)),
        }
    }

    /// The number of a text, which is added if it is new.
    pub(crate) fn intern(&mut self, text: &str) -> Sym {
        if let Some(sym) = self.get(text) {
            return sym;
        }
        self.texts.push(text.into());
        if self.texts.len() * 2 > self.places.len() {
            self.rebuild();
        } else {
            let place = self.place(text);
            self.places[place] = self.texts.len() as u32 - 1;
        }
        Sym(self.texts.len() as u32 - 1)
    }

    /// The text of a number.
    pub(crate) fn text(&self, sym: Sym) -> &str {
        &self.texts[sym.0 as usize]
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.texts.len()
    }

    /// Where a text is, or would be.
    fn place(&self, text: &str) -> usize {
        let mask = self.places.len() - 1;
        let mut at = number::hash_bytes(text.as_bytes()) as usize & mask;
        while self.places[at] != EMPTY && *self.texts[self.places[at] as usize] != *text {
            at = (at + 1) & mask;
        }
        at
    }

    fn rebuild(&mut self) {
        self.places = vec![EMPTY; (self.texts.len() * 4).next_power_of_two()];
        for index in 0..self.texts.len() {
            let text = self.texts[index].clone();
            let place = self.place(&text);
            self.places[place] = index as u32;
        }
    }
}

/// Keys with values, sorted by key.
#[derive(Clone, Debug)]
pub(crate) struct Table<K, V> {
    entries: Vec<(K, V)>,
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Table<K, V> {
        Table { entries: Vec::new() }
    }
}

impl<K: Ord, V> Table<K, V> {
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: std::borrow::Borrow<Q>,
    {
        self.entries.binary_search_by(|(known, _)| known.borrow().cmp(key))
    }

    pub(crate) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: std::borrow::Borrow<Q>,
    {
        self.find(key).ok().map(|at| &self.entries[at].1)
    }

    /// Sets a key; what it held before is dropped.
    pub(crate) fn insert(&mut self, key: K, value: V) {
        match self.find(&key) {
            Ok(at) => self.entries[at].1 = value,
            Err(at) => self.entries.insert(at, (key, value)),
        }
    }

    pub(crate) fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: std::borrow::Borrow<Q>,
    {
        self.find(key).ok().map(|at| self.entries.remove(at).1)
    }

    /// The value of a key, which is added if it is not there.
    pub(crate) fn or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        let at = match self.find(&key) {
            Ok(at) => at,
            Err(at) => {
                self.entries.insert(at, (key, V::default()));
                at
            }
        };
        &mut self.entries[at].1
    }

    /// In the order of the keys.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &(K, V)> {
        self.entries.iter()
    }
}
