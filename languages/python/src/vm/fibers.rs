//! The fibers of a program by their numbers, less 1.
//!
//! A fiber that has ended leaves its number and no more, so that a program may make very many
//! tasks one after the other.

use super::frame::Fiber;
use std::ops::{Index, IndexMut};

/// All fibers but the one being stepped, in whose place lies an empty one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fibers(Vec<Option<Box<Fiber>>>);

impl Fibers {
    /// Adds a fiber; its number.
    pub(crate) fn push(&mut self, fiber: Fiber) -> u32 {
        self.0.push(Some(Box::new(fiber)));
        self.0.len() as u32
    }

    /// A fiber that has not ended.
    pub(crate) fn get(&self, at: usize) -> Option<&Fiber> {
        self.0.get(at)?.as_deref()
    }

    /// The same, to be changed.
    pub(crate) fn get_mut(&mut self, at: usize) -> Option<&mut Fiber> {
        self.0.get_mut(at)?.as_deref_mut()
    }

    /// Those that have not ended.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Fiber> {
        self.0.iter().flatten().map(|fiber| &**fiber)
    }

    /// How many numbers have been given.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Numbers up to this one belong to fibers of other processes.
    pub(crate) fn skip_to(&mut self, len: usize) {
        if self.0.len() < len {
            self.0.resize(len, None);
        }
    }

    /// Those that have not ended, by number less 1.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = (usize, &mut Fiber)> {
        let numbered = self.0.iter_mut().enumerate();
        numbered.filter_map(|(at, fiber)| fiber.as_deref_mut().map(|fiber| (at, fiber)))
    }

    /// The fiber has ended, and holds nothing any more.
    pub(crate) fn free(&mut self, at: usize) {
        self.0[at] = None;
    }
}

impl Index<usize> for Fibers {
    type Output = Fiber;

    fn index(&self, at: usize) -> &Fiber {
        match &self.0[at] {
            Some(fiber) => fiber,
            None => panic!("yieldpoint bug: fiber {} has ended", at + 1),
        }
    }
}

impl IndexMut<usize> for Fibers {
    fn index_mut(&mut self, at: usize) -> &mut Fiber {
        match &mut self.0[at] {
            Some(fiber) => fiber,
            None => panic!("yieldpoint bug: fiber {} has ended", at + 1),
        }
    }
}
