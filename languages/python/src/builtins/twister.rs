//! The Mersenne Twister behind `std/random.py`. Its state is a bytearray: 624 words and the place
//! of the next one.
//!
//! **Models:** `Modules/_randommodule.c`, CPython 3.13.

use super::{Entry, function};
use crate::object::{Type, Value};
use crate::vm::{Args, Flow, Outcome, Raise, Vm};
use num_bigint::{BigInt, Sign};

pub(super) const TABLE: &[Entry] = &[
    function("_mt_seed", 2, 2, &[], seed),
    function("_mt_random", 1, 1, &[], random),
    function("_mt_bits", 2, 2, &[], bits),
];

const WORDS: usize = 624;
const AHEAD: usize = 397;
/// More bits at once than any program asks for.
const BITS_MAX: i64 = 1 << 20;

struct Twister<'a>(&'a mut [u8]);

impl Twister<'_> {
    fn word(&self, at: usize) -> u32 {
        let bytes = &self.0[4 * at..4 * at + 4];
        bytes.iter().rev().fold(0, |word, &byte| word << 8 | u32::from(byte))
    }

    fn set(&mut self, at: usize, word: u32) {
        self.0[4 * at..4 * at + 4].copy_from_slice(&word.to_le_bytes());
    }

    fn plant(&mut self, seed: u32) {
        self.set(0, seed);
        for at in 1..WORDS {
            let before = self.word(at - 1);
            let next = 1_812_433_253u32.wrapping_mul(before ^ (before >> 30));
            self.set(at, next.wrapping_add(at as u32));
        }
        self.set(WORDS, WORDS as u32);
    }

    /// `init_by_array`.
    fn plant_all(&mut self, key: &[u32]) {
        self.plant(19_650_218);
        let (mut i, mut j) = (1, 0);
        let step = |twister: &mut Self, i: usize, factor: u32, plus: u32, minus: u32| {
            let before = twister.word(i - 1);
            let mixed = twister.word(i) ^ (before ^ (before >> 30)).wrapping_mul(factor);
            twister.set(i, mixed.wrapping_add(plus).wrapping_sub(minus));
        };
        let wrap = |twister: &mut Self, i: usize| {
            if i < WORDS {
                return i;
            }
            let last = twister.word(WORDS - 1);
            twister.set(0, last);
            1
        };
        for _ in 0..WORDS.max(key.len()) {
            step(self, i, 1_664_525, key[j].wrapping_add(j as u32), 0);
            i = wrap(self, i + 1);
            j = (j + 1) % key.len();
        }
        for _ in 0..WORDS - 1 {
            step(self, i, 1_566_083_941, 0, i as u32);
            i = wrap(self, i + 1);
        }
        self.set(0, 0x8000_0000);
    }

    fn next(&mut self) -> u32 {
        let mut at = self.word(WORDS) as usize;
        if at >= WORDS {
            for index in 0..WORDS {
                let mixed = (self.word(index) & 0x8000_0000)
                    | (self.word((index + 1) % WORDS) & 0x7fff_ffff);
                let odd = if mixed & 1 == 1 { 0x9908_b0df } else { 0 };
                let word = self.word((index + AHEAD) % WORDS) ^ (mixed >> 1) ^ odd;
                self.set(index, word);
            }
            at = 0;
        }
        let mut word = self.word(at);
        self.set(WORDS, at as u32 + 1);
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }
}

fn twister<'a>(vm: &'a mut Vm, args: Args) -> Result<Twister<'a>, Raise> {
    let of = vm.arg(args, 0);
    if vm.bytes(of).map(<[u8]>::len) != Some(4 * WORDS + 4) || vm.bytearray_mut(of).is_none() {
        return Err(vm.raise(Type::ValueError, "state vector is the wrong size".into()));
    }
    match vm.bytearray_mut(of) {
        Some(bytes) => Ok(Twister(bytes)),
        None => panic!("yieldpoint bug: a twister's state is no bytearray"),
    }
}

/// `_mt_seed(state, little-endian words)`.
fn seed(vm: &mut Vm, args: Args) -> Outcome {
    let bytes = vm.bytes_argument(vm.arg(args, 1))?;
    let word = |chunk: &[u8]| chunk.iter().rev().fold(0, |word, &byte| word << 8 | u32::from(byte));
    let mut key: Vec<u32> = bytes.chunks(4).map(word).collect();
    if key.is_empty() {
        key.push(0);
    }
    twister(vm, args)?.plant_all(&key);
    Ok(Flow::Value(Value::None))
}

fn random(vm: &mut Vm, args: Args) -> Outcome {
    let mut twister = twister(vm, args)?;
    let (a, b) = (twister.next() >> 5, twister.next() >> 6);
    let float = (f64::from(a) * 67_108_864.0 + f64::from(b)) * (1.0 / 9_007_199_254_740_992.0);
    Ok(Flow::Value(Value::Float(float)))
}

/// `_mt_bits(state, k)`: an int of k random bits.
fn bits(vm: &mut Vm, args: Args) -> Outcome {
    let k = vm.int_argument(vm.arg(args, 1))?;
    if k > BITS_MAX {
        return Err(vm.raise(Type::MemoryError, "so many bits are not simulated".into()));
    }
    let mut twister = twister(vm, args)?;
    if k <= 0 {
        return Ok(Flow::Value(Value::Int(0)));
    }
    if k <= 32 {
        return Ok(Flow::Value(Value::Int(i64::from(twister.next() >> (32 - k)))));
    }
    let mut words = Vec::new();
    let mut left = k;
    while left > 0 {
        let word = twister.next();
        words.push(if left < 32 { word >> (32 - left) } else { word });
        left -= 32;
    }
    let big = BigInt::from_slice(Sign::Plus, &words);
    Ok(Flow::Value(vm.int_value(big)))
}
