//! A state's hash.

/// A 128-bit hash of a state, fed word by word: equal states give equal fingerprints on every
/// machine.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fingerprint {
    low: u64,
    high: u64,
}

impl Default for Fingerprint {
    fn default() -> Self {
        Fingerprint { low: 0x243f_6a88_85a3_08d3, high: 0x1319_8a2e_0370_7344 }
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

    /// The 128 bits.
    pub fn finish(&self) -> u128 {
        let mut end = self.clone();
        end.word(0x5bd1_e995);
        end.word(end.high >> 32);
        (u128::from(end.high) << 64) | u128::from(end.low)
    }
}
