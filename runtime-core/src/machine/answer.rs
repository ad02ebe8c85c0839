//! Who answers the machine's choices: a schedule first, then a seed, or whoever holds the machine.
//!
//! A seed answers inside the machine, so that a program with a million selects does not leave it a
//! million times; each answer is recorded all the same, and with them as a schedule the run can be
//! repeated.

use crate::trace::ChoiceKind;
use alloc::collections::VecDeque;

/// The source of answers.
#[derive(Clone, Debug, Default)]
pub struct Answerer {
    /// What was just answered from outside.
    asked: Option<u32>,
    given: VecDeque<u32>,
    /// How many of those given have been used.
    used: u32,
    /// The first of them that named no option.
    misfit: Option<u32>,
    /// A stream for each kind of choice; none where whoever holds the machine is asked.
    streams: Option<[u64; ChoiceKind::ALL.len()]>,
    seeded: bool,
}

impl Answerer {
    /// Answers from `schedule`, and after its end from `seed`. Seed 0 draws only what the real
    /// runtime draws by lot; everywhere else it takes option 0, what is done by rule.
    pub fn new(schedule: &[u32], seed: u64) -> Answerer {
        let mut streams = [0; ChoiceKind::ALL.len()];
        for (kind, stream) in streams.iter_mut().enumerate() {
            *stream = mix(seed ^ mix(kind as u64 + 1));
        }
        Answerer {
            given: schedule.iter().copied().collect(),
            streams: Some(streams),
            seeded: seed != 0,
            ..Answerer::default()
        }
    }

    /// The next answer comes from outside.
    pub fn put_first(&mut self, option: u32) {
        self.asked = Some(option);
    }

    /// The first answer of the schedule that named no option; after the end of the run also the
    /// first that nobody asked for.
    pub fn misfit(&self, is_over: bool) -> Option<u32> {
        let left = (is_over && !self.given.is_empty()).then_some(self.used);
        self.misfit.or(left)
    }

    /// The answer, below `options`; none if somebody has to be asked.
    pub fn answer(&mut self, kind: ChoiceKind, options: u32) -> Option<u32> {
        if let Some(option) = self.asked.take() {
            return Some(option.min(options - 1));
        }
        if let Some(option) = self.given.pop_front() {
            if option >= options {
                self.misfit.get_or_insert(self.used);
            }
            self.used += 1;
            return Some(option.min(options - 1));
        }
        let stream = &mut self.streams.as_mut()?[kind as usize];
        if !self.seeded && !kind.is_random() {
            return Some(0);
        }
        *stream = stream.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let drawn = mix(*stream);
        // Seven times in eight the operating system leaves a thread alone.
        if kind == ChoiceKind::ThreadDelay && !drawn.is_multiple_of(8) {
            return Some(0);
        }
        Some(((u128::from(mix(drawn)) * u128::from(options)) >> 64) as u32)
    }
}

/// The output function of SplitMix64, whose stream is fixed for ever by its definition (Steele,
/// Lea, Flood 2014).
pub(crate) fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_comes_first_and_is_kept_in_range() {
        let mut answers = Answerer::new(&[1, 9], 0);
        let kind = ChoiceKind::TimerTie;
        assert_eq!([2, 3, 4].map(|n| answers.answer(kind, n)), [Some(1), Some(2), Some(0)]);
    }

    #[test]
    fn an_answer_that_does_not_fit_is_remembered() {
        let kind = ChoiceKind::TimerTie;
        let mut answers = Answerer::new(&[1, 2, 5, 0], 0);
        answers.answer(kind, 2);
        assert_eq!((answers.misfit(false), answers.misfit(true)), (None, Some(1)));
        answers.answer(kind, 2);
        answers.answer(kind, 2);
        assert_eq!((answers.misfit(false), answers.misfit(true)), (Some(1), Some(1)));
    }

    #[test]
    fn a_seed_draws_every_option() {
        let mut answers = Answerer::new(&[], 7);
        let mut seen = [0; 3];
        for _ in 0..300 {
            seen[answers.answer(ChoiceKind::TimerTie, 3).unwrap() as usize] += 1;
        }
        assert!(seen.iter().all(|&times| times > 60), "{seen:?}");
    }

    #[test]
    fn seed_0_draws_what_the_runtime_draws_and_nothing_else() {
        let mut answers = Answerer::new(&[], 0);
        let mut drawn = |kind| (0..64).filter(|_| answers.answer(kind, 2) == Some(1)).count();
        assert_eq!(drawn(ChoiceKind::TimerTie), 0);
        assert!((16..48).contains(&drawn(ChoiceKind::Select)));
    }

    #[test]
    fn without_either_somebody_is_asked() {
        assert_eq!(Answerer::default().answer(ChoiceKind::Select, 2), None);
    }
}
