//! The goals, and whether they are met.

use super::explorer::{Explorer, Found, Guest, Line, Mode};
use super::tables::{factor, grouped, line, per_second};
use std::fmt;

/// The programs whose exhaustion is compared, and the traces each of them has.
const EXHAUSTED: [(&str, u64); 3] = [("inc 3x1", 36), ("mutex 3x1", 6), ("mutex 3x2", 90)];
/// The programs with a limit of time, and the traces each of them has.
const LIMITED: [(&str, u64); 2] = [("readers 13", 8192), ("lastzero 10", 3328)];
/// Seconds that each of those may take.
const LIMIT_SECONDS: f64 = 0.25;
/// Complete executions a second: the floor and the goal.
const EXECUTIONS_PER_SECOND: [f64; 2] = [1e5, 2e5];
/// States a second: the floor and the goal.
const STATES_PER_SECOND: [f64; 2] = [5e5, 1e6];
/// What a state may cost.
const BYTES_PER_STATE_MAX: f64 = 200.0;

/// Whether a goal is met.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Met {
    No,
    /// Not the goal, but the least we ask for.
    Floor,
    Yes,
}

impl Met {
    fn when(condition: bool) -> Met {
        if condition { Met::Yes } else { Met::No }
    }

    fn at_least(value: f64, [floor, goal]: [f64; 2]) -> Met {
        if value >= goal {
            return Met::Yes;
        }
        if value >= floor { Met::Floor } else { Met::No }
    }
}

impl fmt::Display for Met {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Met::No => "**no**",
            Met::Floor => "the floor",
            Met::Yes => "yes",
        })
    }
}

/// What was measured for a goal; nothing where a measurement is missing.
type Figure = Option<(String, Met)>;

/// A row for each goal and guest.
pub fn table(found: &[Found]) -> String {
    let mut text = String::from("| goal | guest | figure | met |\n|---|---|--:|---|\n");
    for (goal, figure) in GOALS {
        for guest in Guest::ALL {
            let (figure, met) = match figure(&Ours { found, guest }) {
                Some((figure, met)) => (figure, met.to_string()),
                None => ("-".into(), "not measured".into()),
            };
            text += &format!("| {goal} | {} | {figure} | {met} |\n", guest.name());
        }
    }
    text
}

/// The goals in the order of their numbers.
const GOALS: [(&str, fn(&Ours) -> Figure); 8] = [
    ("2: executions of load;store 3x1, mutex 3x1, mutex 3x2: 36 / 6 / 90", executions),
    ("3: their time, <= 1/1000 of loom's", |ours| ours.faster_than("loom", 1000.0)),
    ("3: ... also when it shares through the standard `Arc`", |ours| {
        ours.faster_than("loom-std-arc", 1000.0)
    }),
    ("3: ... <= 1/50 of shuttle's", |ours| ours.faster_than("shuttle", 50.0)),
    ("4: executions/s of load;store 2x3: 200,000 (100,000)", rate),
    ("5: readers 13, lastzero 10: <= 0.25 s each", limited),
    ("6: blocked executions of those two: 0 (said how many)", blocked),
    ("7: states/s of load;store 3x3: 1,000,000 (500,000) at <= 200 bytes each", states),
];

/// Our explorer with one of its guests, among all that was found.
struct Ours<'a> {
    found: &'a [Found],
    guest: Guest,
}

impl Ours<'_> {
    fn line(&self, mode: Mode, program: &str) -> Option<Line> {
        line(self.found, Explorer::Ours(self.guest, mode), program)
    }

    /// How many times longer `peer` takes; the goal is at least `goal` times, for each program.
    fn faster_than(&self, peer: &'static str, goal: f64) -> Figure {
        let mut figures = Vec::new();
        let mut met = Met::Yes;
        for (program, _) in EXHAUSTED {
            let theirs = line(self.found, Explorer::Peer(peer), program)?;
            let times = theirs.seconds / self.line(Mode::Dpor, program)?.seconds;
            met = met.min(Met::when(times >= goal));
            figures.push(factor(times, &theirs));
        }
        Some((figures.join(" / "), met))
    }
}

fn executions(ours: &Ours) -> Figure {
    let mut figures = Vec::new();
    let mut met = Met::Yes;
    for (program, traces) in EXHAUSTED {
        let line = ours.line(Mode::Dpor, program)?;
        met = met.min(Met::when(line.exhausted && line.executions == traces));
        figures.push(grouped(line.executions));
    }
    Some((figures.join(" / "), met))
}

fn rate(ours: &Ours) -> Figure {
    let line = ours.line(Mode::Dpor, "inc 2x3")?;
    let rate = per_second(line.executions, &line);
    Some((grouped(rate), Met::at_least(rate as f64, EXECUTIONS_PER_SECOND)))
}

/// A short time with other traces than there are is no success.
fn limited(ours: &Ours) -> Figure {
    let mut figures = Vec::new();
    let mut met = Met::Yes;
    for (program, traces) in LIMITED {
        let line = ours.line(Mode::Dpor, program)?;
        met = met.min(Met::when(line.executions == traces && line.seconds <= LIMIT_SECONDS));
        figures.push(format!("{:.3} s", line.seconds));
    }
    Some((figures.join(" / "), met))
}

