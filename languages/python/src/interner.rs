//! Names and their numbers.

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
