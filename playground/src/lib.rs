//! The playground: a Yew application around the lab.
//!
//! A page calls [`mount`] for each demo, or [`mount_scenario`] for a program it has. [`state`] decides everything and
//! knows no browser; [`components`] renders it; [`paint`] draws timelines; [`browser`] carries out
//! the effects: the worker that runs programs, the editor, storage.

pub mod browser;
pub mod components;
pub mod demo;
pub mod paint;
pub mod settings;
pub mod state;
mod text;

use browser::embed;
use components::{Exercise, Widget, WidgetProps};
use demo::Demo;
use js_sys::Function;
use state::Way;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlElement};
use yew::{AppHandle, Callback};

/// 2.6 KB less to download than the standard one.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Replaces the recorded run in `section` by a live playground of the same program. A section
/// that holds no readable scenario is left as it is, and the error says why.
#[wasm_bindgen]
pub fn mount(section: HtmlElement) -> Result<(), JsValue> {
    let demo = embed::demo(&section).ok_or("this section holds no scenario")?;
    let room = embed::timeline_height(&section);
    keep_keys(&section)?;
    let page = section.owner_document().ok_or("a section without a document")?;
    let host = page.create_element("div")?;
    section.replace_children_with_node_1(&host);
    let demo = Rc::new(demo);
    let props =
        WidgetProps { demo, room, cursor: None, recorded: true, veiled: true, exercise: None };
    yew::Renderer::<Widget>::with_root_and_props(host, props).render();
    Ok(())
}

/// A playground that can be taken away again.
#[wasm_bindgen]
pub struct Mounted(AppHandle<Widget>);

#[wasm_bindgen]
impl Mounted {
    /// Ends it: its run, its worker, its editor.
    pub fn close(self) {
        self.0.destroy();
    }
}

/// Fills `host` with a playground of this scenario, which stands at `cursor`, else at the end. The
/// learner's edits are kept by `page` and `name`. Refused if the text is no scenario.
#[wasm_bindgen]
pub fn mount_scenario(
    host: HtmlElement, page: String, name: String, scenario: &str, cursor: Option<u32>,
) -> Result<Mounted, JsValue> {
    let demo = Demo::read(page, name, scenario).ok_or("there is no line that says its language")?;
    keep_keys(&host)?;
    let recorded = demo.page == "play";
    let props = WidgetProps {
        demo: Rc::new(demo),
        room: 0.0,
        cursor,
        recorded,
        veiled: false,
        exercise: None,
    };
    Ok(Mounted(yew::Renderer::<Widget>::with_root_and_props(host.into(), props).render()))
}

/// The same for the exercise `name`, with a button that has the answer graded. `ways` are texts and
/// addresses in turn: where to go on; `passed` is called with an answer that has passed.
#[wasm_bindgen]
pub fn mount_exercise(
    host: HtmlElement, name: String, scenario: &str, ways: Vec<String>, passed: Function,
) -> Result<Mounted, JsValue> {
    let demo = Demo::read("exercise".into(), name, scenario).ok_or("no scenario")?;
    keep_keys(&host)?;
    let ways = ways.chunks_exact(2).map(|way| Way { text: way[0].clone(), href: way[1].clone() });
    let passed = Callback::from(move |program: Rc<str>| {
        let _ = passed.call1(&JsValue::NULL, &JsValue::from_str(&program));
    });
    let exercise = Some(Exercise { ways: ways.collect(), passed });
    let (room, cursor, recorded, veiled) = (0.0, None, false, false);
    let props = WidgetProps { demo: Rc::new(demo), room, cursor, recorded, veiled, exercise };
    Ok(Mounted(yew::Renderer::<Widget>::with_root_and_props(host.into(), props).render()))
}

/// Keys pressed in a playground stay in it: a book turns its page on an arrow.
fn keep_keys(outer: &HtmlElement) -> Result<(), JsValue> {
    let keep = Closure::<dyn Fn(Event)>::new(|event: Event| event.stop_propagation());
    outer.add_event_listener_with_callback("keydown", keep.as_ref().unchecked_ref())?;
    keep.forget();
    Ok(())
}
