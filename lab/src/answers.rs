//! Who answers the machine's choices: a recorded schedule first, then the seed.

use crate::scenario::Schedule;

/// The source of answers for one run.
#[derive(Clone, Debug)]
pub struct Answers {
    recorded: Schedule,
    next: usize,
    /// State of the generator; `None` for seed 0, which always takes option 0: what the real
    /// runtime does by rule.
    state: Option<u64>,
}

impl Answers {
    /// Answers from `recorded`, and after its end from `seed`.
    pub fn new(recorded: Schedule, seed: u64) -> Answers {
        Answers { recorded, next: 0, state: (seed != 0).then_some(seed) }
    }

    /// The next answer, below `options`.
    pub fn answer(&mut self, options: u32) -> u32 {
        let recorded = self.recorded.0.get(self.next).copied();
        self.next += 1;
        let drawn = recorded.or_else(|| self.draw(options)).unwrap_or(0);
        drawn.min(options.saturating_sub(1))
    }

    /// SplitMix64, whose stream is fixed for ever by its definition (Steele, Lea, Flood 2014).
    fn draw(&mut self, options: u32) -> Option<u32> {
        let state = self.state.as_mut()?;
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = *state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        Some(((u128::from(z) * u128::from(options)) >> 64) as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recorded_schedule_comes_first_and_is_kept_in_range() {
        let mut answers = Answers::new(Schedule(vec![1, 9]), 0);
        assert_eq!([2, 3, 4].map(|options| answers.answer(options)), [1, 2, 0]);
    }

    #[test]
    fn a_seed_draws_every_option() {
        let mut answers = Answers::new(Schedule::default(), 7);
        let mut seen = [0; 3];
        (0..300).for_each(|_| seen[answers.answer(3) as usize] += 1);
        assert!(seen.iter().all(|&times| times > 60), "{seen:?}");
    }
}
