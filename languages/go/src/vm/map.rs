//! Go's maps: entries in the order of insertion, and an index of open addressing over them.
//!
//! **Models:** `internal/runtime/maps` (Go 1.27) in what a program can see: an iteration begins
//! at any place, goes around once, meets no entry twice, none that was removed before it was
//! reached, and may or may not meet what is added meanwhile.
//! **Invariants:** the numbers of the entries rise with their places; a removed entry keeps its
//! place until the map is rebuilt, so that an iteration, which remembers a number, goes on behind
//! it; nothing that can be seen depends on a hash.
//! **Departures:** in real Go the entries of a map of more than eight come in an order that looks
//! arbitrary; here an iteration goes around the order of insertion from any start. A map written
//! and read at the same time ends no program ("concurrent map writes"): an operation is one
//! instruction, and no other goroutine runs in the middle of it.

use super::size_class::round_up;
use crate::code::MapShape;

/// The state of one entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Its number among all insertions, from 1.
    number: u32,
    /// The key's hash with [`LIVE`] set; 0 for a removed entry.
    hash: u32,
}

/// Set in the hash of every entry that is there.
const LIVE: u32 = 1 << 31;
/// Maps of so many places need no index.
const PLACES_SCANNED: usize = 8;

/// A map.
#[derive(Debug, Default)]
pub struct GoMap {
    /// The number of the map's type among the program's.
    pub shape: u32,
    pub(super) key_slots: usize,
    pub(super) entry_slots: usize,
    pub(super) marks: Vec<Mark>,
    /// Of each place the key's slots, then the value's.
    pub(super) slots: Vec<u64>,
    /// By hash: 1 + the place; 0 for nothing. Its length is a power of two, or 0.
    pub(super) index: Vec<u32>,
    pub(super) live: u32,
    pub(super) last: u32,
    /// Bytes of a key and a value in real Go, and the slots that real Go's map has.
    pub(super) entry_bytes: u64,
    pub(super) room: u64,
}

/// Where an iteration is, as the program's registers keep it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cursor {
    /// Before the first entry the place to start at, then the number of the entry there, or of the
    /// one that would be added there.
    pub start: u64,
    /// The number of the entry met last.
    pub last: u64,
    /// 0 before the first entry, 1 up to the end of the entries, 2 from their beginning on.
    pub round: u64,
}

impl GoMap {
    /// An empty map of type number `shape`.
    pub fn new(number: u32, shape: &MapShape) -> GoMap {
        let (key_slots, value_slots) = (shape.key_slots as usize, shape.value_slots as usize);
        GoMap {
            shape: number,
            key_slots,
            entry_slots: key_slots + value_slots,
            entry_bytes: shape.entry_bytes,
            ..GoMap::default()
        }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.live as usize
    }

    /// The places where an iteration may start. Real Go's smallest map has eight slots, and it
    /// starts at any of them: behind the last entry it meets those that are added meanwhile only
    /// if they come before its start.
    pub fn starts(&self) -> u32 {
        self.places().max(PLACES_SCANNED as u32)
    }

    /// How many places there are, those of removed entries included.
    pub fn places(&self) -> u32 {
        self.marks.len() as u32
    }

    /// Bytes in use, about.
    pub fn bytes(&self) -> u64 {
        let words = self.slots.capacity() + self.marks.capacity() + self.index.capacity() / 2;
        words as u64 * 8 + 64
    }

    /// What it takes in real Go: a header and groups of eight slots, of which seven in eight are
    /// used.
    pub fn real_bytes(&self) -> u64 {
        let group = round_up(8 + 8 * self.entry_bytes, true);
        48 + self.room / 8 * group
    }

