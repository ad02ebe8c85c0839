//! Broken and hostile texts: compiling them must neither panic nor hang, whatever it says.

use go::{Options, Watching, compile};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// No text of the size used here may take longer than this to be refused or accepted.
const PATIENCE: Duration = Duration::from_secs(20);

fn programs() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../conformance/go");
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "go"));
    paths.sort();
    assert!(paths.len() >= 20, "only {} programs", paths.len());
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// How many texts are made of all programs in one way, about: enough to come by everywhere.
const TEXTS: usize = 5000;

/// Every how many of `total` places a text is made, at least `least`.
fn stride(total: usize, least: usize) -> usize {
    (total / TEXTS).max(least)
}

fn try_compile(source: &str) -> Vec<String> {
    let began = Instant::now();
    let result = compile(source, &Options { file: "prog.go".into(), watch: Watching::No });
    assert!(began.elapsed() < PATIENCE, "took {:?}: {:.200}", began.elapsed(), source);
    result.err().unwrap_or_default().into_iter().map(|diagnostic| diagnostic.message).collect()
}

#[test]
fn truncated_programs() {
    let programs = programs();
    let step = stride(programs.iter().map(String::len).sum(), 7);
    for program in programs {
        for end in (0..program.len()).step_by(step).filter(|&end| program.is_char_boundary(end)) {
            try_compile(&program[..end]);
        }
    }
}

#[test]
fn programs_with_a_byte_changed() {
    let replacements = ["{", "}", "(", "\"", "0", ":", "\n", ".", "*", "[", "é", ",", "<-"];
    let programs = programs();
    let step = stride(programs.iter().map(String::len).sum(), 11);
    for (number, program) in programs.into_iter().enumerate() {
        for (turn, at) in (number % 5..program.len()).step_by(step).enumerate() {
            if program.is_char_boundary(at) && program.is_char_boundary(at + 1) {
                let with = replacements[(turn + number) % replacements.len()];
                try_compile(&format!("{}{with}{}", &program[..at], &program[at + 1..]));
            }
        }
    }
}

#[test]
fn programs_with_a_line_missing_or_twice() {
    let programs = programs();
    let step = stride(2 * programs.iter().map(|program| program.lines().count()).sum::<usize>(), 1);
    for (number, program) in programs.iter().enumerate() {
        let lines: Vec<&str> = program.lines().collect();
        for at in (number % step..lines.len()).step_by(step) {
            let without = [&lines[..at], &lines[at + 1..]].concat().join("\n");
            let twice = [&lines[..at], &lines[at..=at], &lines[at..]].concat().join("\n");
            try_compile(&without);
            try_compile(&twice);
        }
    }
}

/// The text cut into words, blanks and single marks.
fn words(text: &str) -> Vec<&str> {
    let class = |c: char| match c {
        _ if c.is_alphanumeric() || c == '_' => 'a',
        _ if c.is_whitespace() => ' ',
        _ => '.',
    };
    let mut starts = vec![0];
    let mut last = '.';
    for (at, c) in text.char_indices() {
        if class(c) == '.' || class(c) != last {
            starts.push(at);
        }
        last = class(c);
    }
    starts.push(text.len());
    starts.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect()
}

#[test]
fn programs_with_words_exchanged_or_from_elsewhere() {
    let programs = programs();
    let others: Vec<Vec<&str>> = programs.iter().map(|program| words(program)).collect();
    let step = stride(2 * others.iter().map(Vec::len).sum::<usize>(), 1);
    for (number, own) in others.iter().enumerate() {
        for at in (number % step..own.len()).step_by(step) {
            // Far away in a way that differs from place to place, and is the same each time.
            let far = (at * 7919 + number * 104_729) % own.len();
            let mut exchanged = own.clone();
            exchanged.swap(at, far);
            try_compile(&exchanged.concat());
            let other = &others[(number + at) % others.len()];
            let mut mixed = own.clone();
            mixed[at] = other[(at * 31) % other.len()];
            try_compile(&mixed.concat());
        }
    }
}

