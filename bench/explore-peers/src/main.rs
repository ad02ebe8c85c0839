//! Explores small programs with another explorer and prints a line of JSON for each: how many
//! executions it took, and how long, until nothing was left.
//!
//! `explore-peers loom|loom-std-arc|shuttle [--time S] PROGRAM...`, for example
//! `explore-peers loom "inc 3x1"`; `cargo xtask bench explore` builds and runs it. One explorer
//! for each process: after shuttle has run, its panic hook prints a message, which takes time,
//! for every coroutine that loom unwinds.

mod peers;
mod program;

use peers::{Exploration, Peer};
use program::Program;
use std::process::ExitCode;
use std::time::Duration;

/// Seconds after which an exploration is given up, unless `--time` says otherwise.
const LIMIT_SECONDS: f64 = 60.0;

/// What the command line asks for.
struct Request {
    peer: Peer,
    programs: Vec<Program>,
    limit: Duration,
}

fn main() -> ExitCode {
    match request(std::env::args().skip(1)) {
        Ok(Request { peer, programs, limit }) => {
            for program in programs {
                println!("{}", line(peer, program, &peer.explore(program, limit)));
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn request(mut arguments: impl Iterator<Item = String>) -> Result<Request, String> {
    let peer = arguments.next().ok_or("which explorer? loom, loom-std-arc or shuttle")?;
    let mut request = Request {
        peer: peer.parse()?,
        programs: Vec::new(),
        limit: Duration::from_secs_f64(LIMIT_SECONDS),
    };
    while let Some(argument) = arguments.next() {
        if argument == "--time" {
            request.limit = seconds(&arguments.next().ok_or("--time needs seconds")?)?;
        } else {
            request.programs.push(argument.parse()?);
        }
    }
    if request.programs.is_empty() {
        return Err("which programs? for example \"inc 3x1\" \"mutex 3x2\"".into());
    }
    Ok(request)
}

fn seconds(text: &str) -> Result<Duration, String> {
    let value = text.parse().ok().and_then(|value| Duration::try_from_secs_f64(value).ok());
    value.ok_or(format!("`{text}` is not a number of seconds"))
}

/// The names have nothing in them that JSON would escape.
fn line(peer: Peer, program: Program, took: &Exploration) -> String {
    let (tool, Exploration { executions, seconds, exhausted }) = (peer.name(), took);
    format!(
        r#"{{"tool":"{tool}","program":"{program}","executions":{executions},"seconds":{seconds:.6},"exhausted":{exhausted}}}"#
    )
}
