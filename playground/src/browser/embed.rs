//! Reads what a page embeds.
//!
//! A demo is a section with the attributes `data-yp-demo` and `data-yp-page`, and in it a script
//! element of class `yp-scenario` that holds the scenario's text as one JSON string.

use crate::demo::Demo;
use lab::Scenario;
use web_sys::HtmlElement;

/// Why a section is no demo.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NoDemo {
    /// It holds no scenario.
    Missing,
    /// What it holds is no JSON string.
    Unreadable,
    /// The scenario's text is wrong; the message says where.
    Wrong(String),
}

impl std::fmt::Display for NoDemo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NoDemo::Missing => f.write_str("this section holds no scenario"),
            NoDemo::Unreadable => f.write_str("this section's scenario is no JSON string"),
            NoDemo::Wrong(why) => f.write_str(why),
        }
    }
}

/// The demo of a section.
pub fn demo(section: &HtmlElement) -> Result<Demo, NoDemo> {
    let script = section.query_selector("script.yp-scenario").ok().flatten();
    let json = script.and_then(|script| script.text_content()).ok_or(NoDemo::Missing)?;
    let text = js_sys::JSON::parse(&json).ok().and_then(|value| value.as_string());
    let scenario = Scenario::parse(&text.ok_or(NoDemo::Unreadable)?);
    let scenario = scenario.map_err(|why| NoDemo::Wrong(why.to_string()))?;
    let attribute = |name| section.get_attribute(name).unwrap_or_default();
    Ok(Demo { page: attribute("data-yp-page"), name: attribute("data-yp-demo"), scenario })
}

/// The height of the recorded timeline, so that the live one can take its place; 0 without one.
pub fn timeline_height(section: &HtmlElement) -> f64 {
    let picture = section.query_selector(".yp-timeline svg").ok().flatten();
    picture.map_or(0.0, |picture| picture.get_bounding_client_rect().height())
}
