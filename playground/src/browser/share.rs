//! What leaves the page: links, files; and the full-size view. `share.js` does it, and is loaded when
//! it is first needed.

use super::{beside_shell, import_module};
use crate::state::Action;
use wasm_bindgen::prelude::*;
use worker::protocol::FileKind;
use yew::Callback;

#[wasm_bindgen]
extern "C" {
    /// `share.js`.
    type Module;
    #[wasm_bindgen(method)]
    fn share(this: &Module, scenario: &str, cursor: Option<u32>, save: &JsValue);
    #[wasm_bindgen(method, js_name = saveFile)]
    fn save_file(this: &Module, name: &str, kind: &str, text: &str);
    #[wasm_bindgen(method, js_name = toggleFull)]
    fn toggle_full(this: &Module, host: &JsValue);
    #[wasm_bindgen(method)]
    fn reveal(this: &Module, part: &JsValue);
}

/// Shows the dialog with the link; what is to be saved is said to `act`.
pub fn share(scenario: String, cursor: Option<u32>, act: Callback<Action>) {
    with_module(move |module| {
        let save = Closure::<dyn Fn(String)>::new(move |kind: String| {
            act.emit(Action::Save(match kind.as_str() {
                "svg" => Some(FileKind::Svg),
                "perfetto" => Some(FileKind::Perfetto),
                _ => None,
            }));
        });
        // The dialog may stay open for as long as the page.
        module.share(&scenario, cursor, &save.into_js_value());
    });
}

/// Hands the reader a file.
pub fn save_file(name: String, kind: &'static str, text: String) {
    with_module(move |module| module.save_file(&name, kind, &text));
}

/// Shows the widget of `host` over the whole window, or puts it back.
pub fn toggle_full(host: JsValue) {
    with_module(move |module| module.toggle_full(&host));
}

/// Scrolls the page as far as it takes to see `part`.
pub fn reveal(part: &web_sys::Element) {
    let part = JsValue::from(part.clone());
    with_module(move |module| module.reveal(&part));
}

/// Without the module nothing happens: the button can be pressed again.
fn with_module(then: impl FnOnce(&Module) + 'static) {
    let loaded = Closure::once_into_js(move |module: JsValue| then(module.unchecked_ref()));
    let refused = Closure::once_into_js(|_: JsValue| ());
    let _ = import_module(&beside_shell("share.js")).then(&loaded, &refused);
}
