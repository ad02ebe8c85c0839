//! The program's editor: a plain text area at once, the real editor when it has loaded.
//!
//! **Invariants:** the text is never lost on the way from one to the other, and the plain one
//! stays if the other cannot be loaded. Everything shown in the editor is set again only when it
//! has changed.
//!
//! **Departures:** line marks and underlines need the real editor; the list of diagnostics below
//! it says the same in words.

use super::{beside_shell, import_module};
use crate::state::{LineMark, MarkKind};
use crate::text::Utf16;
use gloo_events::EventListener;
use js_sys::{Array, Object, Reflect};
use runtime_core::source::Diagnostic;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};
use yew::Callback;

#[wasm_bindgen]
extern "C" {
    /// `app/editor.js`.
    type Module;
    #[wasm_bindgen(method, catch)]
    fn mount(this: &Module, host: &Element, options: &JsValue) -> Result<Rich, JsValue>;

    /// What its `mount` returns.
    #[derive(Clone)]
    type Rich;
    #[wasm_bindgen(method, catch, js_name = setDoc)]
    fn set_doc(this: &Rich, doc: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = setDiagnostics)]
    fn set_diagnostics(this: &Rich, diagnostics: &Array) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = setLineMarks)]
    fn set_line_marks(this: &Rich, marks: &Array) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn select(this: &Rich, from: u32, to: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = showLine)]
    fn show_line(this: &Rich, line: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn focus(this: &Rich) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn destroy(this: &Rich) -> Result<(), JsValue>;
}

/// What an editor is made with.
pub struct Options {
    /// `go` or `python`.
    pub language: &'static str,
    /// What a screen reader calls it.
    pub label: String,
    /// Hears every edit.
    pub changed: Callback<Rc<str>>,
}

/// The editor in its host element.
pub struct Editor {
    inner: Rc<RefCell<Inner>>,
}

struct Inner {
    host: HtmlElement,
    face: Face,
    marks: Vec<LineMark>,
    diagnostics: Rc<[Diagnostic]>,
    program: Rc<str>,
}

enum Face {
    Plain { area: HtmlTextAreaElement, _input: EventListener },
    Rich { editor: Rich, _changed: Closure<dyn FnMut(String)> },
}

impl Editor {
    /// An editor in `host`, which must be empty, with `program` in it.
    pub fn new(host: HtmlElement, program: Rc<str>, options: Options) -> Option<Editor> {
        let face = plain(&host, &program, &options)?;
        let (marks, diagnostics) = (Vec::new(), Rc::from([]));
        let inner = Inner { host, face, marks, diagnostics, program };
        let inner = Rc::new(RefCell::new(inner));
        let later = Rc::clone(&inner);
        let loaded =
            Closure::once_into_js(move |module: JsValue| improve(&later, &module, &options));
        let refused = Closure::once_into_js(|_: JsValue| ());
        let _ = import_module(&beside_shell("editor.js")).then(&loaded, &refused);
        Some(Editor { inner })
    }

    /// Replaces the text; the real editor can undo that.
    pub fn set_text(&self, program: &str) {
        match &self.inner.borrow().face {
            Face::Plain { area, .. } => area.set_value(program),
            Face::Rich { editor, .. } => drop(editor.clone().set_doc(program)),
        }
    }

    /// Shows where everybody stands and what is wrong with `program`, which is the editor's text.
    pub fn show(&self, program: &Rc<str>, marks: Vec<LineMark>, diagnostics: &Rc<[Diagnostic]>) {
        let mut inner = self.inner.borrow_mut();
        inner.program = Rc::clone(program);
        if inner.marks != marks {
            inner.marks = marks;
            inner.show_marks();
        }
        if !Rc::ptr_eq(&inner.diagnostics, diagnostics) {
            inner.diagnostics = Rc::clone(diagnostics);
            inner.show_diagnostics();
        }
    }

    /// Scrolls to a line, and leaves the focus and the page where they are.
    pub fn show_line(&self, line: u32) {
        if let Face::Rich { editor, .. } = &self.inner.borrow().face {
            let _ = editor.show_line(line);
        }
    }

