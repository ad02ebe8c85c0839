//! The one function that changes a [`State`].

use super::{Action, Draft, Effect, Film, Follow, Panel, State, WorkerState};
use trace_view::Place;

/// The state after `action`, and what is to be done about it, in order.
pub fn reduce(mut state: State, action: Action) -> (State, Vec<Effect>) {
    let effects = match action {
        Action::Edited(program) => state.edited(program),
        Action::Reset => state.reset(),
        Action::UndoReset => state.undo_reset(),
        Action::CheckDue(program) => state.check_due(&program),
        Action::ShowDiagnostic(index) => state.show_diagnostic(index),
        Action::KeepingRefused => state.keeping_refused(),
        Action::Share => state.share(),
        Action::Save(kind) => state.save(kind),
        Action::ToggleFull => vec![Effect::ToggleFull],
        Action::Run(arrival) => state.run(arrival),
        Action::Stop if state.search.under_way.is_some() => state.stop_search(),
        Action::Stop if state.grading().is_some() => state.stop_grading(),
        Action::Stop => state.stop(),
        Action::Near if state.worker == WorkerState::Away => vec![Effect::StartWorker],
        Action::NotRecorded(id) => state.not_recorded(id),
        Action::Replied(reply) => state.replied(reply),
        Action::Developed(id, film) => state.developed(id, film),
        Action::StepPick(step) => state.step_pick(step),
        Action::GoTo(pick) => state.go_to(pick),
        Action::WorkerFailed(why) => state.worker_failed(why),
        Action::StopOverdue(id) => state.stop_overdue(id),
        Action::Turn(knob, value) => state.turn(knob, &value),
        Action::NextSeed => state.next_seed(),
        Action::ResetSettings => state.reset_settings(),
        Action::Explore => {
            state.panel = Panel::Schedules;
            state.explore()
        }
        Action::StopSearch => state.stop_search(),
        Action::WatchSchedule(schedule) => state.watch_schedule(schedule),
        Action::LeaveSchedule => state.leave_schedule(),
        Action::Check => state.check_answer(),
        Action::WatchFailure(check) => state.watch_failure(check),
        Action::Hint => {
            state.hint();
            Vec::new()
        }
        Action::Draft(knob, text) => {
            state.draft = Some(Draft { knob, text, why: "" });
            Vec::new()
        }
        Action::Show(place) => state.show_place(place),
        Action::ShowLine(line) => vec![Effect::ShowLine(line)],
        Action::Filter(whose, words) => state.filter(whose, words),
        Action::LookOn => state.look_on(),
        Action::ShowKeys => vec![Effect::ShowKeys],
        Action::ToEditor => vec![Effect::Focus("editor-text")],
        Action::GoToPanel(panel) => state.go_to_panel(panel),
        Action::TurnPanel(by) => state.turn_panel(by),
        watching => {
            state.watch(watching);
            Vec::new()
        }
    };
    (state, effects)
}

impl State {
    fn watch(&mut self, action: Action) {
        let Some(film) = self.film.clone() else { return self.watch_nothing(action) };
        let scale = self.scale;
        match action {
            Action::TogglePlay => {
                self.look.tells = false;
                self.playback.toggle(&film, scale);
            }
            Action::StepForward => self.playback.step_forward(&film, scale),
            Action::StepBack => self.playback.step_back(&film, scale),
            Action::ToStart => self.playback.seek(&film, scale, 0),
            Action::ToEnd => self.playback.seek(&film, scale, film.events()),
            Action::Seek(cursor) => self.playback.seek(&film, scale, cursor),
            Action::Scrub(place) => self.playback.scrub(&film, scale, place),
            Action::NextSwitch
            | Action::PrevSwitch
            | Action::NextLine
            | Action::PrevLine
            | Action::NextPrint
            | Action::PrevPrint => {
                let cursor = self.further(&film, &action);
                self.playback.seek(&film, scale, cursor);
            }
            Action::ShowPrinted(passage, units) => {
                let found =
                    film.printed_at(self.playback.cursor, passage, units, self.console_bytes());
                found.into_iter().for_each(|cursor| self.playback.seek(&film, scale, cursor));
            }
            Action::GoRows(by) => self.go_rows(by),
            Action::Frame(ms) => self.playback.frame(&film, scale, ms),
            Action::SetScale(scale) => self.set_scale(scale),
            Action::Zoom { around, factor } => self.camera = self.camera.zoomed(around, factor),
            Action::ZoomHere(factor) => {
                self.camera = self.camera.zoomed(self.playback.place, factor);
            }
            Action::Pan(by) => {
                self.camera = self.camera.panned(by);
                self.look.follow = Follow::Off;
            }
            Action::LookFrom(start) => self.look_from(start),
            Action::ToggleFollow => self.toggle_follow(),
            Action::ToggleFold(group) => self.look.toggle_fold(&film.scene, group),
            Action::FoldAll => self.look.fold_all(&film.scene),
            Action::Hover(hover) => self.look.hover = hover,
            Action::Unpick => (self.look.pick, self.look.tells) = (None, false),
            Action::ShowAll => self.camera = Default::default(),
            other => return self.watch_nothing(other),
        }
        if self.moves_the_view(&action) {
            self.camera = self.camera.following(self.playback.place);
        }
    }

