//! What can be done to a playground, and what it wants done.

use super::{Arrival, Film, Hover, Motion, Panel, Speed, Step};
use crate::settings::Knob;
use runtime_core::id::FiberId;
use std::rc::Rc;
use trace_view::{Pick, Place, ScaleKind};
use worker::protocol::{FileKind, Reply, Request, RequestId};

/// Something the learner, the worker or the clock did.
#[derive(Clone, Debug)]
pub enum Action {
    // ---- the program
    /// The editor's text changed to this.
    Edited(Rc<str>),
    /// Back to the program the page came with.
    Reset,
    /// Back to the edit that the last reset threw away.
    UndoReset,
    /// No edit for a while: check the program of this number of edits ago, if it is still it.
    CheckDue(Rc<str>),
    /// Go to the diagnostic of this index.
    ShowDiagnostic(usize),
    /// The browser would not keep the program.
    KeepingRefused,

    // ---- what leaves the page
    /// Show the link to this program and this moment.
    Share,
    /// Make a file of the run; none is the scenario's text.
    Save(Option<FileKind>),
    /// Over the whole window, or back.
    ToggleFull,

    // ---- the run
    /// Run the program.
    Run(Arrival),
    /// End the run where it stands.
    Stop,
    /// The learner's pointer came near: the worker may soon be needed.
    Near,
    /// There is no recording of this run: the worker has to make it.
    NotRecorded(RequestId),
    /// The worker answered.
    Replied(Reply),
    /// The next portion of a long run may be read.
    Develop,
    /// The run `id` has been read: this is it.
    Developed(RequestId, Rc<Film>),
    /// The worker could not be loaded, or broke.
    WorkerFailed(String),
    /// The time for an answer to the stop of this run is over.
    StopOverdue(RequestId),

    /// Set a knob to what is written, and run again.
    Turn(Knob, Rc<str>),
    /// This is being written for a knob.
    Draft(Knob, Rc<str>),
    /// The next seed, and run again.
    NextSeed,
    /// Every knob as the demo has it, and run again.
    ResetSettings,
    /// Search all schedules.
    Explore,
    /// End the search.
    StopSearch,
    /// Run this schedule and watch it from the start.
    WatchSchedule(Rc<str>),
    /// Back to the usual run.
    LeaveSchedule,
    /// Have the answer graded.
    Check,
    /// Watch the run that shows why the check of this index does not hold.
    WatchFailure(usize),
    /// Show the next hint.
    Hint,

    // ---- watching
    /// Play, or pause.
    TogglePlay,
    /// One event forward, and pause.
    StepForward,
    /// One event back, and pause.
    StepBack,
    /// To the start, and pause.
    ToStart,
    /// To the end, and pause.
    ToEnd,
    /// To the moment after this many events, and pause.
    Seek(u32),
    /// To this place of the axis (0 to 1), and pause.
    Scrub(f64),
    /// Another speed.
    SetSpeed(Speed),
    /// A frame is shown at this many milliseconds of real time.
    Frame(f64),
    /// The learner's preference about motion is known or has changed.
    SetMotion(Motion),

    // ---- the picture
    /// Another axis.
    SetScale(ScaleKind),
    /// Show `factor` times as much of the axis, and leave the place `around` where it is.
    Zoom {
        /// A place of the axis, 0 to 1.
        around: f64,
        /// Below 1 to see more closely.
        factor: f64,
    },
    /// The same around the playhead.
    ZoomHere(f64),
    /// Move the view by this part of what is in view.
    Pan(f64),
    /// Show the whole axis.
    ShowAll,
    /// Begin the view at this place of the axis.
    LookFrom(f64),
    /// Follow the playhead, or no longer.
    ToggleFollow,
    /// Fold this group of lanes, or unfold it.
    ToggleFold(u32),
    /// Fold every group, or unfold all.
    FoldAll,
    /// The pointer came upon this slice, or left it.
    Hover(Option<Hover>),
    /// Choose the next slice in this direction.
    StepPick(Step),
    /// Choose none.
    Unpick,
    /// To the moment at which a slice begins, and to its line.
    GoTo(Pick),
    /// The timeline has so many CSS pixels from left to right.
    Resized(f64),
    /// So many pixels of lanes are scrolled away above.
    Scrolled(f64),
    /// The lane of this index was pressed.
    PressLane(u32),
    /// The next switch, and pause.
    NextSwitch,
    /// The last switch, and pause.
    PrevSwitch,
    /// The next line of whom the learner looks at, and pause.
    NextLine,
    /// The last line of that one, and pause.
    PrevLine,
    /// The next piece of output, and pause.
    NextPrint,
    /// The last piece of output, and pause.
    PrevPrint,
    /// To the moment at which what stands there in the console was printed: the passage, and a
    /// number of UTF-16 units in it.
    ShowPrinted(u32, u32),
    /// To this moment, whom to look at, and the line.
    Show(Place),
    /// Show this line of the program.
    ShowLine(u32),
    /// The next speed, or the one before.
    TurnSpeed(isize),
    /// List only the events that concern this fiber and contain these words.
    Filter(Option<FiberId>, Rc<str>),
    /// Go on looking for them.
    LookOn,
    /// So many pixels of the table are scrolled away above.
    ScrolledEvents(f64),
    /// So many rows of the table further.
    GoRows(i32),
    /// Show the keys.
    ShowKeys,
    /// Open this panel.
    OpenPanel(Panel),
    /// Open this panel and focus its tab.
    GoToPanel(Panel),
    /// Focus the editor.
    ToEditor,
    /// Open the panel so many tabs further, around the ends, and focus its tab.
    TurnPanel(isize),
    /// Emphasize this fiber everywhere.
    SelectFiber(FiberId),
    /// Emphasize nobody.
    ClearSelection,
    /// The page's colours have changed.
    Recoloured,
}

/// Something to be carried out with a browser at hand.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Send to the worker, which is started if there is none.
    Send(Request),
    /// Start the worker, if there is none.
    StartWorker,
    /// End the worker; the next message starts a new one.
    EndWorker,
    /// Say [`Action::StopOverdue`] in a second.
    AwaitStop(RequestId),
    /// Say [`Action::CheckDue`] when no edit has come for a while.
    CheckLater(Rc<str>),
    /// Keep the program for the next visit.
    Keep(Rc<str>),
    /// Keep the settings for the next visit; empty ones are forgotten.
    KeepSettings(Rc<str>),
    /// Forget the kept program.
    Forget,
    /// Show the dialog with the link.
    Share {
        /// The scenario's text.
        scenario: String,
        /// The moment; none for the end.
        cursor: Option<u32>,
    },
    /// Hand the learner a file: how its name ends, its type, its text.
    SaveFile(&'static str, &'static str, String),
    /// Over the whole window, or back.
    ToggleFull,
    /// Put this text into the editor.
    SetText(Rc<str>),
    /// Say [`Action::LookOn`] in a moment.
    LookOn,
    /// Open the list of keys.
    ShowKeys,
    /// Tell the page that this answer has passed.
    Passed(Rc<str>),
    /// Scroll the page as far as it takes to see the part of this role.
    Reveal(&'static str),
    /// Focus the part of this role.
    Focus(&'static str),
    /// Put the editor's cursor on these bytes and focus it.
    ShowBytes(u32, u32),
    /// Scroll the editor to this line.
    ShowLine(u32),
    /// Scroll the timeline to this row.
    ShowRow(u32),
}
