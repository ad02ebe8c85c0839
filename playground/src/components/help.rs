//! The list of keys, in a dialog of the browser's own: it takes the focus and gives it back.

use yew::prelude::*;

/// Keys and what they do, by topic.
const KEYS: [(&str, &[(&str, &str)]); 4] = [
    (
        "Program",
        &[
            ("Ctrl+Enter", "run, also from the editor"),
            ("Ctrl+Shift+Enter", "check the answer to an exercise, also from the editor"),
            ("R", "run"),
            ("S", "stop the run or the search"),
            ("A", "search all schedules"),
            ("E", "to the editor; Escape, then Tab, leaves it"),
        ],
    ),
    (
        "Time",
        &[
            ("Space", "play or pause"),
            ("\u{2190} \u{2192}", "one event"),
            (", .", "one line of the selected task, else of the one that runs"),
            ("N P", "to where another task begins to run: the next, the one before"),
            ("O  Shift+O", "to the next output, to the one before"),
            ("Home End", "to the start, to the end"),
            ("< >", "slower, faster"),
        ],
    ),
    (
        "Timeline",
        &[
            ("+ -", "zoom in, zoom out"),
            ("0", "show the whole run"),
            ("F", "follow the playhead, or no longer"),
            ("Shift+\u{2190} \u{2192}", "move what is in view"),
            ("Escape", "select nobody"),
        ],
    ),
    (
        "Panels",
        &[
            ("1 to 6", "Machine, Events, Problems, Schedules, Settings; Check in an exercise"),
            ("\u{2191} \u{2193}", "in the table of events: the event before, the next"),
            ("?", "this list"),
        ],
    ),
];

/// The dialog, closed until it is asked for.
pub fn help(node: &NodeRef) -> Html {
    let dialog = node.clone();
    let close = Callback::from(move |_: MouseEvent| {
        if let Some(dialog) = dialog.cast::<web_sys::HtmlDialogElement>() {
            dialog.close();
        }
    });
    html! {
        <dialog ref={node} class="yp-keys" data-yp-role="keys" aria-label="Keys">
            <div class="yp-keys-head">
                <h3>{ "Keys" }</h3>
                <button type="button" class="yp-press" data-yp-role="close-keys" onclick={close}>{ "Close" }</button>
            </div>
            <p class="yp-soft">{ "They work while the focus is in this playground and not in a text." }</p>
            <div class="yp-keys-topics">
                { for KEYS.iter().map(|(topic, keys)| html! {
                    <section>
                        <h4>{ *topic }</h4>
                        <dl>
                            { for keys.iter().map(|(key, does)| html! {
                                <div><dt><kbd>{ *key }</kbd></dt><dd>{ *does }</dd></div>
                            }) }
                        </dl>
                    </section>
                }) }
            </div>
        </dialog>
    }
}
