//! What is wrong with the program, line by line.

use crate::state::Action;
use runtime_core::source::Diagnostic;
use yew::prelude::*;

/// So many are listed; a broken program can have thousands.
const SHOWN_MAX: usize = 20;

/// The list; empty, it takes no room but stays, so that a screen reader hears it change.
pub fn diagnostics(diagnostics: &[Diagnostic], act: &Callback<Action>) -> Html {
    let more = diagnostics.len().saturating_sub(SHOWN_MAX);
    let shown = diagnostics.iter().take(SHOWN_MAX).enumerate();
    html! {
        <ul class="yp-diagnostics" data-yp-role="diagnostics" aria-live="polite"
            aria-label="Problems in the program">
            { for shown.map(|(index, diagnostic)| item(index, diagnostic, act)) }
            if more > 0 { <li class="yp-more">{ more }{ " more" }</li> }
        </ul>
    }
}

fn item(index: usize, diagnostic: &Diagnostic, act: &Callback<Action>) -> Html {
    let onclick = act.reform(move |_: MouseEvent| Action::ShowDiagnostic(index));
    html! {
        <li key={index}>
            <button type="button" class="yp-diagnostic" title="Go to the line" {onclick}>
                <span class="yp-where">{ place(diagnostic) }</span>
                <span class="yp-what">
                    <span class="yp-why">{ reason(diagnostic) }</span>
                    if !diagnostic.help.is_empty() {
                        <span class="yp-help">{ &diagnostic.help }</span>
                    }
                </span>
            </button>
        </li>
    }
}

fn place(diagnostic: &Diagnostic) -> String {
    [&diagnostic.line.to_string(), ":", &diagnostic.column.to_string()].concat()
}

/// The message, after the name the real interpreter prints in front of it. The other codes are
/// words of ours that say nothing more.
fn reason(diagnostic: &Diagnostic) -> String {
    match diagnostic.code.as_str() {
        "compile" => diagnostic.message.clone(),
        "unsupported" => ["not simulated here: ", &diagnostic.message].concat(),
        code => [code, ": ", &diagnostic.message].concat(),
    }
}
