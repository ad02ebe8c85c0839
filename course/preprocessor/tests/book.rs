//! Whole books through the preprocessor and mdBook's own renderer.

use expect_test::expect;
use lab::Verdict;
use mdbook_driver::MDBook;
use preprocessor::{Demos, Played};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A player whose runs are told by the scenario's text: `refuse` has a mistake, each `true:` and
/// `false:` line is a claim, and the program is what follows `---`.
fn fake(name: &str, text: &str) -> Result<Played, Vec<String>> {
    let (head, source) = text.split_once("---\n").ok_or_else(|| vec!["no program".to_string()])?;
    if head.contains("refuse") {
        return Err(vec![
            "3:1: SyntaxError: invalid syntax".into(),
            "9:2: unsupported: with".into(),
        ]);
    }
    let verdict = |line: &str| {
        let (word, claim) = line.trim_start_matches("# ").split_once(": ")?;
        let holds = matches!(word, "true" | "false").then_some(word == "true")?;
        Some(Verdict { claim: claim.into(), holds, why: "it was 5 ms".into() })
    };
    Ok(Played {
        title: format!("Demo \"{name}\""),
        language: "python",
        scenario: text.into(),
        source: source.into(),
        output: "a < b\n\nc & d\n".into(),
        timeline: format!("<svg viewBox=\"0 0 9 9\" id=\"{name}\">\n\n<g></g>\n</svg>\n"),
        verdicts: head.lines().filter_map(verdict).collect(),
    })
}

/// A book of chapters and demos.
struct Shelf {
    folder: TempDir,
}

impl Shelf {
    fn new(chapters: &[(&str, &str)], demos: &[(&str, &str)]) -> Shelf {
        let folder = TempDir::new().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("book.toml", "[book]\ntitle = \"t\"\n");
        let lines = chapters.iter().map(|(path, _)| format!("- [{path}]({path})\n"));
        write("src/SUMMARY.md", &lines.collect::<String>());
        chapters.iter().for_each(|(path, text)| write(&format!("src/{path}"), text));
        demos.iter().for_each(|(name, text)| write(&format!("demos/{name}.scenario"), text));
        Shelf { folder }
    }

    fn build(&self) -> Result<(), String> {
        let mut book = MDBook::load(self.folder.path()).unwrap();
        book.with_preprocessor(Demos::new(fake));
        book.build().map_err(|error| format!("{error:?}"))
    }

    fn page(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join("book").join(path)).unwrap()
    }
}

const GOOD: &str = "true: exit = 0\n---\nprint(1)\n";

/// The lines of the error that the preprocessor is responsible for.
fn failures(chapters: &[(&str, &str)], demos: &[(&str, &str)]) -> Vec<String> {
    let error = Shelf::new(chapters, demos).build().unwrap_err();
    let ours = error.split_once("the demos do not hold:\n").expect(&error).1;
    let end = ours.find("\n\n").unwrap_or(ours.len());
    ours[..end].lines().map(String::from).collect()
}

