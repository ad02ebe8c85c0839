//! Programs that once told an engine from plain enumeration, or a witness from its outcome.

use lab::{Language, Scenario};

/// What is printed has left the registers before it is printed: the text is part of the state.
const PRINTS_WHAT_IT_READ: &str = r#"package main

import "fmt"

var x int

func main() {
	go func() { x++ }()
	fmt.Println(x)
}
"#;

/// The same without a GIL, where a thread stops before it prints.
const PRINTS_WITHOUT_GIL: &str = "
import _thread
x = 0
def run():
    global x
    x += 1
_thread.start_new_thread(run, ())
print(x)
";

/// All of them.
pub fn programs() -> Vec<Scenario> {
    let rows = [
        ("go-1.27", Language::Go, PRINTS_WHAT_IT_READ),
        ("cpython-3.13t", Language::Python, PRINTS_WITHOUT_GIL),
    ];
    let scenario = |(profile, language, source): (&str, Language, &str)| {
        let mut scenario = Scenario::new(language, source);
        scenario.config.profile = profile.into();
        scenario
    };
    rows.into_iter().map(scenario).collect()
}
