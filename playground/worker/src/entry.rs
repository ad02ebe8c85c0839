//! Joins the [`Service`] to the worker's message queue.
//!
//! After each slice the loop goes once through the queue by a message to itself: a message
//! channel is not throttled as timers are, and requests that came meanwhile are read first.

use crate::protocol::{self, Reply};
use crate::search;
use crate::service::Service;
use js_sys::{Array, ArrayBuffer, Uint8Array};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort};

/// What both listeners share.
struct Entry {
    service: RefCell<Service>,
    scope: DedicatedWorkerGlobalScope,
    again: MessagePort,
    /// Whether a message to itself is under way: there is never more than one.
    comes_back: Cell<bool>,
}

/// Listens for requests until the worker is terminated, and tells the page that it does.
#[wasm_bindgen]
pub fn serve() -> Result<(), JsValue> {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let channel = MessageChannel::new()?;
    let entry = Rc::new(Entry {
        service: RefCell::default(),
        scope: scope.clone(),
        again: channel.port1(),
        comes_back: Cell::new(false),
    });
    let turn = listener(&entry, |entry, _| entry.turn());
    channel.port2().set_onmessage(Some(turn.unchecked_ref()));
    let request = listener(&entry, Entry::request);
    scope.set_onmessage(Some(request.unchecked_ref()));
    entry.send(&Reply::Ready);
    Ok(())
}

/// A listener that lives as long as the worker.
fn listener(entry: &Rc<Entry>, act: fn(&Entry, &MessageEvent)) -> JsValue {
    let entry = Rc::clone(entry);
    Closure::<dyn Fn(MessageEvent)>::new(move |event| act(&entry, &event)).into_js_value()
}

impl Entry {
    fn request(&self, event: &MessageEvent) {
        let Ok(buffer) = event.data().dyn_into::<ArrayBuffer>() else { return };
        let bytes = Uint8Array::new(&buffer).to_vec();
        let Some(request) = protocol::decode(&bytes) else { return };
        let reply = self.service.borrow_mut().receive(request);
        reply.iter().for_each(|reply| self.send(reply));
        self.come_back();
    }

    fn turn(&self) {
        self.comes_back.set(false);
        let reply = self.service.borrow_mut().advance(now_ms);
        reply.iter().for_each(|reply| self.send(reply));
        self.come_back();
    }

    /// Goes once through the message queue if there is something to go on with.
    fn come_back(&self) {
        if self.service.borrow().is_busy() && !self.comes_back.replace(true) {
            let _ = self.again.post_message(&JsValue::NULL);
        }
    }

    fn send(&self, reply: &Reply) {
        let bytes = Uint8Array::from(protocol::encode(reply).as_slice());
        let buffer = bytes.buffer();
        let _ = self.scope.post_message_with_transfer(&buffer, &Array::of1(&buffer));
    }
}

fn now_ms() -> f64 {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    scope.performance().map_or(0.0, |clock| clock.now())
}

/// The hash of the trace's bytes for a scenario given as text: the browser tests compare it with what
/// native code computes.
#[wasm_bindgen]
pub fn run_hash(text: &str) -> Result<String, JsValue> {
    let scenario = lab::Scenario::parse(text).map_err(|error| JsValue::from(error.to_string()))?;
    let run = lab::run(&scenario).map_err(|_| JsValue::from("the program is refused"))?;
    let bytes =
        postcard::to_allocvec(&run.trace).map_err(|error| JsValue::from(error.to_string()))?;
    let mut hash = runtime_core::guest::Fingerprint::default();
    hash.bytes(&bytes);
    Ok(format!("{:032x}", hash.finish()))
}

/// What an exploration of a scenario given as text finds in at most so many seconds, as JSON: the
/// browser tests compare it with what native code finds.
#[wasm_bindgen]
pub fn explore_json(text: &str, seconds: f64) -> Result<String, JsValue> {
    search::explore_json(text, seconds, now_ms).map_err(JsValue::from)
}
