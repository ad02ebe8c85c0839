//! Another parser's opinion: what we accept, `gosyn` parses too.

use go::{Options, Watching, compile};
use std::fs;
use std::path::Path;

#[test]
fn what_is_accepted_parses_elsewhere() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../conformance/go");
    let (mut tried, mut newer) = (0, 0);
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.extension().is_none_or(|extension| extension != "go") {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        // What real Go accepted and the other parser refuses is of a Go that it does not know yet.
        if compile(&source, &Options { file: "prog.go".into(), watch: Watching::No }).is_ok()
            && gosyn::parse_source(&source).is_err()
        {
            newer += 1;
            continue;
        }
        let lines: Vec<&str> = source.lines().collect();
        for at in 0..=lines.len() {
            let text: String = lines
                .iter()
                .enumerate()
                .filter(|(line, _)| *line != at)
                .map(|(_, l)| format!("{l}\n"))
                .collect();
            if compile(&text, &Options { file: "prog.go".into(), watch: Watching::No }).is_ok() {
                tried += 1;
                let parsed = gosyn::parse_source(&text);
                assert!(parsed.is_ok(), "{}: {:?}", path.display(), parsed.err());
            }
        }
    }
    assert!(tried > 100, "only {tried} programs");
    assert!(newer <= 5, "{newer} programs are too new for the other parser");
}