    /// Selects these bytes of the text and moves the focus there.
    pub fn show_bytes(&self, start: u32, end: u32) {
        let inner = self.inner.borrow();
        let utf16 = Utf16::of(&inner.program);
        let (start, end) = (utf16.offset(start), utf16.offset(end));
        match &inner.face {
            Face::Plain { area, .. } => {
                let _ = area.focus();
                let _ = area.set_selection_range(start, end);
            }
            Face::Rich { editor, .. } => {
                let editor = editor.clone();
                drop(inner);
                let _ = editor.focus();
                let _ = editor.select(start, end);
            }
        }
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        if let Face::Rich { editor, .. } = &self.inner.borrow().face {
            let _ = editor.destroy();
        }
    }
}

impl Inner {
    fn show_marks(&self) {
        if let Face::Rich { editor, .. } = &self.face {
            let _ = editor.set_line_marks(&self.marks.iter().map(mark_object).collect());
        }
    }

    fn show_diagnostics(&self) {
        if let Face::Rich { editor, .. } = &self.face {
            let utf16 = Utf16::of(&self.program);
            let objects = self.diagnostics.iter().map(|known| diagnostic_object(known, &utf16));
            let _ = editor.set_diagnostics(&objects.collect());
        }
    }
}

fn plain(host: &HtmlElement, program: &str, options: &Options) -> Option<Face> {
    let area = host.owner_document()?.create_element("textarea").ok()?;
    let area: HtmlTextAreaElement = area.unchecked_into();
    area.set_class_name("yp-plain");
    area.set_value(program);
    for (name, value) in [
        ("aria-label", options.label.as_str()),
        ("data-yp-role", "editor-text"),
        ("spellcheck", "false"),
        ("autocapitalize", "off"),
        ("autocomplete", "off"),
        ("wrap", "off"),
    ] {
        area.set_attribute(name, value).ok()?;
    }
    host.append_child(&area).ok()?;
    let (read, changed) = (area.clone(), options.changed.clone());
    let input = EventListener::new(&area, "input", move |_| changed.emit(read.value().into()));
    Some(Face::Plain { area, _input: input })
}

/// Puts the real editor in place of the plain one, unless it fails.
fn improve(inner: &RefCell<Inner>, module: &JsValue, options: &Options) {
    let mut inner = inner.borrow_mut();
    let Face::Plain { area, .. } = &inner.face else { return };
    let area = area.clone();
    let had_focus = inner.host.owner_document().and_then(|page| page.active_element())
        == Some(area.clone().into());
    let Ok(face) = rich(module.unchecked_ref(), &inner.host, &area, options) else { return };
    inner.face = face;
    area.remove();
    inner.show_marks();
    inner.show_diagnostics();
    if let (true, Face::Rich { editor, .. }) = (had_focus, &inner.face) {
        let _ = editor.focus();
    }
}

fn rich(
    module: &Module, host: &HtmlElement, area: &HtmlTextAreaElement, options: &Options,
) -> Result<Face, JsValue> {
    let callback = options.changed.clone();
    let changed = Closure::<dyn FnMut(String)>::new(move |text: String| callback.emit(text.into()));
    let settings = object(&[
        ("doc", area.value().into()),
        ("language", options.language.into()),
        ("label", options.label.as_str().into()),
        ("onChange", changed.as_ref().clone()),
    ]);
    let editor = module.mount(host, &settings)?;
    Ok(Face::Rich { editor, _changed: changed })
}

fn mark_object(mark: &LineMark) -> JsValue {
    let kind = match mark.kind {
        MarkKind::Current => "current",
        MarkKind::Other => "other",
    };
    object(&[
        ("line", mark.line.into()),
        ("kind", kind.into()),
        ("label", mark.label().into()),
        ("colour", mark.colour.into()),
        ("selected", mark.is_selected.into()),
    ])
}

fn diagnostic_object(diagnostic: &Diagnostic, utf16: &Utf16) -> JsValue {
    object(&[
        ("from", utf16.offset(diagnostic.span.start).into()),
        ("to", utf16.offset(diagnostic.span.end).into()),
        ("message", diagnostic.message.as_str().into()),
        ("severity", "error".into()),
    ])
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}
