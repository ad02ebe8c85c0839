//! One playground: holds the state, carries out the effects, lays out the parts.

use super::banner::banner;
use super::console::console;
use super::darkroom::Darkroom;
use super::diagnostics::diagnostics;
use super::events::EventTable;
use super::figures::figures;
use super::help::help;
use super::keys::Keys;
use super::narration::narration;
use super::old;
use super::outcome::outcome;
use super::panels::panels;
use super::picture::Picture;
use super::scales::scales;
use super::toolbar::toolbar;
use super::transport::transport;
use crate::browser::client::Client;
use crate::browser::editor::{Editor, Options};
use crate::browser::frames::Frame;
use crate::browser::motion::MotionWatch;
use crate::browser::{recording, share, storage};
use crate::demo::Demo;
use crate::settings::Settings;
use crate::state::{Action, Arrival, Effect, Grade, Phase, State, Way, reduce};
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement};
use worker::protocol::{Reply, Request};
use yew::prelude::*;

/// A program is checked when no key has been pressed for so long.
const CHECK_MS: u32 = 500;
/// While a film plays everything in words is shown anew after so long.
const WORDS_MS: f64 = 80.0;
/// A run that was told to stop has so much time to answer.
const STOP_MS: u32 = 1000;
/// The editor shows between so many lines without scrolling.
const LINES_SHOWN: (usize, usize) = (6, 24);

/// What a widget is made with.
#[derive(Clone, PartialEq, Properties)]
pub struct WidgetProps {
    /// What it shows.
    pub demo: Rc<Demo>,
    /// Room to keep for the timeline, in CSS pixels; 0 where it is not known.
    #[prop_or_default]
    pub room: f64,
    /// Where the learner stands at first; none for the end.
    #[prop_or_default]
    pub cursor: Option<u32>,
    /// Whether the site has a recording of it.
    #[prop_or_default]
    pub recorded: bool,
    /// Whether the run is covered until the learner asks for it: a page asks for a prediction first.
    #[prop_or_default]
    pub veiled: bool,
    /// The exercise that it is.
    #[prop_or_default]
    pub exercise: Option<Exercise>,
}

/// What the page says of an exercise, and what it is told.
#[derive(Clone, PartialEq)]
pub struct Exercise {
    /// Where the learner goes on.
    pub ways: Rc<[Way]>,
    /// Hears the answer that has passed.
    pub passed: Callback<Rc<str>>,
}

/// One playground.
pub struct Widget {
    state: State,
    root: NodeRef,
    editor_host: NodeRef,
    console: NodeRef,
    /// How high the console's content was when it was last scrolled to its end.
    console_height: i32,
    client: Client,
    darkroom: Darkroom,
    editor: Option<Editor>,
    frame: Option<Frame>,
    /// When everything in words was last shown while the film plays.
    words_ms: f64,
    check: Option<Timeout>,
    stop: Option<Timeout>,
    keys: Option<Keys>,
    picture: Picture,
    /// Whether the recording can still be of use.
    recorded: bool,
    events: EventTable,
    help: NodeRef,
    look_on: Option<Timeout>,
    _motion: MotionWatch,
}

impl Component for Widget {
    type Message = Action;
    type Properties = WidgetProps;

