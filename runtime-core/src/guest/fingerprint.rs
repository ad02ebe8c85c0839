//! A state's hash.

use alloc::vec::Vec;
use core::hash::{Hash, Hasher};

/// A 128-bit hash of a state, fed word by word: equal states give equal fingerprints on every
/// machine.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fingerprint {
    low: u64,
    high: u64,
    /// The numbers named so far, and up to where numbers are their own names.
    named: [(u32, Vec<u32>); 2],
}

/// What is numbered as it is made. Which number a thing has says only what was made before it, so
/// a state names it by its place among those that it mentions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Numbered {
    /// Futures.
    Future,
    /// Callbacks of event loops.
    Callback,
}

impl Default for Fingerprint {
    fn default() -> Self {
        let named = Default::default();
        Fingerprint { low: 0x243f_6a88_85a3_08d3, high: 0x1319_8a2e_0370_7344, named }
    }
}

impl Fingerprint {
    /// Mixes one word in. Two multiply-rotate lanes with odd constants of their own (those of
    /// SplitMix64 and of the golden ratio), so that a collision needs both to agree.
    pub fn word(&mut self, word: u64) {
        self.low = (self.low ^ word).wrapping_mul(0xbf58_476d_1ce4_e5b9).rotate_left(29);
        self.high = (self.high.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.low ^= self.low >> 31;
    }

    /// Mixes bytes in, with their length.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.word(bytes.len() as u64);
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.word(u64::from_le_bytes(word));
        }
    }

    /// Mixes a value in that is plain data.
    pub fn value(&mut self, value: &impl Hash) {
        value.hash(&mut Words(self));
    }

    /// Numbers up to this one mean the same in all states.
    pub fn fixed(&mut self, of: Numbered, up_to: u32) {
        self.word(u64::from(up_to));
        let (fixed, _) = &mut self.named[of as usize];
        *fixed = up_to.max(*fixed);
    }

    /// Mixes in which of its kind the number is: a fixed one, or the first that was mentioned, the
    /// second.
    pub fn number(&mut self, of: Numbered, number: u32) {
        let (fixed, named) = &mut self.named[of as usize];
        if number <= *fixed {
            return self.word(u64::from(number) << 1);
        }
        let known = named.iter().position(|&known| known == number);
        let place = known.unwrap_or(named.len()) as u64;
        if known.is_none() {
            named.push(number);
        }
        self.word(place << 1 | 1);
    }

    /// The 128 bits.
    pub fn finish(&self) -> u128 {
        let &Fingerprint { low, high, .. } = self;
        let mut end = Fingerprint { low, high, named: Default::default() };
        end.word(0x5bd1_e995);
        end.word(end.high >> 32);
        (u128::from(end.high) << 64) | u128::from(end.low)
    }
}

/// Takes what a value is made of, in words that are the same on every machine.
struct Words<'a>(&'a mut Fingerprint);

impl Hasher for Words<'_> {
    fn write(&mut self, bytes: &[u8]) {
        self.0.bytes(bytes);
    }

    fn write_u8(&mut self, word: u8) {
        self.0.word(u64::from(word));
    }

    fn write_u32(&mut self, word: u32) {
        self.0.word(u64::from(word));
    }

    fn write_u64(&mut self, word: u64) {
        self.0.word(word);
    }

    fn write_usize(&mut self, word: usize) {
        self.0.word(word as u64);
    }

    fn write_isize(&mut self, word: isize) {
        self.0.word(word as u64);
    }

    /// Nobody asks here: the fingerprint has it.
    fn finish(&self) -> u64 {
        self.0.finish() as u64
    }
}