    /// The place of the key with this hash of which `same` says that it is the one.
    #[inline]
    pub fn find(&self, hash: u32, same: impl Fn(&[u64]) -> bool) -> Option<usize> {
        let hash = hash | LIVE;
        let is = |place: usize| self.marks[place].hash == hash && same(self.key(place));
        if self.index.is_empty() {
            return (0..self.marks.len()).find(|&place| is(place));
        }
        let mask = self.index.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            match self.index[at] as usize {
                0 => return None,
                place if is(place - 1) => return Some(place - 1),
                _ => at = (at + 1) & mask,
            }
        }
    }

    fn key(&self, place: usize) -> &[u64] {
        &self.slots[place * self.entry_slots..][..self.key_slots]
    }

    /// The value at a place.
    pub fn value(&self, place: usize) -> &[u64] {
        &self.slots[place * self.entry_slots..][self.key_slots..self.entry_slots]
    }

    /// The same to be changed.
    pub fn value_mut(&mut self, place: usize) -> &mut [u64] {
        &mut self.slots[place * self.entry_slots..][self.key_slots..self.entry_slots]
    }

    /// Adds an entry whose key is not there yet.
    pub fn add(&mut self, hash: u32, key: &[u64], value: &[u64]) {
        let places = self.marks.len();
        if places >= PLACES_SCANNED && places * 4 >= self.index.len() * 3 {
            self.rebuild();
        }
        self.last += 1;
        self.live += 1;
        while u64::from(self.live) > if self.room > 8 { self.room / 8 * 7 } else { self.room } {
            self.room = (self.room * 2).max(8);
        }
        let mark = Mark { number: self.last, hash: hash | LIVE };
        self.marks.push(mark);
        self.slots.extend_from_slice(key);
        self.slots.extend_from_slice(value);
        if !self.index.is_empty() {
            self.enter(mark.hash, self.marks.len() as u32);
        }
    }

    fn enter(&mut self, hash: u32, place: u32) {
        let mask = self.index.len() - 1;
        let mut at = hash as usize & mask;
        while self.index[at] != 0 {
            at = (at + 1) & mask;
        }
        self.index[at] = place;
    }

    /// Drops the places of removed entries and makes room for as many entries again.
    fn rebuild(&mut self) {
        let (mut kept, n) = (0, self.entry_slots);
        for place in 0..self.marks.len() {
            if self.marks[place].hash != 0 {
                self.marks[kept] = self.marks[place];
                self.slots.copy_within(place * n..place * n + n, kept * n);
                kept += 1;
            }
        }
        self.marks.truncate(kept);
        self.slots.truncate(kept * n);
        self.index.clear();
        if kept >= PLACES_SCANNED {
            self.index.resize((kept * 3).next_power_of_two(), 0);
            for place in 0..kept {
                self.enter(self.marks[place].hash, place as u32 + 1);
            }
        }
    }

    /// Removes the entry at a place.
    pub fn remove(&mut self, place: usize) {
        self.marks[place].hash = 0;
        self.slots[place * self.entry_slots..][..self.entry_slots].fill(0);
        self.live -= 1;
        if self.marks.len() > 2 * PLACES_SCANNED && self.len() * 2 < self.marks.len() {
            self.rebuild();
        }
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        self.marks.clear();
        self.slots.clear();
        self.index.clear();
        self.live = 0;
    }

    /// The numbers of all places, times two, plus 1 where the entry is still there.
    pub fn numbers(&self) -> impl Iterator<Item = u64> {
        self.marks.iter().map(|mark| u64::from(mark.number) << 1 | u64::from(mark.hash != 0))
    }

    /// The entries, key and value in a row, each with its number.
    pub fn entries(&self) -> impl Iterator<Item = (u32, &[u64], &[u64])> {
        let there = (0..self.marks.len()).filter(|&place| self.marks[place].hash != 0);
        there.map(|place| (self.marks[place].number, self.key(place), self.value(place)))
    }

    /// The entry an iteration meets next: key and value in a row.
    pub fn next(&self, cursor: &mut Cursor) -> Option<&[u64]> {
        if cursor.round == 0 {
            let start = self.number_at(cursor.start);
            *cursor = Cursor { start, last: start - 1, round: 1 };
        }
        if cursor.round == 1 {
            match self.after(cursor.last) {
                Some(place) => return Some(self.met(cursor, place)),
                None => *cursor = Cursor { last: 0, round: 2, ..*cursor },
            }
        }
        let place = self.after(cursor.last)?;
        let before = u64::from(self.marks[place].number) < cursor.start;
        before.then(|| self.met(cursor, place))
    }

    /// The number of the entry at `place`, or of the one that would be added there.
    fn number_at(&self, place: u64) -> u64 {
        let behind = || u64::from(self.last) + 1 + place - u64::from(self.places());
        self.marks.get(place as usize).map_or_else(behind, |mark| u64::from(mark.number))
    }

    fn met(&self, cursor: &mut Cursor, place: usize) -> &[u64] {
        cursor.last = u64::from(self.marks[place].number);
        &self.slots[place * self.entry_slots..][..self.entry_slots]
    }

    /// The first place that holds an entry of a number above `number`.
    fn after(&self, number: u64) -> Option<usize> {
        let first = u64::from(self.marks.first()?.number);
        // Numbers are places, counted from the first, until a removed place has been dropped.
        let guess = (number + 1).saturating_sub(first) as usize;
        let right = |place: usize| u64::from(self.marks[place].number) <= number;
        let exact = guess <= self.marks.len()
            && (guess == 0 || right(guess - 1))
            && (guess == self.marks.len() || !right(guess));
        let from = match exact {
            true => guess,
            false => self.marks.partition_point(|mark| u64::from(mark.number) <= number),
        };
        (from..self.marks.len()).find(|&place| self.marks[place].hash != 0)
    }
}