    fn create(ctx: &Context<Self>) -> Widget {
        let link = ctx.link();
        let demo = Rc::clone(&ctx.props().demo);
        let (motion, watch) = MotionWatch::start(link.callback(Action::SetMotion));
        let client = Client::new(demo.language.word(), link.callback(|action| action));
        let kept = storage::read(&demo.key());
        let settings = storage::read(&demo.settings_key());
        let settings = settings.map(|text| Settings::parse(&text, &demo)).unwrap_or_default();
        let grade = ctx.props().exercise.as_ref();
        let grade = grade.map(|it| Grade { ways: Rc::clone(&it.ways), ..Grade::default() });
        let veiled = ctx.props().veiled && kept.is_none();
        Widget {
            state: State { settings, veiled, grade, ..State::new(demo, kept, motion) },
            root: NodeRef::default(),
            editor_host: NodeRef::default(),
            console: NodeRef::default(),
            console_height: 0,
            client,
            darkroom: Darkroom::new(link.callback(|action| action)),
            editor: None,
            frame: None,
            words_ms: 0.0,
            check: None,
            stop: None,
            keys: None,
            picture: Picture::new(ctx.props().room),
            recorded: ctx.props().recorded,
            events: EventTable::default(),
            help: NodeRef::default(),
            look_on: None,
            _motion: watch,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, action: Action) -> bool {
        if matches!(action, Action::Replied(Reply::Ready)) {
            self.client.listens();
        }
        let now_ms = match action {
            Action::Frame(now_ms) => Some(now_ms),
            _ => None,
        };
        if now_ms.is_some() {
            self.frame = None;
        }
        let (phase, scale) = (&self.state.phase, self.state.scale);
        let Some(action) = self.darkroom.hear(action, phase, scale) else { return false };
        if let Action::Recoloured = action {
            self.picture.recolour();
        }
        let (state, effects) = reduce(self.state.clone(), action);
        self.state = state;
        effects.into_iter().for_each(|effect| self.carry_out(ctx, effect));
        self.picture.update(&self.state);
        self.animate(ctx);
        if self.is_between(now_ms) {
            self.picture.paint(&self.state);
            return false;
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let state = &self.state;
        let act = ctx.link().callback(|action| action);
        let near = ctx.link().callback(|_: PointerEvent| Action::Near);
        html! {
            <div ref={&self.root} class="yp-widget" data-yp-role="widget" tabindex="-1"
                data-yp-phase={phase_word(&state.phase)}
                data-yp-veiled={state.veiled.then_some("")} onpointerenter={near}
                data-yp-cursor={state.playback.cursor.to_string()} style={lines_style(state)}>
                <div class="yp-body">
                    { toolbar(state, &act) }
                    { banner(state, &act) }
                    <div class="yp-code">
                        <div ref={&self.editor_host} class="yp-editor" data-yp-role="editor"></div>
                        { diagnostics(&state.diagnostics, &act) }
                    </div>
                    <div class="yp-out">
                        { outcome(state, &act) }
                        { figures(state) }
                        { console(state, &act, &self.console) }
                    </div>
                    { self.watch(&act) }
                    { panels(state, &act, &self.events) }
                </div>
                { help(&self.help) }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        // After the narration, which looks at the state one event earlier: so that is at hand.
        self.show_in_editor();
        self.scroll_console();
        self.picture.paint(&self.state);
        if self.events.rendered(&self.state) {
            // The rows are not as high as was thought.
            ctx.link().send_message(Action::ScrolledEvents(self.state.events.top));
        }
        if !first_render {
            return;
        }
        let act = ctx.link().callback(|action| action);
        self.picture.attach(&act);
        self.keys = self.root.cast::<Element>().map(|root| Keys::listen(&root, &act));
        let options = Options {
            language: self.state.demo.language.word(),
            label: [self.state.demo.language.name(), " program"].concat(),
            changed: ctx.link().callback(Action::Edited),
        };
        let host = self.editor_host.cast::<HtmlElement>();
        let program = Rc::clone(&self.state.program);
        self.editor = host.and_then(|host| Editor::new(host, program, options));
        let arrival = ctx.props().cursor.map_or(Arrival::End, Arrival::At);
        ctx.link().send_message(Action::Run(arrival));
    }
}

impl Widget {
    /// The run: how to go through it, what happens, and its picture.
    fn watch(&self, act: &Callback<Action>) -> Html {
        let state = &self.state;
        html! {
            <div class="yp-watch" data-yp-old={old(state)}>
                { transport(state, act) }
                { narration(state) }
                { scales(state, act) }
                { self.picture.view(state, act) }
            </div>
        }
    }

    /// Whether only the picture is painted for this frame of a film that plays: everything in
    /// words changes less often, so that it can be read and the playhead glides.
    fn is_between(&mut self, now_ms: Option<f64>) -> bool {
        let Some(now_ms) = now_ms.filter(|_| self.state.playback.playing) else { return false };
        let is_between = (0.0..WORDS_MS).contains(&(now_ms - self.words_ms));
        if !is_between {
            self.words_ms = now_ms;
        }
        is_between
    }

    fn carry_out(&mut self, ctx: &Context<Self>, effect: Effect) {
        let link = ctx.link().clone();
        match effect {
            Effect::Send(request) => self.send(ctx, request),
            // What goes wrong is told when it is needed.
            Effect::StartWorker => drop(self.client.start()),
            Effect::EndWorker => self.client.end(),
            Effect::AwaitStop(id) => {
                let overdue = move || link.send_message(Action::StopOverdue(id));
                self.stop = Some(Timeout::new(STOP_MS, overdue));
            }
            Effect::CheckLater(program) => {
                let due = move || link.send_message(Action::CheckDue(program));
                self.check = Some(Timeout::new(CHECK_MS, due));
            }
            Effect::Keep(program) => {
                if storage::keep(&self.state.demo.key(), &program).is_err() {
                    link.send_message(Action::KeepingRefused);
                }
            }
            Effect::KeepSettings(text) => {
                let key = self.state.demo.settings_key();
                if text.is_empty() {
                    storage::forget(&key);
                } else if storage::keep(&key, &text).is_err() {
                    link.send_message(Action::KeepingRefused);
                }
            }
            Effect::Forget => storage::forget(&self.state.demo.key()),
            Effect::SetText(program) => {
                self.editor.iter().for_each(|editor| editor.set_text(&program));
            }
            Effect::Share { scenario, cursor } => {
                share::share(scenario, cursor, link.callback(|action| action));
            }
            Effect::SaveFile(ending, kind, text) => {
                share::save_file([&self.state.demo.name, ending].concat(), kind, text);
            }
            Effect::ToggleFull => self.toggle_full(),
            Effect::LookOn => {
                let on = move || link.send_message(Action::LookOn);
                self.look_on = Some(Timeout::new(0, on));
            }
            Effect::ShowKeys => {
                if let Some(dialog) = self.help.cast::<HtmlDialogElement>() {
                    let _ = dialog.show_modal();
                }
            }
            Effect::Focus(role) => {
                let part = self.part(role).and_then(|part| part.dyn_into::<HtmlElement>().ok());
                part.into_iter().for_each(|part| drop(part.focus()));
            }
            Effect::Reveal(role) => self.part(role).iter().for_each(share::reveal),
            Effect::Passed(program) => {
                ctx.props().exercise.iter().for_each(|it| it.passed.emit(Rc::clone(&program)));
            }
            Effect::ShowBytes(start, end) => {
                self.editor.iter().for_each(|editor| editor.show_bytes(start, end));
            }
            Effect::ShowLine(line) => {
                self.editor.iter().for_each(|editor| editor.show_line(line));
            }
            Effect::ShowRow(row) => self.picture.show_row(row),
        }
    }

    /// The run of a demo as it came has been recorded; everything else is the worker's.
    fn send(&mut self, ctx: &Context<Self>, request: Request) {
        match request {
            Request::Run { id, scenario }
                if self.recorded && *scenario == *self.state.demo.original() =>
            {
                let link = ctx.link().clone();
                recording::fetch(&self.state.demo.name, move |finished| {
                    link.send_message(match finished {
                        Some(finished) => {
                            Action::Replied(Reply::Finished { id, finished: Box::new(finished) })
                        }
                        None => Action::NotRecorded(id),
                    });
                });
            }
            request => self.client.send(request),
        }
        self.recorded = false;
    }

    fn toggle_full(&self) {
        let root = self.root.cast::<Element>();
        root.and_then(|root| root.parent_element())
            .into_iter()
            .for_each(|host| share::toggle_full(host.into()));
    }

    /// The part of this role.
    fn part(&self, role: &str) -> Option<Element> {
        let selector = ["[data-yp-role=", role, "]"].concat();
        self.root.cast::<Element>()?.query_selector(&selector).ok()?
    }

    /// To the end of what has been printed, when that has changed.
    fn scroll_console(&mut self) {
        let Some(console) = self.console.cast::<Element>() else { return };
        let height = console.scroll_height();
        if height != self.console_height {
            self.console_height = height;
            console.set_scroll_top(height);
        }
    }

    /// Marks in an edited program would stand at lines of the old one.
    fn show_in_editor(&self) {
        let Some(editor) = &self.editor else { return };
        let state = &self.state;
        let film = state.film.as_ref().filter(|_| state.film_is_current() && !state.veiled);
        let (cursor, selected) = (state.playback.cursor, state.selected);
        let marks = film.map_or_else(Vec::new, |film| film.line_marks(cursor, selected));
        editor.show(&state.program, marks, &state.diagnostics);
    }

    /// Asks for the next frame as long as the film plays.
    fn animate(&mut self, ctx: &Context<Self>) {
        if !self.state.playback.playing {
            self.frame = None;
        } else if self.frame.is_none() {
            let link = ctx.link().clone();
            self.frame = Frame::request(move |now| link.send_message(Action::Frame(now)));
        }
    }
}

fn phase_word(phase: &Phase) -> &'static str {
    match phase {
        Phase::Idle => "idle",
        Phase::Running { .. } => "running",
        Phase::Stopping { .. } => "stopping",
    }
}

/// The height of the editor, by the original program: it does not change while it is edited.
fn lines_style(state: &State) -> String {
    let lines = state.demo.program.split('\n').count();
    ["--yp-lines:", &lines.clamp(LINES_SHOWN.0, LINES_SHOWN.1).to_string()].concat()
}
