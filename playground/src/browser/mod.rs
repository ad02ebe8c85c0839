//! What touches the browser besides the components: the effects of [`crate::state`] carried out.

pub mod client;
pub mod editor;
pub mod embed;
pub mod frames;
pub mod glide;
pub mod motion;
pub mod recording;
pub mod share;
pub mod storage;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The address of the shell's own JavaScript file: everything else is found from it.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static SHELL: String;

    /// `import(address)`.
    #[wasm_bindgen(js_name = import)]
    fn import_module(address: &str) -> Loading;

    /// A promise, as far as it is needed.
    type Loading;
    #[wasm_bindgen(method)]
    fn then(this: &Loading, loaded: &JsValue, refused: &JsValue) -> JsValue;
}

/// The address of a file that lies beside the shell.
pub fn beside_shell(file: &str) -> String {
    SHELL.with(|shell| {
        let folder = shell.rfind('/').map_or(0, |slash| slash + 1);
        [shell.get(..folder).unwrap_or_default(), file].concat()
    })
}

/// An error as people can read it.
pub fn describe(why: &JsValue) -> String {
    let text = js_sys::Object::from(why.clone()).to_string();
    String::from(text)
}