    /// What can be done without a film.
    fn watch_nothing(&mut self, action: Action) {
        match action {
            Action::SetSpeed(speed) => self.playback.speed = speed,
            Action::TurnSpeed(by) => self.playback.turn_speed(by),
            Action::ScrolledEvents(top) => self.events.top = top,
            Action::SetMotion(motion) => self.playback.motion = motion,
            Action::SetScale(scale) => self.scale = scale,
            Action::Resized(width) => self.stand.width = width,
            Action::Scrolled(top) => self.stand.top = top,
            Action::PressLane(lane) => self.press_lane(lane),
            Action::OpenPanel(panel) => self.panel = panel,
            Action::SelectFiber(fiber) => self.select(Some(fiber)),
            Action::ClearSelection => self.select(None),
            _ => {}
        }
    }

    /// To the moment after so many events, still.
    pub(super) fn seek(&mut self, cursor: u32) -> Vec<Effect> {
        self.watch(Action::Seek(cursor));
        Vec::new()
    }

    fn set_scale(&mut self, scale: trace_view::ScaleKind) {
        self.scale = scale;
        self.camera = Default::default();
        if let Some(film) = &self.film {
            self.playback.place = film.place(scale, self.playback.cursor);
        }
    }

    /// Where a step leads that is longer than an event.
    fn further(&self, film: &Film, step: &Action) -> u32 {
        let (timeline, cursor) = (&film.timeline, self.playback.cursor as usize);
        let whose = self.selected.or_else(|| film.runs_at(self.playback.cursor));
        let end = timeline.len();
        let cursor = match (step, whose) {
            (Action::NextSwitch, _) => timeline.next_switch(cursor),
            (Action::PrevSwitch, _) => timeline.prev_switch(cursor),
            (Action::NextPrint, _) => timeline.next_print(cursor),
            (Action::PrevPrint, _) => timeline.prev_print(cursor),
            (Action::NextLine, Some(fiber)) => timeline.next_line_of(fiber, cursor),
            (Action::PrevLine, Some(fiber)) => timeline.prev_line_of(fiber, cursor),
            (Action::PrevLine, None) => 0,
            _ => end,
        };
        cursor as u32
    }

    fn show_place(&mut self, place: Place) -> Vec<Effect> {
        self.watch(Action::Seek(place.cursor));
        self.select(Some(place.fiber));
        let line = (place.line > 0 && self.film_is_current()).then_some(place.line);
        line.map(Effect::ShowLine).into_iter().collect()
    }

    /// Whether the view goes with the playhead: not when the learner moves the view, nor when
    /// they drag the playhead, which is in view then.
    fn moves_the_view(&self, action: &Action) -> bool {
        match action {
            Action::Frame(_) => self.playback.playing && self.look.follow == Follow::On,
            Action::StepForward
            | Action::StepBack
            | Action::ToStart
            | Action::ToEnd
            | Action::NextSwitch
            | Action::PrevSwitch
            | Action::NextLine
            | Action::PrevLine
            | Action::NextPrint
            | Action::PrevPrint
            | Action::ShowPrinted(..)
            | Action::GoRows(_)
            | Action::Seek(_) => true,
            _ => false,
        }
    }
}
