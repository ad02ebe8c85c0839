//! `yieldpoint explore`, `race` and replayed schedules from outside.

use serde_json::Value;
use std::fs;
use std::process::{Command, Output, Stdio};

const RIGHT: &str = "package main\n\nfunc main() {\n\tprint(\"\")\n}\n";

/// Exit code, stdout and stderr of a call on a file.
fn said(command: &str, file: &str, text: &str, options: &[&str]) -> (i32, String, String) {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join(file), text).unwrap();
    let mut call = Command::new(env!("CARGO_BIN_EXE_yieldpoint"));
    call.arg(command).arg(file).args(options).current_dir(dir.path()).stdin(Stdio::null());
    let Output { status, stdout, stderr } = call.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

#[test]
fn a_program_that_does_not_compile_is_exit_code_2_in_the_words_of_run() {
    let broken = "package main\n\nfunc main() {\n\tx := 1\n}\n";
    let (_, _, by_run) = said("run", "a.go", broken, &[]);
    for command in ["explore", "race"] {
        let (code, stdout, stderr) = said(command, "a.go", broken, &[]);
        assert_eq!((code, stdout.as_str(), &stderr), (2, "", &by_run));
        let (code, stdout, stderr) = said(command, "a.go", broken, &["--json"]);
        let object: Value = serde_json::from_str(&stdout).unwrap();
        assert_eq!((code, stderr.as_str()), (2, ""));
        assert_eq!(object["diagnostics"][0]["message"], "declared and not used: x");
        assert_eq!(object["diagnostics"][0]["line"], 4);
    }
}

#[test]
fn what_is_no_program_is_exit_code_2() {
    for (file, options) in [
        ("a.txt", &[][..]),
        ("a.go", &["--profile", "go-2"]),
        ("a.go", &["--mode", "fast"]),
        ("a.scenario", &[]),
    ] {
        let (code, stdout, stderr) = said("explore", file, RIGHT, options);
        assert_eq!((code, stdout.as_str()), (2, ""), "{file} {options:?}");
        assert!(stderr.starts_with("error: "), "{stderr}");
    }
    let (code, stdout, _) = said("explore", "a.txt", RIGHT, &["--json"]);
    let object: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!((code, &object["diagnostics"]), (2, &Value::Array(vec![])));
}

#[test]
fn json_is_all_there_is_on_stdout() {
    let (code, stdout, stderr) = said("explore", "a.py", "print(1)\n", &["--json", "--time", "5"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    let object: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(object["outcomes"][0]["kind"], "ok");
    assert_eq!(object["outcomes"][0]["stdout"], "1\n");
}

#[test]
fn a_bad_end_is_exit_code_1() {
    let raises = "raise ValueError('no')\n";
    let (code, stdout, _) = said("explore", "a.py", raises, &["--time", "5"]);
    assert_eq!(code, 1);
    assert!(stdout.starts_with("Every schedule: 1 outcome, and it is bad.\n"), "{stdout}");
    let section = "error[exception]: an exception is not caught\n  ValueError: no\n";
    assert!(stdout.contains(section), "{stdout}");
    assert!(stdout.contains("--schedule 'virtual:"), "{stdout}");
}

#[test]
fn a_scenario_runs_with_its_own_head_and_options_win() {
    let scenario =
        "language: python\nprofile: cpython-3.9\n---\nimport sys\nprint(sys.version_info[1])\n";
    assert_eq!(said("run", "a.scenario", scenario, &[]).1, "9\n");
    let options = ["--profile", "cpython-3.11"];
    assert_eq!(said("run", "a.scenario", scenario, &options).1, "11\n");
    let wrong = said("run", "a.scenario", "language: go\nproc: 1\n---\n", &[]).2;
    assert_eq!(wrong, "error: a.scenario: line 2: there is no key \"proc\"\n");
}

// ---- schedules that do not fit

const SELECT: &str = "package main\n\nfunc main() {\n\ta := make(chan int, 1)\n\ta <- 1\n\tselect {\n\tcase <-a:\n\tcase a <- 2:\n\tdefault:\n\t}\n\tb := make(chan int, 2)\n\tb <- 1\n\tselect {\n\tcase <-b:\n\t\tprintln(\"from\")\n\tcase b <- 2:\n\t\tprintln(\"to\")\n\t}\n}\n";

#[test]
fn a_schedule_that_fits_is_followed_in_silence() {
    assert_eq!(said("run", "a.go", SELECT, &["--schedule", "0"]).2, "from\n");
    assert_eq!(said("run", "a.go", SELECT, &["--schedule", "1"]).2, "to\n");
}

#[test]
fn a_schedule_that_does_not_fit_says_where() {
    let (code, _, stderr) = said("run", "a.go", SELECT, &["--schedule", "5"]);
    assert_eq!(code, 0);
    let what = "to\nwarning: the schedule does not fit this program: answer 1 of 1 is 5, but there \
                were 2 options, 0 to 1, for the case of a select.\n";
    assert!(stderr.starts_with(what), "{stderr}");
    let (_, _, stderr) = said("run", "a.go", SELECT, &["--schedule", "1.0.0"]);
    assert!(stderr.contains("the run was over after 1 of its 3 answers"), "{stderr}");
}
