//! Panels, and whom the learner looks at.

use super::*;
use runtime_core::id::FiberId;

#[test]
fn arrows_go_around_the_tabs_and_take_the_focus_along() {
    let mut bench = Bench::new();
    assert_eq!(bench.state.panel, Panel::Machine);
    assert_eq!(bench.act(Action::TurnPanel(-1)), [Effect::Focus("tab-settings")]);
    assert_eq!(bench.state.panel, Panel::Settings);
    assert_eq!(bench.act(Action::TurnPanel(2)), [Effect::Focus("tab-events")]);
    assert_eq!(bench.act(Action::OpenPanel(Panel::Problems)), []);
    assert_eq!(bench.state.panel, Panel::Problems);
}

#[test]
fn a_lane_and_its_fiber_are_chosen_together() {
    let mut bench = watched();
    bench.act(Action::PressLane(0));
    assert_eq!((bench.state.selected, bench.state.stand.lane), (Some(FiberId(1)), Some(0)));
    bench.act(Action::PressLane(0));
    assert_eq!((bench.state.selected, bench.state.stand.lane), (None, None));
    bench.act(Action::SelectFiber(FiberId(1)));
    bench.act(Action::SelectFiber(FiberId(1)));
    assert_eq!((bench.state.selected, bench.state.stand.lane), (Some(FiberId(1)), Some(0)));
    bench.act(Action::ClearSelection);
    assert_eq!((bench.state.selected, bench.state.stand.lane), (None, None));
}

#[test]
fn nobody_is_chosen_who_is_not_in_the_run() {
    let mut bench = watched();
    bench.act(Action::SelectFiber(FiberId(77)));
    assert_eq!((bench.state.selected, bench.state.stand.lane), (None, None));
    bench.act(Action::PressLane(5));
    assert_eq!((bench.state.selected, bench.state.stand.lane), (None, None));
}

#[test]
fn the_choice_lasts_as_long_as_the_program_is_the_same() {
    let mut bench = watched();
    bench.act(Action::SelectFiber(FiberId(1)));
    let again = bench.run();
    bench.finish(again);
    assert_eq!((bench.state.selected, bench.state.stand.lane), (Some(FiberId(1)), Some(0)));
    bench.edit("print('two')\n");
    let other = bench.run();
    bench.finish(other);
    assert_eq!((bench.state.selected, bench.state.stand.lane), (None, None));
}
