//! The random generators of `math/rand`: the state that a seed gives, and the blocks of ChaCha8.
//!
//! **Models:** `math/rand/rng.go` and `internal/chacha8rand` (Go 1.27), whose numbers are part of
//! their contract: a seeded generator gives here what it gives there.

/// The additive lagged Fibonacci generator of Mitchell and Reeds: `x[n] = x[n-607] + x[n-273]`.
const LEN: usize = 607;
const TAP: usize = 273;
/// How many numbers real Go's table is away from its own beginning.
const WARM_UP: u64 = 7_800_000_000_000;

/// What every seed is mixed with: the generator's words after a very long run from seed 1. The run
/// is leapt over by raising x to its length modulo the generator's polynomial.
pub fn warmed_up() -> Vec<u64> {
    let begin = words(1, [20, 10]);
    // The numbers before the first one, the earliest first; the later ones follow from them.
    let first = LEN - TAP;
    let mut run: Vec<u64> = (1..=LEN).rev().map(|back| begin[(first - 1 + back) % LEN]).collect();
    for n in LEN..2 * LEN {
        run.push(run[n - LEN].wrapping_add(run[n - TAP]));
    }
    let leap = power_of_x(WARM_UP);
    let number = |n: usize| {
        let terms = leap.iter().zip(&run[n..]);
        terms.fold(0u64, |sum, (factor, x)| sum.wrapping_add(factor.wrapping_mul(*x)))
    };
    let mut table = vec![0; LEN];
    for n in 0..LEN {
        let age = (WARM_UP % LEN as u64) as usize + n;
        table[(first - 1 + 2 * LEN - age) % LEN] = number(n);
    }
    table
}

/// The words of a generator seeded with `seed`; `table` is what [`warmed_up`] gives.
pub fn seeded(seed: i64, table: &[u64]) -> Vec<u64> {
    let mixed = words(seed, [40, 20]).into_iter().zip(table);
    mixed.map(|(word, mix)| word ^ mix).collect()
}

/// Words of three numbers each of the generator of Park and Miller, the first two shifted.
fn words(seed: i64, shifts: [u32; 2]) -> Vec<u64> {
    const MODULUS: i64 = (1 << 31) - 1;
    let mut x = match seed.rem_euclid(MODULUS) {
        0 => 89_482_311,
        x => x,
    };
    let mut next = || {
        x = x * 48271 % MODULUS;
        x as u64
    };
    for _ in 0..20 {
        next();
    }
    (0..LEN).map(|_| next() << shifts[0] ^ next() << shifts[1] ^ next()).collect()
}

/// `x^n` modulo `x^607 - x^334 - 1`, by squaring.
fn power_of_x(n: u64) -> Vec<u64> {
    let mut power = vec![0u64; LEN];
    power[0] = 1;
    for bit in (0..u64::BITS - n.leading_zeros()).rev() {
        let mut square = vec![0u64; 2 * LEN];
        for (i, &a) in power.iter().enumerate() {
            for (place, &b) in square[i..].iter_mut().zip(&power) {
                *place = place.wrapping_add(a.wrapping_mul(b));
            }
        }
        if n >> bit & 1 == 1 {
            square.insert(0, 0);
        }
        for high in (LEN..square.len()).rev() {
            let factor = square[high];
            square[high - LEN] = square[high - LEN].wrapping_add(factor);
            square[high - TAP] = square[high - TAP].wrapping_add(factor);
        }
        square.truncate(LEN);
        power = square;
    }
    power
}

/// Four blocks of ChaCha8 side by side, as 32 words.
pub fn chacha8(seed: &[u64], counter: u32) -> Vec<u64> {
    let lanes: Vec<[u32; 16]> = (0..4).map(|lane| chacha_block(seed, counter + lane)).collect();
    let word = |n: usize| {
        let half = |lane: usize| u64::from(lanes[lane][n / 2]);
        half(n % 2 * 2) | half(n % 2 * 2 + 1) << 32
    };
    (0..32).map(word).collect()
}

fn chacha_block(seed: &[u64], counter: u32) -> [u32; 16] {
    let mut block = [0; 16];
    block[..4].copy_from_slice(&[0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574]);
    for (at, &word) in seed.iter().take(4).enumerate() {
        (block[4 + 2 * at], block[5 + 2 * at]) = (word as u32, (word >> 32) as u32);
    }
    block[12] = counter;
    let key = block;
    for round in 0..8 {
        for column in 0..4 {
            let row = |n: usize| n * 4 + (column + n * (round % 2)) % 4;
            quarter_round(&mut block, [row(0), row(1), row(2), row(3)]);
        }
    }
    for at in 4..12 {
        block[at] = block[at].wrapping_add(key[at]);
    }
    block
}

fn quarter_round(block: &mut [u32; 16], [a, b, c, d]: [usize; 4]) {
    for (to, from, turned, by) in [(a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)] {
        block[to] = block[to].wrapping_add(block[from]);
        block[turned] = (block[turned] ^ block[to]).rotate_left(by);
    }
}