fn blocked(ours: &Ours) -> Figure {
    let mut figures = Vec::new();
    let mut met = Met::Yes;
    for (program, _) in LIMITED {
        let count = ours.line(Mode::Dpor, program)?.blocked?;
        met = met.min(if count == 0 { Met::Yes } else { Met::Floor });
        figures.push(grouped(count));
    }
    Some((figures.join(" / "), met))
}

fn states(ours: &Ours) -> Figure {
    let line = ours.line(Mode::States, "inc 3x3")?;
    let (rate, bytes) = (per_second(line.states?, &line), line.bytes_per_state?);
    let small = Met::when(bytes <= BYTES_PER_STATE_MAX);
    let met = Met::at_least(rate as f64, STATES_PER_SECOND).min(small);
    Some((format!("{} at {bytes:.0} B", grouped(rate)), met))
}

#[cfg(test)]
mod tests {
    use super::super::explorer::tests::runs;
    use super::*;

    fn dpor(program: &'static str, executions: u64, blocked: u64, seconds: f64) -> Found {
        let json = format!(r#"{{"executions":{executions},"blocked":{blocked}}}"#);
        runs(Explorer::Ours(Guest::Script, Mode::Dpor), program, &json, &[seconds])
    }

    fn peer(name: &'static str, program: &'static str, seconds: f64) -> Found {
        runs(Explorer::Peer(name), program, r#"{"executions":1}"#, &[seconds])
    }

    fn states_of(states: u64, bytes: u64) -> Found {
        let json = format!(r#"{{"executions":1,"states":{states},"bytes_per_state":{bytes}}}"#);
        runs(Explorer::Ours(Guest::Script, Mode::States), "inc 3x3", &json, &[0.1])
    }

    /// Everything as the goals ask for it.
    fn all_met() -> Vec<Found> {
        let mut found = vec![
            dpor("inc 3x1", 36, 0, 0.0001),
            dpor("mutex 3x1", 6, 0, 0.0001),
            dpor("mutex 3x2", 90, 0, 0.0001),
            dpor("inc 2x3", 328, 0, 0.001),
            dpor("readers 13", 8192, 0, 0.2),
            dpor("lastzero 10", 3328, 0, 0.1),
            states_of(100_000, 200),
        ];
        for (program, _) in EXHAUSTED {
            found.push(peer("loom", program, 0.3));
            found.push(peer("loom-std-arc", program, 0.1));
            found.push(peer("shuttle", program, 0.05));
        }
        found
    }

    /// The answers of the rows of the script guest, in order.
    fn answers(found: &[Found]) -> Vec<Option<Met>> {
        let ours = Ours { found, guest: Guest::Script };
        GOALS.iter().map(|(_, figure)| figure(&ours).map(|(_, met)| met)).collect()
    }

    fn with(one: Found) -> Vec<Found> {
        let mut found = all_met();
        let same = |other: &Found| other.explorer == one.explorer && other.program == one.program;
        found.retain(|other| !same(other));
        found.push(one);
        found
    }

    #[test]
    fn all_goals_can_be_met() {
        assert_eq!(answers(&all_met()), [Some(Met::Yes); 8]);
    }

    #[test]
    fn each_goal_can_be_missed() {
        let misses = [
            (0, dpor("mutex 3x2", 91, 0, 0.0001)),
            (1, peer("loom", "inc 3x1", 0.09)),
            (2, peer("loom-std-arc", "mutex 3x1", 0.09)),
            (3, peer("shuttle", "mutex 3x2", 0.004)),
            (4, dpor("inc 2x3", 328, 0, 0.004)),
            (5, dpor("lastzero 10", 3328, 0, 0.26)),
            (5, dpor("readers 13", 8191, 0, 0.2)),
            (7, states_of(40_000, 200)),
            (7, states_of(100_000, 201)),
        ];
        for (missed, one) in misses {
            let mut expected = [Some(Met::Yes); 8];
            expected[missed] = Some(Met::No);
            assert_eq!(answers(&with(one)), expected);
        }
    }

    #[test]
    fn a_floor_is_not_the_goal() {
        assert_eq!(answers(&with(dpor("inc 2x3", 328, 0, 0.003)))[4], Some(Met::Floor));
        assert_eq!(answers(&with(dpor("lastzero 10", 3328, 16_867, 0.1)))[6], Some(Met::Floor));
        assert_eq!(answers(&with(states_of(60_000, 200)))[7], Some(Met::Floor));
        assert_eq!(answers(&with(states_of(60_000, 300)))[7], Some(Met::No));
    }

    #[test]
    fn what_was_not_measured_is_not_met() {
        assert_eq!(answers(&[]), [None; 8]);
        let text = table(&all_met());
        assert!(text.contains("| script | 36 / 6 / 90 | yes |"), "{text}");
        assert!(text.contains("| go | - | not measured |"), "{text}");
    }
}
