//! Edits, reset, checks, keeping.

use super::*;

#[test]
fn an_edit_is_kept_and_checked_later() {
    let mut bench = Bench::new();
    let program: Rc<str> = "x".into();
    let expected = [Effect::Keep(program.clone()), Effect::CheckLater(program)];
    assert_eq!(bench.edit("x"), expected);
    assert_eq!(bench.edit("x"), [], "the same text again is no edit");
}

#[test]
fn the_original_is_not_kept() {
    let mut bench = Bench::new();
    bench.edit("x");
    assert_eq!(bench.edit(ORIGINAL)[0], Effect::Forget);
}

#[test]
fn a_kept_program_comes_back() {
    let bench = Bench::with(Some("kept"), Motion::Gliding);
    assert_eq!(*bench.state.program, *"kept");
    assert!(bench.state.is_edited());
}

#[test]
fn reset_is_one_undo_away() {
    let mut bench = Bench::new();
    bench.edit("mine");
    let effects = bench.act(Action::Reset);
    assert_eq!(effects[..2], [Effect::SetText(ORIGINAL.into()), Effect::Forget]);
    bench.edit(ORIGINAL);
    assert!(bench.state.before_reset.is_some(), "the editor tells what was put into it");
    let effects = bench.act(Action::UndoReset);
    assert_eq!(effects[..2], [Effect::SetText("mine".into()), Effect::Keep("mine".into())]);
    assert_eq!(*bench.state.program, *"mine");
    assert_eq!(bench.act(Action::UndoReset), []);
}

#[test]
fn an_edit_after_a_reset_ends_the_way_back() {
    let mut bench = Bench::new();
    bench.edit("mine");
    bench.act(Action::Reset);
    bench.edit("another");
    assert_eq!(bench.state.before_reset, None);
}

#[test]
fn reset_of_the_original_does_nothing() {
    assert_eq!(Bench::new().act(Action::Reset), []);
}

#[test]
fn only_the_latest_text_is_checked() {
    let mut bench = Bench::new();
    bench.edit("old");
    bench.edit("new");
    assert_eq!(bench.act(Action::CheckDue("old".into())), []);
    let effects = bench.act(Action::CheckDue("new".into()));
    assert!(matches!(effects[..], [Effect::Send(Request::Check { .. })]), "{effects:?}");
}

#[test]
fn nothing_is_checked_while_something_runs() {
    let mut bench = Bench::new();
    bench.edit("new");
    bench.run();
    assert_eq!(bench.act(Action::CheckDue("new".into())), []);
}

#[test]
fn a_check_that_was_overtaken_by_an_edit_is_not_heard() {
    let mut bench = Bench::new();
    bench.edit("old");
    bench.act(Action::CheckDue("old".into()));
    let id = bench.state.checking.unwrap();
    bench.edit("new");
    bench.refuse(id, "about the old text");
    assert!(bench.state.diagnostics.is_empty());
}

#[test]
fn a_check_marks_the_run_as_old_but_leaves_it() {
    let mut bench = watched();
    bench.edit("broken");
    bench.act(Action::CheckDue("broken".into()));
    let id = bench.state.checking.unwrap();
    bench.refuse(id, "invalid syntax");
    assert_eq!(bench.state.diagnostics.len(), 1);
    assert!(bench.state.film_is_old());
}

#[test]
fn an_edit_stops_the_film() {
    let mut bench = Bench::new();
    let id = bench.run();
    bench.finish(id);
    assert!(bench.state.playback.playing);
    bench.edit("new");
    assert!(!bench.state.playback.playing);
}

#[test]
fn a_diagnostic_leads_to_its_bytes() {
    let mut bench = Bench::new();
    let id = bench.run();
    bench.refuse(id, "here");
    assert_eq!(bench.act(Action::ShowDiagnostic(0)), [Effect::ShowBytes(0, 5)]);
    assert_eq!(bench.act(Action::ShowDiagnostic(1)), []);
}

#[test]
fn a_browser_that_keeps_nothing_takes_nothing() {
    let mut bench = Bench::new();
    bench.edit("mine");
    bench.act(Action::KeepingRefused);
    assert_eq!((bench.state.keeping, &*bench.state.program), (Keeping::Refused, "mine"));
}
