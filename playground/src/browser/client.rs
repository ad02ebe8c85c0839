//! The page's end of the worker: starts it when something is to be sent, and hears it.
//!
//! **Invariants:** nothing is sent before the worker says that it listens. After
//! [`Client::end`] nothing more is heard of the old worker.

use super::{beside_shell, describe};
use crate::state::Action;
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};
use worker::protocol::{self, Reply, Request};
use yew::Callback;

/// One language's worker, and whether it runs.
pub struct Client {
    language: &'static str,
    act: Callback<Action>,
    live: Option<Live>,
}

/// A worker that has been started.
struct Live {
    worker: Worker,
    /// What is to be sent once it listens; `None` when it does.
    waiting: Option<Vec<Request>>,
    _listeners: [Closure<dyn FnMut(JsValue)>; 2],
}

impl Client {
    /// A client for the worker of `language`, which is not started yet; what is heard of it goes
    /// to `act`.
    pub fn new(language: &'static str, act: Callback<Action>) -> Client {
        Client { language, act, live: None }
    }

    /// Sends `request`, as soon as the worker listens.
    pub fn send(&mut self, request: Request) {
        if let Err(why) = self.start() {
            return self.act.emit(Action::WorkerFailed(describe(&why)));
        }
        match self.live.as_mut() {
            Some(Live { waiting: Some(waiting), .. }) => waiting.push(request),
            Some(live) => live.post(&request),
            None => {}
        }
    }

    /// Starts the worker, if there is none, so that it has loaded when it is needed.
    pub fn start(&mut self) -> Result<(), JsValue> {
        if self.live.is_none() {
            self.live = Some(Live::start(self.language, &self.act)?);
        }
        Ok(())
    }

    /// The worker said that it listens: sends what has waited for that.
    pub fn listens(&mut self) {
        let Some(live) = &mut self.live else { return };
        for request in live.waiting.take().unwrap_or_default() {
            live.post(&request);
        }
    }

    /// Ends the worker, whatever it is doing.
    pub fn end(&mut self) {
        self.live = None;
    }
}

impl Live {
    fn start(language: &str, act: &Callback<Action>) -> Result<Live, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name(language);
        let worker = Worker::new_with_options(&beside_shell("worker.js"), &options)?;
        let message = listener(act, |event| heard(&event.unchecked_into::<MessageEvent>().data()));
        let error = listener(act, |event| Action::WorkerFailed(broken(&event)));
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        Ok(Live { worker, waiting: Some(Vec::new()), _listeners: [message, error] })
    }

    fn post(&self, request: &Request) {
        let buffer = Uint8Array::from(protocol::encode(request).as_slice()).buffer();
        let _ = self.worker.post_message_with_transfer(&buffer, &Array::of1(&buffer));
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

fn listener(act: &Callback<Action>, read: fn(JsValue) -> Action) -> Closure<dyn FnMut(JsValue)> {
    let act = act.clone();
    Closure::new(move |event| act.emit(read(event)))
}

/// What a message says: a reply, or a text that tells why the worker could not load.
fn heard(message: &JsValue) -> Action {
    if let Some(why) = message.as_string() {
        return Action::WorkerFailed(why);
    }
    let bytes = message.dyn_ref::<ArrayBuffer>().map(|buffer| Uint8Array::new(buffer).to_vec());
    match bytes.and_then(|bytes| protocol::decode::<Reply>(&bytes)) {
        Some(reply) => Action::Replied(reply),
        None => Action::WorkerFailed(
            "the page and the simulation are of different versions; reloading the page helps"
                .into(),
        ),
    }
}

/// What an error event says; one about loading says nothing.
fn broken(event: &JsValue) -> String {
    let message = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
    message.filter(|text| !text.is_empty()).unwrap_or_else(|| "it could not be loaded".into())
}
