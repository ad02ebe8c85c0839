//! The run of a demo as the site's build recorded it: it is there before the module that could run the
//! program, which is ten times as large.

use super::beside_shell;
use wasm_bindgen::prelude::*;
use worker::protocol::{Finished, decode};

#[wasm_bindgen]
extern "C" {
    /// `fetch(address)`.
    #[wasm_bindgen(js_name = fetch)]
    fn fetch_file(address: &str) -> Answer;

    /// A promise of a response, then of bytes.
    type Answer;
    #[wasm_bindgen(method)]
    fn then(this: &Answer, done: &JsValue, failed: &JsValue) -> Answer;

    /// A response, as far as it is needed.
    type Response;
    #[wasm_bindgen(method, getter)]
    fn ok(this: &Response) -> bool;
    #[wasm_bindgen(method, js_name = arrayBuffer)]
    fn array_buffer(this: &Response) -> JsValue;
}

/// Says `then` what was recorded of the demo `name`; none if nothing was, or it cannot be had.
pub fn fetch(name: &str, then: impl Fn(Option<Finished>) + 'static) {
    let bytes =
        Closure::once_into_js(|response: JsValue| match response.unchecked_ref::<Response>() {
            response if response.ok() => response.array_buffer(),
            _ => JsValue::NULL,
        });
    let done = Closure::<dyn Fn(JsValue)>::new(move |buffer: JsValue| {
        let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
        then(decode(&bytes));
    });
    // Both ways come here: what is no buffer holds no bytes.
    let done = done.into_js_value();
    let address = beside_shell(&["demos/", name, ".run"].concat());
    fetch_file(&address).then(&bytes, &JsValue::UNDEFINED).then(&done, &done);
}