#[test]
fn deep_nesting_is_refused() {
    let n = 20_000;
    let bodies = [
        format!("x := {}1{}", "(".repeat(n), ")".repeat(n)),
        format!("x := {}1", "- ".repeat(n)),
        format!("x := 1{}", " + 1".repeat(n)),
        format!("x := f{}", "()".repeat(n)),
        format!("x := a{}", ".b".repeat(n)),
        format!("var x {}int", "[]".repeat(n)),
        format!("var x {}int", "*".repeat(n)),
        format!("var x {}int{}", "struct{ a ".repeat(n), "}".repeat(n)),
        format!("{}{}", "{".repeat(n), "}".repeat(n)),
        format!("{}{}", "if true {".repeat(n), "}".repeat(n)),
        format!("if true {{ }}{}", " else if true { }".repeat(n)),
        format!("x := {}1{}", "[]int{".repeat(n), "}".repeat(n)),
        format!("x := {}{}", "func() {".repeat(n), "}".repeat(n)),
        format!("{}for {{}}", "L: ".repeat(n)),
        format!("{}{}", "select { default: ".repeat(n), "}".repeat(n)),
        format!("{}{}", "for range f { ".repeat(n), "}".repeat(n)),
    ];
    for body in bodies {
        let said = try_compile(&format!("package main\n\nfunc main() {{\n{body}\n}}\n"));
        assert!(
            said.iter().any(|message| message.contains("nested too deeply")),
            "{said:?} about {body:.60}"
        );
    }
}

#[test]
fn types_that_explode_are_refused() {
    let mut source = String::from("package main\n\ntype T0 struct{ a, b int }\n");
    for level in 1..60 {
        source += &format!("type T{level} struct{{ a, b T{} }}\n", level - 1);
    }
    source += "\nfunc main() {\n\tvar a, b T59\n\tprintln(a == b)\n}\n";
    assert!(!try_compile(&source).is_empty());
    let chain: String =
        (1..5000).map(|level| format!("type T{level} [1]T{}\n", level - 1)).collect();
    let source = format!(
        "package main\n\ntype T0 int\n{chain}\nfunc main() {{\n\tvar x T4999\n\t_ = x\n}}\n"
    );
    assert!(!try_compile(&source).is_empty());
    for text in [
        "var x [1 << 40]int",
        "var x [1 << 31][1 << 31]int",
        "x := [...]int{1 << 40: 1}",
        "x := []int{1 << 40: 1}",
    ] {
        assert!(
            !try_compile(&format!("package main\n\nfunc main() {{\n\t{text}\n\t_ = x\n}}\n"))
                .is_empty(),
            "{text}"
        );
    }
}

#[test]
fn long_chains_of_declarations() {
    let constants: String = (1..3000).map(|n| format!("const c{n} = c{} + 1\n", n - 1)).collect();
    try_compile(&format!(
        "package main\n\n{constants}const c0 = 1\n\nfunc main() {{ println(c2999) }}\n"
    ));
    let variables: String = (1..3000).map(|n| format!("var v{n} = v{} + 1\n", n + 1)).collect();
    try_compile(&format!(
        "package main\n\n{variables}var v3000 = 1\n\nfunc main() {{ println(v1) }}\n"
    ));
    let doubled: String = (1..200).map(|n| format!("const s{n} = s{0} + s{0}\n", n - 1)).collect();
    assert!(
        !try_compile(&format!(
            "package main\n\nconst s0 = \"abcdefgh\"\n{doubled}\nfunc main() {{ println(s199) }}\n"
        ))
        .is_empty()
    );
}

#[test]
fn huge_constants_are_refused_or_computed_at_once() {
    let nines = "9".repeat(100_000);
    let squares: String = (1..60).map(|n| format!("const c{n} = c{0} * c{0}\n", n - 1)).collect();
    for text in [
        format!("const x = {nines}"),
        format!("const x = 1.{nines}"),
        format!("const x = 0x{}p1", "f".repeat(100_000)),
        format!("const c0 = 1.000001\n{squares}const x = c59"),
        "const x = 1 << 1000000000".into(),
        "const x = 1e1000000000".into(),
        "const x = 1 << 500 << 500 << 500".into(),
    ] {
        assert!(
            !try_compile(&format!("package main\n\n{text}\n\nfunc main() {{ _ = x }}\n"))
                .is_empty(),
            "{text:.40}"
        );
    }
}
