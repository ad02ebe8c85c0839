//! The hash functions behind `std/hashlib.py` and the encodings of `std/base64.py`.
//!
//! **Models:** FIPS 180-4 (SHA-1, SHA-2), RFC 1321 (MD5), RFC 4648.
//! **Departures:** a hash is computed when it is asked for, over all data so far.

use super::{Entry, function};
use crate::object::Value;
use crate::vm::{Args, Flow, Outcome, Vm};

pub(super) const TABLE: &[Entry] = &[
    function("_md5", 1, 1, &[], |vm, args| digest(vm, args, md5)),
    function("_sha1", 1, 1, &[], |vm, args| digest(vm, args, sha1)),
    function("_sha224", 1, 1, &[], |vm, args| digest(vm, args, |all| sha256(all, SHA224, 28))),
    function("_sha256", 1, 1, &[], |vm, args| digest(vm, args, |all| sha256(all, SHA256, 32))),
    function("_sha384", 1, 1, &[], |vm, args| digest(vm, args, |all| sha512(all, SHA384, 48))),
    function("_sha512", 1, 1, &[], |vm, args| digest(vm, args, |all| sha512(all, SHA512, 64))),
    function("_base64", 2, 2, &[], base64),
    function("_unbase64", 2, 2, &[], unbase64),
    function("_crc32", 2, 2, &[], crc32),
];

/// What takes long was counted where the data came in.
fn digest(vm: &mut Vm, args: Args, of: fn(&[u8]) -> Vec<u8>) -> Outcome {
    let bytes = vm.bytes_argument(vm.arg(args, 0))?;
    vm.charge(bytes.len().min(2048) as u64 / 40);
    Ok(Flow::Value(vm.new_bytes(of(&bytes))))
}

/// The message with its padding: a one, zeros, and the length in bits.
fn padded(all: &[u8], block: usize, big_endian: bool) -> Vec<u8> {
    let mut out = all.to_vec();
    out.push(0x80);
    while out.len() % block != block - block / 8 {
        out.push(0);
    }
    out.resize(out.len() + block / 8 - 8, 0);
    let bits = (all.len() as u64).wrapping_mul(8);
    out.extend(if big_endian { bits.to_be_bytes() } else { bits.to_le_bytes() });
    out
}

