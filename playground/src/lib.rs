//! The playground: a Yew application around the lab.
//!
//! A page calls [`mount`] for each demo. [`state`] decides everything and
//! knows no browser; [`components`] renders it; [`paint`] draws timelines; [`browser`] carries out
//! the effects: the worker that runs programs, the editor, storage.

pub mod browser;
pub mod components;
pub mod demo;
pub mod paint;
pub mod state;
mod text;

use browser::embed;
use components::{Widget, WidgetProps};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlElement};

/// 2.6 KB less to download than the standard one.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// A playground on a page.
#[wasm_bindgen]
pub struct Mounted {
    app: yew::AppHandle<Widget>,
}

#[wasm_bindgen]
impl Mounted {
    /// Takes it from the page and ends what it runs. Needed only where the page lives on.
    pub fn unmount(self) {
        self.app.destroy();
    }
}

/// Replaces the recorded run in `section` by a live playground of the same program. A section
/// that holds no readable scenario is left as it is, and the error says why.
#[wasm_bindgen]
pub fn mount(section: HtmlElement) -> Result<Mounted, JsValue> {
    let demo = embed::demo(&section).ok_or("this section holds no scenario")?;
    let room = embed::timeline_height(&section);
    let host = make_host(&section)?;
    section.replace_children_with_node_1(&host);
    let props = WidgetProps { demo: Rc::new(demo), room };
    let app = yew::Renderer::<Widget>::with_root_and_props(host, props).render();
    Ok(Mounted { app })
}

/// An element to render into. Keys pressed in it stay in it: a book turns its page on an arrow.
fn make_host(outer: &HtmlElement) -> Result<web_sys::Element, JsValue> {
    let page = outer.owner_document().ok_or("an element without a document")?;
    let keep = Closure::<dyn Fn(Event)>::new(|event: Event| event.stop_propagation());
    outer.add_event_listener_with_callback("keydown", keep.as_ref().unchecked_ref())?;
    keep.forget();
    page.create_element("div")
}
