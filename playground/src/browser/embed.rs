//! Reads what a page embeds.
//!
//! A demo is a section with the attributes `data-yp-demo` and `data-yp-page`, and in it a script
//! element of class `yp-scenario` that holds the scenario's text as one JSON string.

use crate::demo::Demo;
use web_sys::HtmlElement;

/// The demo of a section, `None` if it holds no scenario.
pub fn demo(section: &HtmlElement) -> Option<Demo> {
    let script = section.query_selector("script.yp-scenario").ok()??;
    let scenario = js_sys::JSON::parse(&script.text_content()?).ok()?.as_string()?;
    let attribute = |name| section.get_attribute(name).unwrap_or_default();
    Demo::read(attribute("data-yp-page"), attribute("data-yp-demo"), &scenario)
}

/// The height of the recorded timeline, so that the live one can take its place; 0 without one.
pub fn timeline_height(section: &HtmlElement) -> f64 {
    let picture = section.query_selector(".yp-timeline svg").ok().flatten();
    picture.map_or(0.0, |picture| picture.get_bounding_client_rect().height())
}
