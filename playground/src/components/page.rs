//! The page of its own: a playground with a choice of language and program.

use super::Widget;
use crate::demo::Demo;
use crate::samples::samples;
use lab::Language;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The languages, in the order of the choice.
const LANGUAGES: [(Language, &str); 2] = [(Language::Python, "Python"), (Language::Go, "Go")];

/// What the page starts with.
#[derive(Clone, PartialEq, Properties)]
pub struct PageProps {
    /// The name of a sample, from the page's address.
    pub wanted: Option<AttrValue>,
}

/// The whole page's content.
#[component]
pub fn Page(props: &PageProps) -> Html {
    let wanted = props.wanted.clone();
    let chosen = use_state(move || first(wanted.as_deref()));
    let Some(demo) = (*chosen).clone() else { return Html::default() };
    let pick = chosen.setter();
    html! {
        <div class="yp-page">
            <div class="yp-pick">
                { languages(&demo, &pick) }
                { programs(&demo, &pick) }
            </div>
            <Widget key={demo.key()} demo={Rc::clone(&demo)} />
        </div>
    }
}

type Pick = UseStateSetter<Option<Rc<Demo>>>;

fn first(wanted: Option<&str>) -> Option<Rc<Demo>> {
    let all = || LANGUAGES.iter().flat_map(|(language, _)| samples(*language));
    all().find(|demo| Some(demo.name.as_str()) == wanted).or_else(|| all().next())
}

fn languages(demo: &Demo, pick: &Pick) -> Html {
    let pick = pick.clone();
    let onchange = Callback::from(move |event: Event| {
        let chosen = index(&event).and_then(|index| LANGUAGES.get(index));
        let first = chosen.and_then(|(language, _)| samples(*language).into_iter().next());
        first.into_iter().for_each(|demo| pick.set(Some(demo)));
    });
    let option = |(language, name): &(Language, &'static str)| {
        html! { <option selected={*language == demo.scenario.language}>{ *name }</option> }
    };
    html! {
        <label>{ "Language" }
            <select class="yp-select" data-yp-role="pick-language" {onchange}>
                { for LANGUAGES.iter().map(option) }
            </select>
        </label>
    }
}

fn programs(demo: &Demo, pick: &Pick) -> Html {
    let known = samples(demo.scenario.language);
    let option = |known: &Rc<Demo>| {
        html! {
            <option key={known.key()} selected={known.name == demo.name}>
                { &known.scenario.name }
            </option>
        }
    };
    let options: Html = known.iter().map(option).collect();
    let pick = pick.clone();
    let onchange = Callback::from(move |event: Event| {
        let chosen = index(&event).and_then(|index| known.get(index));
        chosen.into_iter().for_each(|demo| pick.set(Some(Rc::clone(demo))));
    });
    html! {
        <label>{ "Program" }
            <select class="yp-select" data-yp-role="pick-sample" {onchange}>{ options }</select>
        </label>
    }
}

fn index(event: &Event) -> Option<usize> {
    let list = event.target()?.dyn_into::<HtmlSelectElement>().ok()?;
    usize::try_from(list.selected_index()).ok()
}
