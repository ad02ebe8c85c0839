//! Says where a schedule does not fit the program it is replayed on, which was edited since.

use lab::{Run, Schedule};
use runtime_core::trace::{ChoiceKind, EventKind};

/// What to tell about the answer at `place` of the schedule, counted from 0.
pub fn text(schedule: &Schedule, place: u32, run: &Run) -> String {
    let (number, all) = (place + 1, schedule.options.len());
    let answers = &run.schedule.options;
    let what = match schedule.options.get(place as usize) {
        Some(answer) if (place as usize) < answers.len() => {
            let options = options_at(place, run).map_or_else(
                || "there were not so many options".into(),
                |(kind, options)| {
                    format!(
                        "there were {options} options, 0 to {}, for {}",
                        options - 1,
                        word(kind)
                    )
                },
            );
            format!("answer {number} of {all} is {answer}, but {options}")
        }
        _ => format!("the run was over after {place} of its {all} answers"),
    };
    format!(
        "\x1b[1;33mwarning:\x1b[0m the schedule does not fit this program: {what}.\n         \
         The program is not the one that the schedule was made for; this is what it does now.\n"
    )
}

/// What was asked there, and how many options there were. An answer that does not fit is replaced
/// by the last option, which is never 0, and of each choice that is not 0 there is an event.
fn options_at(place: u32, run: &Run) -> Option<(ChoiceKind, u32)> {
    let until = &run.schedule.options[..=place as usize];
    let before = until.iter().filter(|&&answer| answer != 0).count().checked_sub(1)?;
    let choices = run.trace.events.iter().filter_map(|event| match event.kind {
        EventKind::ChoiceTaken { point, options, option } if option != 0 => Some((point, options)),
        _ => None,
    });
    choices.into_iter().nth(before)
}

/// What is chosen.
fn word(kind: ChoiceKind) -> &'static str {
    match kind {
        ChoiceKind::Next => "who goes on",
        ChoiceKind::Select => "the case of a select",
        ChoiceKind::MapOrder => "where to begin in a map",
        ChoiceKind::Rand => "a random number",
        ChoiceKind::TimerTie => "which timer fires first",
        ChoiceKind::GilWake => "who gets the GIL",
        ChoiceKind::LockWake => "who gets the lock",
        ChoiceKind::SetOrder => "which of a set comes first",
        ChoiceKind::StealOrder | ChoiceKind::ThreadStart | ChoiceKind::ThreadDelay => {
            "the machine's threads"
        }
    }
}
