//! What is said about programs that are refused, beside what the real compiler says.

use go::{Options, Watching, compile};

/// The programs of a file and what is printed about them.
fn cases(text: &str) -> Vec<(String, String)> {
    let body: String = text
        .lines()
        .skip_while(|line| line.starts_with('#'))
        .map(|line| format!("{line}\n"))
        .collect();
    let split = |case: &str| {
        case.split_once("----\n").map(|(source, printed)| (source.to_string(), printed.to_string()))
    };
    body.split("====\n").filter_map(split).collect()
}

/// The diagnostics as gc prints them.
fn printed(source: &str) -> String {
    let Err(diagnostics) =
        compile(source, &Options { file: "prog.go".into(), watch: Watching::No })
    else {
        return "accepted\n".into();
    };
    diagnostics
        .iter()
        .map(|d| format!("./prog.go:{}:{}: {}\n", d.line, d.column, d.message))
        .collect()
}

fn compare(text: &str, least: usize) {
    let cases = cases(text);
    assert!(cases.len() >= least, "only {} cases", cases.len());
    for (source, expected) in cases {
        assert_eq!(printed(&source), expected, "about:\n{source}");
    }
}

#[test]
fn mistakes_are_told_in_the_words_of_gc() {
    compare(include_str!("data/refused_by_gc.txt"), 70);
}

#[test]
fn so_are_mistakes_with_type_parameters() {
    compare(include_str!("data/refused_generics.txt"), 60);
}

#[test]
fn what_is_not_simulated_is_named() {
    compare(include_str!("data/unsupported.txt"), 4);
}

#[test]
fn an_unsupported_construct_comes_with_advice() {
    let source = "package main\n\nimport \"net/http\"\n\nfunc main() {\n\t_ = http.Get\n}\n";
    let Err(diagnostics) =
        compile(source, &Options { file: "prog.go".into(), watch: Watching::No })
    else {
        panic!("accepted")
    };
    assert_eq!(diagnostics[0].code, "unsupported");
    assert!(!diagnostics[0].help.is_empty());
}

#[test]
fn columns_count_bytes_and_lines_survive_carriage_returns() {
    let source = "package main\r\n\r\nfunc main() {\r\n\t\"héé\" + x\r\n}\r\n";
    assert_eq!(printed(source), "./prog.go:4:12: undefined: x\n");
}

#[test]
fn a_syntax_error_hides_type_errors() {
    let source = "package main\n\nfunc main() {\n\tvar x int = \"a\"\n\tx := := 1\n}\n";
    assert_eq!(
        printed(source),
        "./prog.go:5:7: syntax error: unexpected :=, expected expression\n"
    );
}
