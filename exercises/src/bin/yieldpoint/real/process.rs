//! A process that may take so long and say so much, and not more.

use crate::failure::Failure;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How much a process may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How long.
    pub time: Duration,
    /// How many bytes of each stream.
    pub bytes_max: usize,
}

impl Default for Limits {
    /// What a learner waits for, and what a program of a course prints.
    fn default() -> Limits {
        Limits { time: Duration::from_secs(10), bytes_max: 1 << 20 }
    }
}

/// How it ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ended {
    /// By itself, with this code.
    Exited(i32),
    /// By a signal.
    Killed,
    /// It was stopped because its time was over.
    TimedOut,
    /// It was stopped because it had printed too much.
    TooMuch,
}

/// What a process said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spoken {
    /// On standard output; bytes that are no UTF-8 are replaced.
    pub stdout: String,
    /// On standard error.
    pub stderr: String,
    /// How it ended.
    pub ended: Ended,
    /// How long it took.
    pub took: Duration,
}

/// Between two looks whether a process that has closed its streams has ended.
const LOOK: Duration = Duration::from_millis(2);

/// Runs it with nothing to read.
pub fn run(command: &mut Command, limits: Limits) -> Result<Spoken, Failure> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    // What it starts is stopped with it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let name = command.get_program().to_string_lossy().into_owned();
    let failed = |error| Failure::Said(format!("cannot run {name}: {error}"));
    let began = Instant::now();
    let mut child = command.spawn().map_err(failed)?;
    let (sender, heard) = channel();
    // They end with the streams, which somebody who got away may keep open: nobody waits for them.
    let listener = |stream| (stream, limits.bytes_max, sender.clone());
    if let Some(pipe) = child.stdout.take() {
        listen(listener(0), pipe)
    }
    if let Some(pipe) = child.stderr.take() {
        listen(listener(1), pipe)
    }
    drop(sender);
    let deadline = began + limits.time;
    let mut texts = [Vec::new(), Vec::new()];
    let cut = hear(&heard, &mut texts, limits.bytes_max, deadline);
    let ended = match cut {
        Some(cut) => cut,
        None => wait(&mut child, deadline).map_err(failed)?,
    };
    stop(&mut child);
    let took = began.elapsed();
    // Stopped: what was on its way is taken along.
    hear(&heard, &mut texts, usize::MAX, Instant::now() + LOOK * 500);
    let [stdout, stderr] = texts.map(|bytes| {
        String::from_utf8_lossy(&bytes[..bytes.len().min(limits.bytes_max)]).into_owned()
    });
    Ok(Spoken { stdout, stderr, ended, took })
}

/// A part of a stream.
type Part = (usize, Vec<u8>);

fn listen(
    (stream, bytes_max, sender): (usize, usize, Sender<Part>), mut pipe: impl Read + Send + 'static,
) {
    thread::spawn(move || {
        let (mut buffer, mut sum) = (vec![0; 16 << 10], 0);
        while let Ok(read @ 1..) = pipe.read(&mut buffer) {
            sum += read;
            // The rest is read, so that nobody waits for us, and forgotten.
            let is_wanted = sum <= bytes_max + buffer.len();
            if is_wanted && sender.send((stream, buffer[..read].to_vec())).is_err() {
                return;
            }
        }
    });
}

/// Listens until both streams have ended; why not, if it had to be given up.
fn hear(
    heard: &Receiver<Part>, texts: &mut [Vec<u8>; 2], bytes_max: usize, deadline: Instant,
) -> Option<Ended> {
    // The senders are gone when both have ended.
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        match heard.recv_timeout(left) {
            Ok((stream, part)) => {
                texts[stream].extend(part);
                if texts[stream].len() > bytes_max {
                    return Some(Ended::TooMuch);
                }
            }
            Err(RecvTimeoutError::Timeout) => return Some(Ended::TimedOut),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

/// It has closed its streams: mostly it has ended as well.
fn wait(child: &mut Child, deadline: Instant) -> std::io::Result<Ended> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.code().map_or(Ended::Killed, Ended::Exited));
        }
        if Instant::now() >= deadline {
            return Ok(Ended::TimedOut);
        }
        thread::sleep(LOOK);
    }
}

/// Ends it and what it has started.
fn stop(child: &mut Child) {
    if !matches!(child.try_wait(), Ok(None)) {
        return;
    }
    #[cfg(unix)]
    {
        let group = format!("-{}", child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
    }
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, limits: Limits) -> Spoken {
        run(Command::new("sh").args(["-c", script]), limits).unwrap()
    }

    #[test]
    fn both_streams_and_the_code() {
        let Spoken { stdout, stderr, ended, .. } =
            shell("echo out; echo err >&2; exit 3", Limits::default());
        assert_eq!((stdout.as_str(), stderr.as_str()), ("out\n", "err\n"));
        assert_eq!(ended, Ended::Exited(3));
    }

    #[test]
    fn who_takes_too_long_is_stopped_with_everybody_it_started() {
        let limits = Limits { time: Duration::from_millis(100), ..Limits::default() };
        let Spoken { stdout, ended, took, .. } = shell("echo out; sleep 60 & sleep 60", limits);
        assert_eq!((stdout.as_str(), ended), ("out\n", Ended::TimedOut));
        assert!(took < Duration::from_secs(50));
    }

    #[test]
    fn who_says_too_much_is_stopped() {
        let Spoken { stdout, ended, .. } = shell("yes", Limits::default());
        assert_eq!((stdout.len(), ended), (1 << 20, Ended::TooMuch));
    }

    #[test]
    fn what_is_not_there_is_said() {
        let failure = run(&mut Command::new("no-such-program"), Limits::default()).unwrap_err();
        assert!(matches!(failure, Failure::Said(text) if text.contains("no-such-program")));
    }
}
