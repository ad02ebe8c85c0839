//! A run as a file for Perfetto and `chrome://tracing`, where people look at their own traces.
//!
//! **Models:** the Trace Event Format (JSON), as ui.perfetto.dev reads it: complete events (`X`) for
//! slices, flow events (`s`, `f`) for arrows, instant events (`i`) for marks, metadata (`M`) for names.
//! Times are microseconds with three decimals, so that a nanosecond is not lost.
//!
//! **Invariants:** the same scene gives the same bytes. A flow begins and ends inside of slices that
//! are there, or it is left out: a viewer would drop it.

use crate::scene::{LaneKind, Moment, Scene, Slice};
use crate::state::State;
use std::fmt::Write;

/// The group of lanes of the machine: its Ps or threads.
const MACHINE: u32 = 1;
/// The group of goroutines and tasks.
const FIBERS: u32 = 2;

/// The file's text; `title` is what the run is called.
pub fn perfetto(scene: &Scene, title: &str) -> String {
    let mut file =
        File { text: String::from("{\"displayTimeUnit\":\"ns\",\"traceEvents\":["), first: true };
    for (group, name) in [(MACHINE, "processors and threads"), (FIBERS, "goroutines and tasks")] {
        let name = quoted(&format!("{title}: {name}"));
        file.event(format_args!(
            "\"ph\":\"M\",\"pid\":{group},\"name\":\"process_name\",\"args\":{{\"name\":{name}}}"
        ));
    }
    for (index, lane) in scene.lanes.iter().enumerate() {
        let (group, name) = (group(lane.kind), quoted(&lane.name));
        file.event(format_args!(
            "\"ph\":\"M\",\"pid\":{group},\"tid\":{index},\"name\":\"thread_name\",\"args\":{{\"name\":{name}}}"
        ));
        file.event(format_args!(
            "\"ph\":\"M\",\"pid\":{group},\"tid\":{index},\"name\":\"thread_sort_index\",\"args\":{{\"sort_index\":{index}}}"
        ));
        for slice in lane.slices.iter().filter(|slice| slice.end.ns > slice.start.ns) {
            file.slice(scene, group, index, slice);
        }
    }
    file.marks(scene);
    file.arrows(scene);
    file.text.push_str("\n]}\n");
    file.text
}

fn group(kind: LaneKind) -> u32 {
    match kind {
        LaneKind::Proc(_) | LaneKind::Gc => MACHINE,
        LaneKind::Fiber(_) => FIBERS,
    }
}

struct File {
    text: String,
    first: bool,
}

impl File {
    fn event(&mut self, fields: std::fmt::Arguments<'_>) {
        let comma = if std::mem::take(&mut self.first) { "" } else { "," };
        let _ = write!(self.text, "{comma}\n{{{fields}}}");
    }

    fn slice(&mut self, scene: &Scene, group: u32, lane: usize, slice: &Slice) {
        let label = scene.label(slice.label);
        let name = if label.is_empty() { slice.state.word() } else { label };
        let (name, state) = (quoted(name), quoted(slice.state.word()));
        let (start, length) = (us(slice.start.ns), us(slice.end.ns - slice.start.ns));
        self.event(format_args!(
            "\"ph\":\"X\",\"pid\":{group},\"tid\":{lane},\"ts\":{start},\"dur\":{length},\"name\":{name},\"cat\":{state}"
        ));
    }

    fn marks(&mut self, scene: &Scene) {
        for mark in &scene.marks {
            let Some(lane) = scene.lanes.get(mark.lane as usize) else { continue };
            let (group, at, text) = (group(lane.kind), us(mark.at.ns), scene.label(mark.label));
            let name = quoted(&[mark.kind.word(), text].join(" "));
            let lane = mark.lane;
            self.event(format_args!(
                "\"ph\":\"i\",\"s\":\"t\",\"pid\":{group},\"tid\":{lane},\"ts\":{at},\"name\":{name}"
            ));
        }
    }

    fn arrows(&mut self, scene: &Scene) {
        for (id, arrow) in scene.arrows.iter().enumerate() {
            let ends = [("s", arrow.from_lane, arrow.from), ("f", arrow.to_lane, arrow.to)];
            if !ends.iter().all(|(_, lane, at)| is_inside(scene, *lane, *at)) {
                continue;
            }
            for (phase, lane, at) in ends {
                let group = group(scene.lanes[lane as usize].kind);
                let (at, name) = (us(at.ns), quoted(arrow.kind.word()));
                // Bound to the slice around it, not to the next one.
                let bound = if phase == "f" { ",\"bp\":\"e\"" } else { "" };
                self.event(format_args!(
                    "\"ph\":\"{phase}\"{bound},\"id\":{id},\"pid\":{group},\"tid\":{lane},\"ts\":{at},\"name\":{name},\"cat\":\"arrow\""
                ));
            }
        }
    }
}

/// Whether a slice that is drawn holds at that moment.
fn is_inside(scene: &Scene, lane: u32, at: Moment) -> bool {
    let slice = scene.lanes.get(lane as usize).and_then(|lane| lane.slice_at(at));
    slice.is_some_and(|slice| slice.end.ns > slice.start.ns && slice.state != State::Ended)
}

/// Nanoseconds as microseconds.
fn us(ns: u64) -> String {
    format!("{}.{:03}", ns / 1000, ns % 1000)
}

/// `text` as a string of JSON.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\0'..='\x1f' => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(letter));
            }
            _ => quoted.push(letter),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_json() {
        assert_eq!(quoted("a \"b\"\\\n\u{e9}"), "\"a \\\"b\\\"\\\\\\u000a\u{e9}\"");
    }

    #[test]
    fn a_nanosecond_is_not_lost() {
        assert_eq!([us(0), us(7), us(1_002_003)], ["0.000", "0.007", "1002.003"]);
    }
}
