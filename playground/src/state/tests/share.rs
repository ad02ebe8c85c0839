//! Links and files.

use super::*;
use worker::protocol::FileKind;

#[test]
fn a_link_holds_the_moment_unless_it_is_the_end_or_of_another_program() {
    let mut bench = watched();
    let scenario = bench.state.scenario_text();
    let shared = |cursor| [Effect::Share { scenario: scenario.clone(), cursor }];
    bench.act(Action::Seek(3));
    assert_eq!(bench.act(Action::Share), shared(Some(3)));
    bench.act(Action::ToEnd);
    assert_eq!(bench.act(Action::Share), shared(None));
    bench.act(Action::Seek(3));
    bench.edit("print('two')\n");
    let scenario = bench.state.scenario_text();
    assert_eq!(bench.act(Action::Share), [Effect::Share { scenario, cursor: None }]);
}

#[test]
fn a_file_is_handed_over_once_and_only_if_it_was_asked_for() {
    let mut bench = watched();
    let Effect::Send(Request::Save { id, kind, .. }) =
        bench.act(Action::Save(Some(FileKind::Svg))).remove(0)
    else {
        panic!("nothing was asked for");
    };
    let saved = |id| Action::Replied(Reply::Saved { id, kind, text: "<svg>".into() });
    assert_eq!(bench.act(saved(id + 1)), []);
    assert_eq!(bench.act(saved(id)), [Effect::SaveFile(".svg", "image/svg+xml", "<svg>".into())]);
    assert_eq!(bench.act(saved(id)), []);
    let scenario = bench.state.scenario_text();
    assert_eq!(
        bench.act(Action::Save(None)),
        [Effect::SaveFile(".scenario", "text/plain", scenario)]
    );
}
