//! The page's colours.

use trace_view::Ink;
use web_sys::Element;

/// The colour of every ink, as the page has it now.
pub struct Palette {
    colours: Vec<String>,
}

impl Palette {
    /// The colours that hold for `element`; an ink that the page does not know has its light one.
    pub fn of(element: &Element) -> Palette {
        let style = web_sys::window().and_then(|window| window.get_computed_style(element).ok()?);
        let colour = |ink: &Ink| {
            let name = ["--", ink.css()].concat();
            let value = style.as_ref().and_then(|style| style.get_property_value(&name).ok());
            let value = value.map(|value| value.trim().to_string());
            value.filter(|value| !value.is_empty()).unwrap_or_else(|| ink.light().into())
        };
        Palette { colours: Ink::ALL.iter().map(colour).collect() }
    }

    /// One colour, as CSS.
    pub fn colour(&self, ink: Ink) -> &str {
        &self.colours[ink as usize]
    }
}