fn md5(all: &[u8]) -> Vec<u8> {
    const SHIFTS: [[u32; 4]; 4] =
        [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
    let constant = |i: u32| (libm::fabs(libm::sin(f64::from(i + 1))) * 4_294_967_296.0) as u32;
    let constants: Vec<u32> = (0..64).map(constant).collect();
    let mut state = [0x6745_2301u32, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
    for block in padded(all, 64, false).chunks(64) {
        let word = |at: usize| {
            block[4 * at..4 * at + 4].iter().rev().fold(0, |w, &b| w << 8 | u32::from(b))
        };
        let [mut a, mut b, mut c, mut d] = state;
        for i in 0..64 {
            let (mixed, at) = match i / 16 {
                0 => ((b & c) | (!b & d), i),
                1 => ((d & b) | (!d & c), (5 * i + 1) % 16),
                2 => (b ^ c ^ d, (3 * i + 5) % 16),
                _ => (c ^ (b | !d), (7 * i) % 16),
            };
            let sum = mixed.wrapping_add(a).wrapping_add(constants[i]).wrapping_add(word(at));
            (a, d, c) = (d, c, b);
            b = b.wrapping_add(sum.rotate_left(SHIFTS[i / 16][i % 4]));
        }
        for (place, add) in state.iter_mut().zip([a, b, c, d]) {
            *place = place.wrapping_add(add);
        }
    }
    state.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn sha1(all: &[u8]) -> Vec<u8> {
    let mut state = [0x6745_2301u32, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    for block in padded(all, 64, true).chunks(64) {
        let mut words: Vec<u32> =
            block.chunks(4).map(|w| w.iter().fold(0, |w, &b| w << 8 | u32::from(b))).collect();
        for i in 16..80 {
            words
                .push((words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16]).rotate_left(1));
        }
        let [mut a, mut b, mut c, mut d, mut e] = state;
        for (i, &word) in words.iter().enumerate() {
            let (mixed, constant) = match i / 20 {
                0 => ((b & c) | (!b & d), 0x5a82_7999u32),
                1 => (b ^ c ^ d, 0x6ed9_eba1),
                2 => ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc),
                _ => (b ^ c ^ d, 0xca62_c1d6),
            };
            let sum = a.rotate_left(5).wrapping_add(mixed).wrapping_add(e);
            let sum = sum.wrapping_add(constant).wrapping_add(word);
            (e, d, c, b, a) = (d, c, b.rotate_left(30), a, sum);
        }
        for (place, add) in state.iter_mut().zip([a, b, c, d, e]) {
            *place = place.wrapping_add(add);
        }
    }
    state.iter().flat_map(|word| word.to_be_bytes()).collect()
}

const SHA224: [u32; 8] = [
    0xc105_9ed8,
    0x367c_d507,
    0x3070_dd17,
    0xf70e_5939,
    0xffc0_0b31,
    0x6858_1511,
    0x64f9_8fa7,
    0xbefa_4fa4,
];
const SHA256: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];
const SHA384: [u64; 8] = [
    0xcbbb_9d5d_c105_9ed8,
    0x629a_292a_367c_d507,
    0x9159_015a_3070_dd17,
    0x152f_ecd8_f70e_5939,
    0x6733_2667_ffc0_0b31,
    0x8eb4_4a87_6858_1511,
    0xdb0c_2e0d_64f9_8fa7,
    0x47b5_481d_befa_4fa4,
];
const SHA512: [u64; 8] = [
    0x6a09_e667_f3bc_c908,
    0xbb67_ae85_84ca_a73b,
    0x3c6e_f372_fe94_f82b,
    0xa54f_f53a_5f1d_36f1,
    0x510e_527f_ade6_82d1,
    0x9b05_688c_2b3e_6c1f,
    0x1f83_d9ab_fb41_bd6b,
    0x5be0_cd19_137e_2179,
];

/// The first 64 bits of the fractions of the cube roots of the first 80 primes, which are the
/// constants of SHA-512; their upper halves are those of SHA-256.
fn roots() -> Vec<u64> {
    let mut found: Vec<u64> = Vec::new();
    let mut primes: Vec<u64> = Vec::new();
    let mut candidate = 2u64;
    while primes.len() < 80 {
        if primes.iter().all(|prime| !candidate.is_multiple_of(*prime)) {
            primes.push(candidate);
            let scaled = num_bigint::BigUint::from(candidate) << 192u32;
            let root = scaled.cbrt();
            found.push(root.iter_u64_digits().next().unwrap_or(0));
        }
        candidate += 1;
    }
    found
}

fn sha256(all: &[u8], start: [u32; 8], len: usize) -> Vec<u8> {
    let constants: Vec<u32> = roots().iter().take(64).map(|root| (root >> 32) as u32).collect();
    let mut state = start;
    for block in padded(all, 64, true).chunks(64) {
        let mut words: Vec<u32> =
            block.chunks(4).map(|w| w.iter().fold(0, |w, &b| w << 8 | u32::from(b))).collect();
        for i in 16..64 {
            let (x, y) = (words[i - 15], words[i - 2]);
            let low = x.rotate_right(7) ^ x.rotate_right(18) ^ (x >> 3);
            let high = y.rotate_right(17) ^ y.rotate_right(19) ^ (y >> 10);
            words.push(
                words[i - 16].wrapping_add(low).wrapping_add(words[i - 7]).wrapping_add(high),
            );
        }
        let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = state;
        for i in 0..64 {
            let mixed = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
            let first = h.wrapping_add(mixed).wrapping_add((e & f) ^ (!e & g));
            let first = first.wrapping_add(constants[i]).wrapping_add(words[i]);
            let mixed = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
            let second = mixed.wrapping_add((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) =
                (g, f, e, d.wrapping_add(first), c, b, a, first.wrapping_add(second));
        }
        for (place, add) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
            *place = place.wrapping_add(add);
        }
    }
    let bytes = state.iter().flat_map(|word| word.to_be_bytes());
    bytes.take(len).collect()
}

fn sha512(all: &[u8], start: [u64; 8], len: usize) -> Vec<u8> {
    let constants = roots();
    let mut state = start;
    for block in padded(all, 128, true).chunks(128) {
        let mut words: Vec<u64> =
            block.chunks(8).map(|w| w.iter().fold(0, |w, &b| w << 8 | u64::from(b))).collect();
        for i in 16..80 {
            let (x, y) = (words[i - 15], words[i - 2]);
            let low = x.rotate_right(1) ^ x.rotate_right(8) ^ (x >> 7);
            let high = y.rotate_right(19) ^ y.rotate_right(61) ^ (y >> 6);
            words.push(
                words[i - 16].wrapping_add(low).wrapping_add(words[i - 7]).wrapping_add(high),
            );
        }
        let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = state;
        for i in 0..80 {
            let mixed = e.rotate_right(14) ^ e.rotate_right(18) ^ e.rotate_right(41);
            let first = h.wrapping_add(mixed).wrapping_add((e & f) ^ (!e & g));
            let first = first.wrapping_add(constants[i]).wrapping_add(words[i]);
            let mixed = a.rotate_right(28) ^ a.rotate_right(34) ^ a.rotate_right(39);
            let second = mixed.wrapping_add((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) =
                (g, f, e, d.wrapping_add(first), c, b, a, first.wrapping_add(second));
        }
        for (place, add) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
            *place = place.wrapping_add(add);
        }
    }
    let bytes = state.iter().flat_map(|word| word.to_be_bytes());
    bytes.take(len).collect()
}

/// `_crc32(data, start)`.
fn crc32(vm: &mut Vm, args: Args) -> Outcome {
    let bytes = vm.bytes_argument(vm.arg(args, 0))?;
    let start = vm.int_argument(vm.arg(args, 1))? as u32;
    let mut crc = !start;
    for byte in bytes {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    Ok(Flow::Value(Value::Int(i64::from(!crc))))
}

/// `_base64(data, alphabet)`: with padding.
fn base64(vm: &mut Vm, args: Args) -> Outcome {
    let bytes = vm.bytes_argument(vm.arg(args, 0))?;
    let alphabet = vm.bytes_argument(vm.arg(args, 1))?;
    let mut out = Vec::with_capacity(bytes.len() * 4 / 3 + 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let all = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let digit = alphabet.get((all >> (18 - 6 * at) & 63) as usize).copied();
            out.push(if at <= chunk.len() { digit.unwrap_or(b'=') } else { b'=' });
        }
    }
    Ok(Flow::Value(vm.new_bytes(out)))
}

/// `_unbase64(data, alphabet)`: what is not of the alphabet is passed over; None if the padding
/// is wrong.
fn unbase64(vm: &mut Vm, args: Args) -> Outcome {
    let bytes = vm.bytes_argument(vm.arg(args, 0))?;
    let alphabet = vm.bytes_argument(vm.arg(args, 1))?;
    let (mut out, mut all, mut count, mut pads) = (Vec::new(), 0u32, 0, 0);
    for byte in bytes {
        if byte == b'=' {
            pads += 1;
            if count % 4 >= 2 && count % 4 + pads >= 4 {
                break;
            }
            continue;
        }
        let Some(digit) = alphabet.iter().position(|&one| one == byte) else { continue };
        pads = 0;
        all = all << 6 | digit as u32;
        count += 1;
        if count % 4 == 0 {
            out.extend(&all.to_be_bytes()[1..]);
            all = 0;
        }
    }
    let left = count % 4;
    if left == 1 || (left > 0 && left + pads < 4) {
        return Ok(Flow::Value(if left == 1 { Value::Int(count) } else { Value::None }));
    }
    match left {
        2 => out.push((all >> 4) as u8),
        3 => out.extend(&((all >> 2) as u16).to_be_bytes()),
        _ => {}
    }
    Ok(Flow::Value(vm.new_bytes(out)))
}
