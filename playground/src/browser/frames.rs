//! One animation frame at a time.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

/// A frame that has been asked for; dropping it takes the wish back.
pub struct Frame {
    id: i32,
    _callback: Closure<dyn FnMut(f64)>,
}

impl Frame {
    /// Calls `then` with the time of the next frame in milliseconds.
    pub fn request(then: impl FnOnce(f64) + 'static) -> Option<Frame> {
        let callback = Closure::once(then);
        let id =
            web_sys::window()?.request_animation_frame(callback.as_ref().unchecked_ref()).ok()?;
        Some(Frame { id, _callback: callback })
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            let _ = window.cancel_animation_frame(self.id);
        }
    }
}
