//! Lets things be seen moving from where they were to where they are.

use js_sys::JSON;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

/// Milliseconds that a way takes.
const WAY_MS: &str = "200";

#[wasm_bindgen]
extern "C" {
    type Animated;
    #[wasm_bindgen(method, structural)]
    fn animate(this: &Animated, frames: &JsValue, options: &JsValue);
}

/// Where everything that has a key stands, in CSS pixels, by the key.
pub struct Places(Vec<(u64, [i32; 2])>);

impl Places {
    /// As it is now.
    pub fn of(root: &Element) -> Places {
        let mut places = Vec::new();
        for_each(root, |key, token| places.push((key, place(token))));
        places.sort_unstable();
        Places(places)
    }

    fn get(&self, key: u64) -> Option<[i32; 2]> {
        let at = self.0.binary_search_by_key(&key, |&(key, _)| key).ok()?;
        Some(self.0[at].1)
    }
}

/// What is under way.
#[derive(Default)]
pub struct Glide {
    is_busy: bool,
}

impl Glide {
    /// Lets what stands elsewhere than before glide there; without a before, everything is where
    /// it is. The copies that glide are put into the element behind `root`.
    pub fn show(&mut self, root: &Element, before: Option<Places>) {
        let Some(above) = root.next_element_sibling() else { return };
        if self.is_busy {
            above.set_inner_html("");
            self.is_busy = false;
        }
        let Some(before) = before else { return };
        // First everything is measured, then changed: each change would have the page laid out anew.
        let mut ways = Vec::new();
        for_each(root, |key, token| {
            let origin = || number(token, "data-yp-origin").and_then(|origin| before.get(origin));
            let from = before.get(key).or_else(origin);
            let to = place(token);
            if from != Some(to) {
                ways.push((token.clone(), from, to));
            }
        });
        for (token, from, to) in ways {
            self.is_busy = true;
            appear(&token, from, to, &above);
        }
    }
}

/// Comes into view: from there, or out of nothing.
fn appear(token: &HtmlElement, from: Option<[i32; 2]>, to: [i32; 2], above: &Element) {
    let Some(from) = from else {
        return animate(token, "[{\"opacity\":0},{\"opacity\":1}]", "none");
    };
    let Ok(copy) = token.clone_node_with_deep(true) else { return };
    let copy: HtmlElement = copy.unchecked_into();
    let _ = copy.remove_attribute("data-yp-key");
    let pixels = |n: i32| [&n.to_string(), "px"].concat();
    let width = pixels(token.offset_width());
    let style = ["left:", &pixels(to[0]), ";top:", &pixels(to[1]), ";width:", &width].concat();
    let own = copy.get_attribute("style").unwrap_or_default();
    let _ = copy.set_attribute("style", &[&style, ";", &own].concat());
    let _ = above.append_child(&copy);
    let way = [pixels(from[0] - to[0]), pixels(from[1] - to[1])].join(",");
    let frames = [
        "[{\"transform\":\"translate(",
        &way,
        ")\"},{\"transform\":\"none\",\"opacity\":1,\"offset\":0.99},{\"opacity\":0}]",
    ];
    animate(&copy, &frames.concat(), "forwards");
    animate(token, "[{\"opacity\":0},{\"opacity\":0}]", "none");
}

/// `fill` says whether it stays as it is at the end.
fn animate(element: &HtmlElement, frames: &str, fill: &str) {
    let options = ["{\"duration\":", WAY_MS, ",\"easing\":\"ease-out\",\"fill\":\"", fill, "\"}"];
    let (frames, options) = (JSON::parse(frames), JSON::parse(&options.concat()));
    if let (Ok(frames), Ok(options)) = (frames, options) {
        element.unchecked_ref::<Animated>().animate(&frames, &options);
    }
}

fn for_each(root: &Element, mut see: impl FnMut(u64, &HtmlElement)) {
    let all = root.get_elements_by_class_name("yp-token");
    for at in 0..all.length() {
        let token = all.item(at).and_then(|token| token.dyn_into::<HtmlElement>().ok());
        if let Some(token) = token
            && let Some(key) = number(&token, "data-yp-key")
        {
            see(key, &token);
        }
    }
}

fn number(token: &HtmlElement, name: &str) -> Option<u64> {
    token.get_attribute(name)?.parse().ok()
}

/// In the layout of the panel, whatever glides at the moment and however far it is scrolled.
fn place(token: &HtmlElement) -> [i32; 2] {
    [token.offset_left(), token.offset_top()]
}
