//! What leaves the page: a link to the moment, a file of the run.

use super::{Effect, Phase, State};
use worker::protocol::{FileKind, Request, RequestId};

impl State {
    /// The link holds the moment only if the run is that of the program in the editor.
    pub(super) fn share(&mut self) -> Vec<Effect> {
        let film = self.film.as_ref().filter(|_| self.film_is_current());
        let cursor = self.playback.cursor;
        let cursor = film.filter(|film| cursor < film.events()).map(|_| cursor);
        vec![Effect::Share { scenario: self.scenario_text(), cursor }]
    }

    /// The worker runs the program again for the file: it is the same run. One that is under way is
    /// not given up for it.
    pub(super) fn save(&mut self, kind: Option<FileKind>) -> Vec<Effect> {
        let scenario = self.scenario_text();
        let Some(kind) = kind else {
            return vec![Effect::SaveFile(".scenario", "text/plain", scenario)];
        };
        if self.phase != Phase::Idle || self.grading().is_some() {
            return Vec::new();
        }
        let id = self.take_id();
        self.saving = Some(id);
        vec![Effect::Send(Request::Save { id, scenario, kind })]
    }

    pub(super) fn saved(&mut self, id: RequestId, kind: FileKind, text: String) -> Vec<Effect> {
        if self.saving.take_if(|waited| *waited == id).is_none() {
            return Vec::new();
        }
        let (ending, mime) = match kind {
            FileKind::Svg => (".svg", "image/svg+xml"),
            FileKind::Perfetto => (".trace.json", "application/json"),
        };
        vec![Effect::SaveFile(ending, mime, text)]
    }
}
