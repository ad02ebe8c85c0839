//! What the learner does: keys or lines, saved files, Ctrl-C, all through one channel.

use super::Folder;
use super::screen::Mode;
use crate::failure::Failure;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::io::BufRead;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread;
use std::time::Duration;

/// Something the learner did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Input {
    /// The next level of the hint.
    Hint,
    /// The next exercise.
    Next,
    /// The one before.
    Previous,
    /// The list of them, or the check again.
    List,
    /// Check again.
    Again,
    /// What keys there are, after one that means nothing.
    Unknown,
    /// The window has another size.
    Resized,
    /// Something in the folder has changed.
    Changed,
    /// Enough.
    Quit,
}

/// Where inputs come from.
pub struct Inputs {
    received: Receiver<Input>,
    /// Kept, so that it goes on watching.
    _watcher: RecommendedWatcher,
}

/// An editor writes a file in several steps: what follows within this time is one change.
const TOGETHER: Duration = Duration::from_millis(120);

impl Inputs {
    /// Begins to listen.
    pub fn open(folder: &Folder, mode: Mode) -> Result<Inputs, Failure> {
        let (sender, received) = channel();
        let changed = sender.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            // What is only read does not count; what cannot be told apart does.
            if event.is_ok_and(|event| !event.kind.is_access()) {
                let _ = changed.send(Input::Changed);
            }
        });
        let cannot = |error: notify::Error| {
            Failure::Said(format!("cannot watch {}: {error}", folder.path().display()))
        };
        let mut watcher = watcher.map_err(cannot)?;
        watcher.watch(folder.path(), RecursiveMode::Recursive).map_err(cannot)?;
        let stopped = sender.clone();
        // Where no handler can be set, Ctrl-C ends the process as ever.
        let _ = ctrlc::set_handler(move || {
            let _ = stopped.send(Input::Quit);
        });
        thread::spawn(move || match mode {
            Mode::Keys => keys(&sender),
            Mode::Lines => lines(&sender),
        });
        Ok(Inputs { received, _watcher: watcher })
    }

    /// Waits for the next one; changes that come together are one.
    pub fn next(&self) -> Input {
        let mut input = self.received.recv().unwrap_or(Input::Quit);
        while input == Input::Changed {
            match self.received.recv_timeout(TOGETHER) {
                Ok(Input::Changed) => {}
                // Whatever it is, it sees the file as it is now.
                Ok(other) => input = other,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        input
    }

    /// One that is there already.
    pub fn waiting(&self) -> Option<Input> {
        match self.received.try_recv() {
            Ok(input) => Some(input),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Input::Quit),
        }
    }
}

fn keys(sender: &Sender<Input>) {
    loop {
        let input = match crossterm::event::read() {
            Ok(Event::Key(key)) if key.kind != KeyEventKind::Release => of_key(key),
            Ok(Event::Resize(..)) => Input::Resized,
            Ok(_) => continue,
            Err(_) => Input::Quit,
        };
        if sender.send(input).is_err() || input == Input::Quit {
            return;
        }
    }
}

fn of_key(key: KeyEvent) -> Input {
    let with_control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Char('c' | 'd') if with_control => Input::Quit,
        KeyCode::Char(c) if !with_control => of_letter(c),
        KeyCode::Enter => Input::Again,
        KeyCode::Right | KeyCode::Down => Input::Next,
        KeyCode::Left | KeyCode::Up => Input::Previous,
        KeyCode::Esc => Input::Again,
        _ => Input::Unknown,
    }
}

fn of_letter(letter: char) -> Input {
    match letter.to_ascii_lowercase() {
        'h' => Input::Hint,
        'n' => Input::Next,
        'p' => Input::Previous,
        'l' => Input::List,
        'r' | ' ' => Input::Again,
        'q' => Input::Quit,
        _ => Input::Unknown,
    }
}

/// The first letter of each line counts; an empty one checks again; the end is enough.
fn lines(sender: &Sender<Input>) {
    for line in std::io::stdin().lock().lines() {
        let Ok(line) = line else { break };
        let input = line.trim().chars().next().map_or(Input::Again, of_letter);
        if sender.send(input).is_err() || input == Input::Quit {
            return;
        }
    }
    let _ = sender.send(Input::Quit);
}
