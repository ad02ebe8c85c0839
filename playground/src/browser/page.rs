//! The page of its own: a choice of programs above one playground.
//!
//! The choice stands in the page's address as `?demo=NAME`, so that it can be shared.

use crate::components::{Widget, WidgetProps};
use crate::demo::{Demo, Language};
use crate::samples::samples;
use gloo_events::EventListener;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement, HtmlSelectElement, Window};
use yew::AppHandle;

/// Fills `host`, for as long as the page lives.
pub fn fill(host: &HtmlElement) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    let page = window.document().ok_or("no document")?;
    let samples: Vec<Rc<Demo>> = samples().into_iter().map(Rc::new).collect();
    let picker = picker(&page, &samples)?;
    let stage = page.create_element("div")?;
    let label = page.create_element("label")?;
    label.set_class_name("yp-pick");
    label.append_with_str_1("Program ")?;
    label.append_child(&picker)?;
    host.replace_children_with_node_2(&label, &stage);

    let chosen = wanted(&window, &samples);
    picker.set_selected_index(chosen as i32);
    let shown = Cell::new(Some(show(&samples[chosen], &stage)));
    let list = picker.clone();
    let change = EventListener::new(&picker, "change", move |_| {
        let Some(demo) = samples.get(list.selected_index() as usize) else { return };
        shown.take().into_iter().for_each(AppHandle::destroy);
        shown.set(Some(show(demo, &stage)));
        remember(&window, &demo.name);
    });
    change.forget();
    Ok(())
}

fn show(demo: &Rc<Demo>, stage: &Element) -> AppHandle<Widget> {
    let props = WidgetProps { demo: Rc::clone(demo), room: 0.0 };
    yew::Renderer::<Widget>::with_root_and_props(stage.clone(), props).render()
}

/// The list of programs, by language.
fn picker(page: &Document, samples: &[Rc<Demo>]) -> Result<HtmlSelectElement, JsValue> {
    let picker = page.create_element("select")?;
    picker.set_attribute("data-yp-role", "pick-sample")?;
    for language in [Language::Python, Language::Go] {
        let group = page.create_element("optgroup")?;
        group.set_attribute("label", language.name())?;
        for demo in samples.iter().filter(|demo| demo.language == language) {
            let option = page.create_element("option")?;
            option.set_text_content(Some(&demo.title));
            group.append_child(&option)?;
        }
        picker.append_child(&group)?;
    }
    Ok(picker.unchecked_into())
}

/// The sample that the address names, else the first.
fn wanted(window: &Window, samples: &[Rc<Demo>]) -> usize {
    let query = window.location().search().unwrap_or_default();
    let name = query.strip_prefix("?demo=").unwrap_or_default();
    samples.iter().position(|demo| demo.name == name).unwrap_or(0)
}

fn remember(window: &Window, name: &str) {
    if let Ok(history) = window.history() {
        let address = ["?demo=", name].concat();
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}
