//! The card that leads from a chapter to an exercise.

use crate::escape::html;
use std::path::Path;

/// The card of the exercise `name` on the page of the chapter at `path`; none if there is no such
/// exercise.
pub fn card(name: &str, path: &Path) -> Option<String> {
    let exercise = exercises::exercise(name)?.ok()?;
    let up = "../".repeat(path.components().count());
    let (title, teaches) = (html(&exercise.title), html(&exercise.teaches));
    let language = match exercise.language {
        lab::Language::Go => "Go",
        lab::Language::Python => "Python",
    };
    Some(format!(
        r#"<aside class="yp-exercise" aria-label="Exercise: {title}">
<p class="yp-exercise-title"><a href="{up}exercises/index.html#{name}">{title}</a> <span>{language} exercise</span></p>
<p>{teaches}.</p>
<p class="yp-exercise-how">In your terminal: <code>yieldpoint exercise start {name}</code></p>
</aside>"#
    ))
}

#[cfg(test)]
mod tests {
    use super::card;
    use std::path::Path;

    #[test]
    fn a_card_finds_its_way_from_any_depth() {
        let top = card("frozen-loop", Path::new("a.md")).unwrap();
        let below = card("frozen-loop", Path::new("in/a.md")).unwrap();
        assert!(top.contains("href=\"../exercises/index.html#frozen-loop\""), "{top}");
        assert!(below.contains("href=\"../../exercises/index.html#frozen-loop\""), "{below}");
        assert_eq!(card("no-such", Path::new("a.md")), None);
    }
}
