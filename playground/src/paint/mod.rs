//! Paints a draw list of `trace-view` onto a canvas.
//!
//! **Invariants:** one pixel of the list is one CSS pixel, whatever the device's; nothing here
//! decides what is drawn, only how. Colours are the page's CSS variables at the moment of
//! painting.

mod batch;
mod palette;
mod shapes;

pub use palette::Palette;
pub use shapes::Painter;

use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// Pixels of the device for one of CSS.
pub fn ratio() -> f64 {
    web_sys::window().map_or(1.0, |window| window.device_pixel_ratio()).clamp(1.0, 3.0)
}

/// Makes the canvas `width` by `height` CSS pixels, sharp on this device. It is cleared only if
/// its size changes.
pub fn prepare(
    canvas: &HtmlCanvasElement, width: f64, height: f64, palette: &Rc<Palette>,
) -> Option<Painter> {
    let ratio = ratio();
    let (wide, high) = ((width * ratio).round() as u32, (height * ratio).round() as u32);
    if (canvas.width(), canvas.height()) != (wide, high) {
        canvas.set_width(wide);
        canvas.set_height(high);
    }
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.unchecked_into();
    context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0).ok()?;
    Some(Painter::new(context, Rc::clone(palette), ratio))
}
