//! The rows of an account, from runs written by hand.

use runtime_core::id::FiberId;
use runtime_core::trace::{check, parse};
use trace_view::{Entry, Row, Timeline, account, shorten};

/// `*` where another goes on, who, the line, what happens.
fn rows(text: &str) -> Vec<String> {
    let trace = parse(text).unwrap();
    check(&trace).unwrap();
    let row = |Row { who, line, what, is_switch, .. }: Row| {
        let mark = if is_switch { "*" } else { "" };
        format!("{mark}{who}|{line}|{what}")
    };
    account(&Timeline::new(trace)).into_iter().map(row).collect()
}

/// main sends to a goroutine that waits; the library's frame has no row of its own.
const HAND_OVER: &str = r#"
0 GCreated g=f1 by=f0 function="main.main" line=0
0 RunnextSet p=p0 g=f1 kicked=f0
0 GStarted g=f1 p=p0 from="runnext" inherit_time=true
0 FrameEntered fiber=f1 function="main.main" line=4
1 ChanMade chan=c1 by=f1 cap=0 name="jobs"
2 LineReached fiber=f1 line=5
3 GCreated g=f2 by=f1 function="main.work" line=5
3 RunnextSet p=p0 g=f2 kicked=f0
4 LineReached fiber=f1 line=6
5 FrameEntered fiber=f1 function="time.Sleep" line=300
6 TimerSet timer=t1 by=f1 when=100
6 GParked g=f1 reason="sleep" on=t1
7 GStarted g=f2 p=p0 from="runnext" inherit_time=true
8 FrameEntered fiber=f2 function="main.work" line=12
9 GParked g=f2 reason="chan receive" on=c1
10 ProcIdled p=p0
100 TimerFired timer=t1
100 GReadied g=f1 by=f0
100 RunnextSet p=p0 g=f1 kicked=f0
101 GStarted g=f1 p=p0 from="runnext" inherit_time=true
102 FrameLeft fiber=f1
103 LineReached fiber=f1 line=7
104 ChanSent chan=c1 by=f1 via=direct:f2
104 GReadied g=f2 by=f1
104 RunnextSet p=p0 g=f2 kicked=f0
105 Printed fiber=f1 stream="stdout" text="sent\n"
106 FrameLeft fiber=f1
106 FiberEnded fiber=f1 how="returned"
106 RunEnded outcome="ok" exit_code=0
"#;

#[test]
fn a_row_for_each_line_with_what_happens_there() {
    let expected = [
        "G1 main|4|makes jobs, a channel without a buffer",
        "G1 main|5|starts main.work (G2) with the go statement",
        "G1 main|6|waits: time.Sleep for 94 ns",
        "*G2 work|12|waits: nobody sends on jobs",
        "|0|The timer of main.main (G1) fires",
        "*G1 main|7|sends on jobs: the value goes straight to main.work (G2); prints \"sent\"",
        "|0|The program is over (exit code 0)",
    ];
    assert_eq!(rows(HAND_OVER), expected);
}

/// A thread begins, as `threading` has it: with a lock of the library's.
const THREAD: &str = r#"
0 ThreadStarted thread=f1 by=f0 name="MainThread" line=0 interpreter=p0
0 ThreadWoke thread=f1
0 GilTaken thread=f1 switches=1
0 Locked at=a8 by=f1 hold="exclusive"
1 Unlocked at=a8 by=f1 hold="exclusive"
2 FrameEntered fiber=f1 function="<module>" line=3
3 Locked at=a8 by=f1 hold="exclusive"
4 Unlocked at=a8 by=f1 hold="exclusive"
5 LineReached fiber=f1 line=4
6 Locked at=a9 by=f1 hold="exclusive"
7 FrameLeft fiber=f1
7 GilDropped thread=f1 requested=false
8 FiberEnded fiber=f1 how="returned"
8 RunEnded outcome="ok" exit_code=0
"#;

#[test]
fn locks_of_the_library_are_not_told() {
    let expected =
        ["MainThread|3|", "MainThread|4|locks Lock #2", "|0|The program is over (exit code 0)"];
    assert_eq!(rows(THREAD), expected);
}

fn row(line: u32, what: &str) -> Row {
    Row { fiber: FiberId(1), who: "m".into(), line, what: what.into(), is_switch: false }
}

/// The lines of the rows that are left, 0 with the count in front for those that are not.
fn left(entries: &[Entry]) -> Vec<(u32, u32)> {
    let one = |entry: &Entry| match entry {
        Entry::Row(row) => (1, row.line),
        Entry::LeftOut(count) => (*count, 0),
    };
    entries.iter().map(one).collect()
}

#[test]
fn lines_where_nothing_happens_go_first_and_then_the_middle() {
    let rows = vec![row(1, "a"), row(2, ""), row(3, ""), row(4, ""), row(5, "b"), row(6, "")];
    assert_eq!(left(&shorten(rows.clone(), 6, |_| false)).len(), 6);
    let kept = [(1, 1), (3, 0), (1, 5), (1, 6)];
    assert_eq!(left(&shorten(rows.clone(), 5, |_| false)), kept);
    // A row that would be left out alone is shown: the mark would take as much room.
    let marked = shorten(rows, 5, |row| row.line == 3);
    assert_eq!(left(&marked)[..2], [(1, 1), (1, 2)]);
    let busy: Vec<Row> = (1..=20).map(|line| row(line, "x")).collect();
    let ends = [(1, 1), (1, 2), (16, 0), (1, 19), (1, 20)];
    assert_eq!(left(&shorten(busy, 5, |_| false)), ends);
}
