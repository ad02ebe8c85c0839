//! Text made fit to stand inside a page.
//!
//! **Invariants:** nothing made here holds a blank line, which would end an HTML block of Markdown
//! in the middle; and nothing taken from a program can close the element it stands in.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// `text` as the content of an element or of a quoted attribute. A newline that would leave its
/// line blank is written as a character reference.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = true;
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\n' if blank => out.push_str("&#10;"),
            _ => out.push(c),
        }
        blank = (c == '\n' && !blank) || (blank && matches!(c, ' ' | '\t'));
    }
    out
}

/// `text` as one JSON string that can stand in a `<script>`: without `<`, `>`, `&` and the two
/// line separators that older JavaScript ends a string literal at.
pub fn json(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    let mut out = String::with_capacity(quoted.len());
    for c in quoted.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                out.push_str(&format!("\\u{:04x}", c as u32));
            }
            _ => out.push(c),
        }
    }
    out
}

/// The Markdown of one paragraph as HTML that stands inside of a line. Markup written in it is shown,
/// not followed.
pub fn inline(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let joined = words.join(" ");
    let events = Parser::new(&joined).filter_map(|event| match event {
        Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => None,
        Event::Html(markup) | Event::InlineHtml(markup) => Some(Event::Text(markup)),
        other => Some(other),
    });
    let mut out = String::new();
    pulldown_cmark::html::push_html(&mut out, events);
    markup(&out)
}

/// Markdown as HTML. Markup written in it is shown, not followed.
pub fn blocks(text: &str) -> String {
    let events = Parser::new(text).map(|event| match event {
        Event::Html(markup) | Event::InlineHtml(markup) => Event::Text(markup),
        other => other,
    });
    let mut out = String::new();
    pulldown_cmark::html::push_html(&mut out, events);
    out
}

/// Markup that is known to be good, without its blank lines.
pub fn markup(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    lines.join("\n")
}

/// `text` as a fenced code block, in a fence longer than any inside it.
pub fn fenced(text: &str) -> String {
    let mut fence = String::from("```");
    while text.contains(&fence) {
        fence.push('`');
    }
    let newline = if text.ends_with('\n') || text.is_empty() { "" } else { "\n" };
    format!("{fence}text\n{text}{newline}{fence}\n")
}

#[cfg(test)]
mod tests {
    use super::{fenced, html, inline, json, markup};

    #[test]
    fn html_has_no_blank_line() {
        assert_eq!(html("a\n\nb"), "a\n&#10;b");
        assert_eq!(html("a\n \t\n\n\nb\n"), "a\n \t&#10;\n&#10;b\n");
        assert_eq!(html("\n\na"), "&#10;\na");
        assert_eq!(html("a\r\n\r\nb"), "a&#13;\n&#13;\nb");
    }

    #[test]
    fn html_cannot_close_its_element() {
        assert_eq!(html("</pre><b a=\"x\">&"), "&lt;/pre&gt;&lt;b a=&quot;x&quot;&gt;&amp;");
    }

    #[test]
    fn json_cannot_close_its_script() {
        let text = "</script><!-- & \u{2028}\u{2029} \" \\ \n é 🙂";
        let written = json(text);
        assert!(written.starts_with("\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028\\u2029 "));
        assert!(!written.contains('\n'));
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }

    #[test]
    fn markup_loses_only_blank_lines() {
        assert_eq!(markup("<svg>\n\n  <g/>\n \n</svg>\n"), "<svg>\n  <g/>\n</svg>");
    }

    #[test]
    fn inline_markdown_stays_in_its_line() {
        assert_eq!(inline("a `b < c`\n\n*d*"), "a <code>b &lt; c</code> <em>d</em>");
        assert_eq!(inline("x <script>"), "x &lt;script&gt;");
    }

    #[test]
    fn a_fence_is_longer_than_any_inside() {
        assert_eq!(fenced("a\n"), "```text\na\n```\n");
        assert_eq!(fenced("````"), "`````text\n````\n`````\n");
    }
}