#[test]
fn every_failure_is_reported_at_once() {
    let chapters = [
        ("one.md", "{{#demo false}}\n\n{{#demo refused}}\n\n{{#demo gone}}\n"),
        ("two.md", "{{#demo silent}}\n{{#demo good}}\n{{#output good}}\n{{#demo good}}\n"),
        ("three.md", "See {{#demo good}}.\n"),
    ];
    let demos = [
        ("false", "true: exit = 0\nfalse: gap \"tick\" = 1ms\nfalse: exit = 1\n---\n"),
        ("refused", "refuse\n---\n"),
        ("silent", "---\n"),
        ("good", GOOD),
        ("unused", GOOD),
    ];
    let expected = expect![[r#"
        one.md: demo `false`: the claim `gap "tick" = 1ms` is false: it was 5 ms
        one.md: demo `false`: the claim `exit = 1` is false: it was 5 ms
        one.md: demo `refused` does not run: 3:1: SyntaxError: invalid syntax
        one.md: demo `refused` does not run: 9:2: unsupported: with
        one.md: demo `gone`: demos/gone.scenario: No such file or directory (os error 2)
        two.md: demo `silent` claims nothing; give it a `claim:` line
        two.md: demo `good` stands twice on one page
        three.md: not a directive on a line of its own: `See {{#demo good}}.`
        demo `unused` is shown in no chapter"#]];
    expected.assert_eq(&failures(&chapters, &demos).join("\n"));
}

#[test]
fn a_failure_is_told_once_for_a_demo_on_two_pages() {
    let chapters = [("one.md", "{{#demo a}}\n"), ("two.md", "{{#demo a}}\n{{#output a}}\n")];
    let told = failures(&chapters, &[("a", "false: exit = 1\n---\n")]);
    assert_eq!(told, ["one.md: demo `a`: the claim `exit = 1` is false: it was 5 ms"]);
}

#[test]
fn a_demo_becomes_html() {
    let program = "true: exit = 0\ntrue: gap \"tick\" < 5ms\n---\ndef f():\n    s = \"</script></pre>\"\n\n\n    return s & 1 < 2\n";
    let shelf =
        Shelf::new(&[("in/one.md", "Before.\n\n{{#demo a-b}}\n\nAfter.\n")], &[("a-b", program)]);
    shelf.build().unwrap();
    let page = shelf.page("in/one.html");
    let (start, end) = (page.find("<p>Before.").unwrap(), page.find("After.").unwrap());
    expect![[r#"
        <p>Before.</p>
        <section class="yp-demo" data-yp-demo="a-b" data-yp-page="in/one" data-yp-language="python" aria-label="Demo: Demo &quot;a-b&quot;">
        <script type="application/json" class="yp-scenario">"true: exit = 0\ntrue: gap \"tick\" \u003c 5ms\n---\ndef f():\n    s = \"\u003c/script\u003e\u003c/pre\u003e\"\n\n\n    return s \u0026 1 \u003c 2\n"</script>
        <pre class="yp-source" tabindex="0"><code class="language-python">def f():
            s = "&lt;/script&gt;&lt;/pre&gt;"


            return s &amp; 1 &lt; 2
        </code></pre>

        <details class="yp-played">
        <summary>What it does</summary>
        <figure class="yp-timeline">
        <svg viewbox="0 0 9 9" id="a-b">
        <g></g>
        </svg>
        </figure>
        <pre class="yp-output"><samp>a &lt; b

        c &amp; d
        </samp></pre>

        </details>
        </section>
        <details class="yp-checked">
        <summary>Checked when this page was built: 2 claims</summary>
        <ul>
        <li><code>exit = 0</code></li>

        <li><code>gap "tick" &lt; 5ms</code></li>

        </ul>

        </details>
        <p>"#]].assert_eq(&page[start..end]);
}

#[test]
fn demos_share_pages_and_pages_share_demos() {
    let chapters = [
        ("one.md", "{{#demo a}}\n{{#demo b}}\ntext\n"),
        ("sub/two.md", "- item\n{{#demo a}}\n*text*\n\n```\n{{#demo nowhere}}\n```\n"),
    ];
    let shelf = Shelf::new(&chapters, &[("a", GOOD), ("b", GOOD)]);
    shelf.build().unwrap();
    let (one, two) = (shelf.page("one.html"), shelf.page("sub/two.html"));
    assert_eq!(sections(&one), [("a", "one"), ("b", "one")]);
    assert_eq!(sections(&two), [("a", "sub/two")]);
    assert!(two.contains("<em>text</em>") && two.contains("{{#demo nowhere}}"));
}

/// The demo and the page of each section.
fn sections(html: &str) -> Vec<(&str, &str)> {
    let value = |text: &'static str, from: &str| -> Option<(usize, usize)> {
        let start = from.find(text)? + text.len();
        Some((start, start + from[start..].find('"')?))
    };
    html.match_indices("<section class=\"yp-demo\"")
        .map(|(at, _)| {
            let tag = &html[at..];
            let (demo, page) = (value("data-yp-demo=\"", tag), value("data-yp-page=\"", tag));
            let (demo, page) = (demo.unwrap(), page.unwrap());
            (&tag[demo.0..demo.1], &tag[page.0..page.1])
        })
        .collect()
}

#[test]
fn what_a_demo_prints_can_be_quoted() {
    let shelf = Shelf::new(&[("one.md", "{{#output a}}\n\n{{#demo a}}\n")], &[("a", GOOD)]);
    shelf.build().unwrap();
    let page = shelf.page("one.html");
    let quoted = "<pre><code class=\"language-text\">a &lt; b\n\nc &amp; d\n</code></pre>";
    assert!(page.contains(quoted), "{page}");
}

#[test]
fn a_quiz_whose_answers_are_wrong_stops_the_build() {
    let program = "language: python\n# true: exit = 0\n---\nprint(1)\n";
    let block = |can: bool| {
        format!(
            "{{{{#demo a}}}}\n\n```quiz\ndemo = 'a'\nquestion = 'What?'\n[[option]]\nprints = \"1\\n\"\n\
             can = {can}\nwhy = 'x'\n[[option]]\nends = 'deadlock'\ncan = {}\nwhy = 'y'\n```\n",
            !can
        )
    };
    let told = failures(&[("one.md", &block(false))], &[("a", program)]);
    let wrong = r#"one.md: quiz: `"1\n"` can happen; `"deadlock"` cannot happen; the search found ok "1\n""#;
    assert_eq!(told, [wrong]);
    Shelf::new(&[("one.md", &block(true))], &[("a", program)]).build().unwrap();
    let told = failures(&[("one.md", "{{#demo a}}\n{{#exercise none}}\n")], &[("a", program)]);
    assert_eq!(told, ["one.md: there is no exercise `none`"]);
}

#[test]
fn a_book_without_demos_is_left_alone() {
    let shelf = Shelf::new(&[("one.md", "Nothing here: `#demo`.\n")], &[]);
    shelf.build().unwrap();
    assert!(Path::new(&shelf.folder.path().join("book/one.html")).exists());
}

/// Builds with mdBook alone, which calls the program.
fn build_by_command(shelf: &Shelf) -> bool {
    let config = format!(
        "[book]\ntitle = \"t\"\n[preprocessor.demos]\ncommand = '{}'\n",
        env!("CARGO_BIN_EXE_mdbook-demos")
    );
    fs::write(shelf.folder.path().join("book.toml"), config).unwrap();
    MDBook::load(shelf.folder.path()).unwrap().build().is_ok()
}

#[test]
fn a_plain_mdbook_build_runs_the_demos_too() {
    assert!(build_by_command(&Shelf::new(&[("one.md", "text")], &[])));
    assert!(!build_by_command(&Shelf::new(&[("one.md", "{{#demo gone}}\n")], &[])));
}
