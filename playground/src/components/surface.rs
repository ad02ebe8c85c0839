//! How wide an element is, and when it has to be painted again.

use crate::state::Action;
use gloo_events::EventListener;
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, MutationObserver, MutationObserverInit, ResizeObserver};
use yew::Callback;

/// Says how wide an element is, and when the page's colours have changed.
pub struct Surface {
    _resized: Option<Resized>,
    _recoloured: Recoloured,
}

impl Surface {
    /// Says its width at once and whenever it changes.
    pub fn watch(element: &Element, act: &Callback<Action>) -> Surface {
        let resized = act.reform(Action::Resized);
        let resized = Resized::watch(element, move |width| resized.emit(width));
        let _recoloured = Recoloured::watch(&act.reform(|()| Action::Recoloured));
        Surface { _resized: resized, _recoloured }
    }
}

/// Tells the width of an element whenever it changes.
struct Resized {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut()>,
}

impl Resized {
    fn watch(element: &Element, tell: impl Fn(f64) + 'static) -> Option<Resized> {
        tell(f64::from(element.client_width()));
        let watched = element.clone();
        let callback = Closure::<dyn FnMut()>::new(move || tell(f64::from(watched.client_width())));
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Resized { observer, _callback: callback })
    }
}

impl Drop for Resized {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Says when the page takes another theme: the book does that by a class of `<html>`,
/// other pages follow the system.
struct Recoloured {
    observer: Option<MutationObserver>,
    _callback: Closure<dyn FnMut()>,
    _system: Option<EventListener>,
}

impl Recoloured {
    fn watch(again: &Callback<()>) -> Recoloured {
        let (by_class, by_system) = (again.clone(), again.clone());
        let callback = Closure::<dyn FnMut()>::new(move || by_class.emit(()));
        let observer = MutationObserver::new(callback.as_ref().unchecked_ref()).ok();
        let window = web_sys::window();
        let root = window.as_ref().and_then(|window| window.document()?.document_element());
        if let (Some(observer), Some(root)) = (&observer, &root) {
            let options = MutationObserverInit::new();
            options.set_attributes(true);
            options.set_attribute_filter(&Array::of2(&"class".into(), &"data-theme".into()));
            let _ = observer.observe_with_options(root, &options);
        }
        let query = window.and_then(|w| w.match_media("(prefers-color-scheme: dark)").ok()?);
        let system =
            query.map(|query| EventListener::new(&query, "change", move |_| by_system.emit(())));
        Recoloured { observer, _callback: callback, _system: system }
    }
}

impl Drop for Recoloured {
    fn drop(&mut self) {
        self.observer.iter().for_each(MutationObserver::disconnect);
    }
}
