//! The HTML of a demo.
//!
//! What the page shows before, or without, the live playground: the program, and behind a
//! disclosure what it printed and the picture of its run, so that the answer is not given away
//! before the reader has predicted one.
//!
//! **Invariants:** a demo is one HTML block of Markdown: it starts with `<section` and holds no
//! blank line.

use crate::escape::{html, json, markup};
use crate::play::Played;
use lab::Verdict;

/// The demo `name` on the page `page` (its path in the book without the ending).
pub fn demo(name: &str, page: &str, played: &Played) -> String {
    let Played { title, language, scenario, source, output, timeline, .. } = played;
    let (title, page, scenario) = (html(title), html(page), json(scenario));
    let (source, output, timeline) = (html(source), html(output), markup(timeline));
    let checked = checked(&played.verdicts);
    format!(
        r#"<section class="yp-demo" data-yp-demo="{name}" data-yp-page="{page}" data-yp-language="{language}" aria-label="Demo: {title}">
<script type="application/json" class="yp-scenario">{scenario}</script>
<pre class="yp-source" tabindex="0"><code class="language-{language}">{source}</code></pre>
<details class="yp-played">
<summary>What it does</summary>
<figure class="yp-timeline">
{timeline}
</figure>
<pre class="yp-output"><samp>{output}</samp></pre>
</details>
</section>
{checked}"#
    )
}

/// The claims of a demo. They stand after the section, because the live playground replaces what
/// is in it, and they are about the program as it was when the page was built.
fn checked(verdicts: &[Verdict]) -> String {
    let count = match verdicts.len() {
        1 => "1 claim".into(),
        n => format!("{n} claims"),
    };
    let claims: String = verdicts
        .iter()
        .map(|verdict| format!("<li><code>{}</code></li>\n", html(&verdict.claim)))
        .collect();
    format!(
        r#"<details class="yp-checked">
<summary>Checked when this page was built: {count}</summary>
<ul>
{claims}</ul>
</details>
"#
    )
}
