//! What the real runtime said beside what the simulation said.

use super::{Ended, Spoken};
use crate::explore::visible;
use lab::{Language, Run};
use std::time::Duration;

/// Characters of a line that are shown.
const SHOWN_MAX: usize = 100;

/// Both, with escape codes for colours; `file` is what `explore` is to be called with.
pub fn text(run: &Run, real: &Spoken, version: &str, language: Language, file: &str) -> String {
    let head = format!(
        "\x1b[1mreal {version}\x1b[0m ({}), beside the simulated {}: ",
        seconds(real.took),
        language.profile()
    );
    head + &match real.ended {
        Ended::TimedOut => {
            stopped("was still running when its time was over, and was stopped", run, real)
        }
        Ended::TooMuch => stopped("printed more than a megabyte, and was stopped", run, real),
        Ended::Killed => stopped("was ended by a signal", run, real),
        Ended::Exited(code) => ended(code, run, real, file),
    }
}

fn stopped(how: &str, run: &Run, real: &Spoken) -> String {
    let ends = run.outcome.kind.word();
    let same = match run.stdout.starts_with(&real.stdout) || real.stdout.starts_with(&run.stdout) {
        true => "Up to there both print the same".into(),
        false => difference(&run.stdout, &real.stdout),
    };
    format!(
        "the real one {how}.\n  {same}. The simulated one ended ({ends}). Simulated time costs \
         nothing; the real one waits as long as the program says.\n"
    )
}

fn ended(code: i32, run: &Run, real: &Spoken, file: &str) -> String {
    let simulated = run.outcome.exit_code;
    if code != simulated {
        let last = real.stderr.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("nothing");
        return format!(
            "\x1b[1;33mthe ends differ\x1b[0m\n  simulated: exit code {simulated}\n  real:      \
             exit code {code}, the last line on stderr: {}\n  {}\n",
            shown(last),
            meaning(file)
        );
    }
    if run.stdout == real.stdout {
        return format!("\x1b[32mthe same output and the same exit code ({code})\x1b[0m\n");
    }
    let difference = difference(&run.stdout, &real.stdout);
    if sorted(&run.stdout) == sorted(&real.stdout) {
        return format!(
            "\x1b[1;33mthe same lines in another order\x1b[0m\n  {difference}.\n  Who comes first \
             is up to the scheduler, and the real one decided otherwise this time. Every order \
             that there can be: yieldpoint explore {file}\n"
        );
    }
    format!("\x1b[1;33mthe outputs differ\x1b[0m\n  {difference}.\n  {}\n", meaning(file))
}

fn meaning(file: &str) -> String {
    format!(
        "Either the program can end in more than one way (a race, a random number, the time of \
         day): `yieldpoint explore {file}` shows every way that depends on the scheduler. Or the \
         versions differ. If neither is so, the simulation is wrong."
    )
}

fn sorted(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}

/// The first line that is not the same.
fn difference(simulated: &str, real: &str) -> String {
    let (mut ours, mut theirs) = (simulated.lines(), real.lines());
    for number in 1.. {
        match (ours.next(), theirs.next()) {
            (Some(one), Some(other)) if one == other => {}
            (None, None) => break,
            (one, other) => {
                let line = |line: Option<&str>| line.map_or("nothing more".into(), shown);
                return format!(
                    "The first difference is in line {number}\n    simulated: {}\n    real:      {}",
                    line(one),
                    line(other)
                );
            }
        }
    }
    "Only the ends of lines differ".into()
}

fn shown(line: &str) -> String {
    let short: String = visible(line).chars().take(SHOWN_MAX).collect();
    format!("`{short}`")
}

fn seconds(took: Duration) -> String {
    format!("{:.2} s", took.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;
    use lab::{Outcome, OutcomeKind, Schedule, Trace};

    fn compared(simulated: &str, real: &str, ended: Ended) -> String {
        let run = Run {
            trace: Trace::default(),
            outcome: Outcome { kind: OutcomeKind::Ok, exit_code: 0 },
            stdout: simulated.into(),
            stderr: String::new(),
            schedule: Schedule::default(),
        };
        let (stdout, stderr, took) = (real.into(), "a\nboom\n".into(), Duration::from_millis(250));
        let real = Spoken { stdout, stderr, ended, took };
        text(&run, &real, "go1.27", Language::Go, "a.go")
    }

    #[test]
    fn what_differs_is_told_with_what_it_means() {
        let same = compared("a\nb\n", "a\nb\n", Ended::Exited(0));
        assert!(same.contains("the same output and the same exit code (0)"), "{same}");
        assert!(same.contains("real go1.27") && same.contains("(0.25 s)"), "{same}");
        let order = compared("a\nb\n", "b\na\n", Ended::Exited(0));
        assert!(order.contains("another order") && order.contains("explore a.go"), "{order}");
        let other = compared("a\nb\n", "a\nc\n", Ended::Exited(0));
        assert!(other.contains("line 2\n    simulated: `b`\n    real:      `c`"), "{other}");
        let shorter = compared("a\nb\n", "a\n", Ended::Exited(0));
        assert!(shorter.contains("real:      nothing more"), "{shorter}");
        let code = compared("a\n", "a\n", Ended::Exited(2));
        assert!(code.contains("exit code 2, the last line on stderr: `boom`"), "{code}");
        let late = compared("a\nb\n", "a\n", Ended::TimedOut);
        assert!(late.contains("Up to there both print the same"), "{late}");
    }
}
