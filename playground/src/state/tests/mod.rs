//! What actions do, without a browser.

mod events;
mod grade;
mod knobs;
mod panels;
mod program;
mod running;
mod search;
mod share;
mod timeline;
mod watching;

use super::*;
use crate::demo::Demo;
use runtime_core::trace::{OutcomeKind, parse};
use std::rc::Rc;
use worker::protocol::{Finished, Reply, Request, RequestId};

/// A run of a thread that prints twice, half a second apart, once to each stream.
const TRACE: &str = r#"
0 ThreadStarted thread=f1 by=f0 name="MainThread" line=0 interpreter=p0
0 FrameEntered fiber=f1 function="<module>" line=3
1000 ThreadWoke thread=f1
2000 Printed fiber=f1 stream="stdout" text="one\n"
3000 ThreadSlept thread=f1 by=f1 until=500003000
500003000 ThreadWoke thread=f1
500004000 LineReached fiber=f1 line=5
500005000 Printed fiber=f1 stream="stderr" text="two\n"
500006000 FrameLeft fiber=f1
500006000 FiberEnded fiber=f1 how="returned"
500006000 RunEnded outcome="ok" exit_code=0
"#;

const ORIGINAL: &str = "print('one')\n";

/// A playground, and what it wanted done so far.
struct Bench {
    state: State,
    effects: Vec<Effect>,
}

impl Bench {
    fn new() -> Bench {
        Bench::with(None, Motion::Gliding)
    }

    fn with(kept: Option<&str>, motion: Motion) -> Bench {
        let text = ["language: python\nname: Test\n---\n", ORIGINAL].concat();
        let demo = Demo::read("page".into(), "demo".into(), &text).unwrap();
        let state = State::new(Rc::new(demo), kept.map(Rc::from), motion);
        Bench { state, effects: Vec::new() }
    }

    /// Acts and returns what that wants done.
    fn act(&mut self, action: Action) -> Vec<Effect> {
        let (state, effects) = reduce(self.state.clone(), action);
        self.state = state;
        self.effects.extend(effects.clone());
        effects
    }

    fn edit(&mut self, program: &str) -> Vec<Effect> {
        self.act(Action::Edited(program.into()))
    }

    /// Presses Run; the request's id.
    fn run(&mut self) -> RequestId {
        let effects = self.act(Action::Run(Arrival::Play));
        match &effects[..] {
            [Effect::Send(Request::Run { id, .. })] => *id,
            other => panic!("{other:?}"),
        }
    }

    /// The worker has loaded.
    fn load(&mut self) {
        self.act(Action::Replied(Reply::Ready));
    }

    fn finish(&mut self, id: RequestId) {
        let trace = parse(TRACE).unwrap();
        let finished = Finished { trace, outcome: OutcomeKind::Ok, exit_code: 0 };
        self.act(Action::Replied(Reply::Finished { id, finished: Box::new(finished) }));
    }

    fn refuse(&mut self, id: RequestId, message: &str) {
        let diagnostics = vec![diagnostic(message)];
        self.act(Action::Replied(Reply::Checked { id, diagnostics }));
    }

    fn film(&self) -> &Film {
        self.state.film.as_ref().expect("no film")
    }

    fn cursor(&self) -> u32 {
        self.state.playback.cursor
    }
}

fn diagnostic(message: &str) -> Diagnostic {
    let span = runtime_core::source::Span { start: 0, end: 5 };
    Diagnostic::new(ORIGINAL, span, "SyntaxError", message.into())
}

/// A bench whose run has come and stands at its end.
fn watched() -> Bench {
    let mut bench = Bench::new();
    bench.load();
    let id = bench.run();
    bench.finish(id);
    bench.act(Action::ToEnd);
    bench
}
