//! The command line from outside.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::{TempDir, tempdir};

/// What came out of one call.
struct Said {
    code: i32,
    stdout: String,
    stderr: String,
}

fn command(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yieldpoint"));
    command.args(args).current_dir(dir).stdin(Stdio::null());
    command
}

fn said(dir: &Path, args: &[&str]) -> Said {
    let Output { status, stdout, stderr } = command(dir, args).output().unwrap();
    Said {
        code: status.code().unwrap(),
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
    }
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(dir.path().join(name), bytes).unwrap();
    }
    dir
}

fn run(name: &str, source: &[u8], options: &[&str]) -> Said {
    let dir = folder(&[(name, source)]);
    said(dir.path(), &[&["run", name], options].concat())
}

fn frozen_loop(file: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("frozen-loop").join(file)).unwrap()
}

/// As CPython 3.13.0 prints it.
const START_OUTPUT: &str = "tick\ntick\ntick\nrequest spring\nreport spring: 42 pages\n\
    sent 23 characters\ntick\ntick\ntick\nserver stopped\n";

// ---- run: what the program says

#[test]
fn a_program_s_output_and_nothing_else() {
    let Said { code, stdout, stderr } = run("main.py", &frozen_loop("start.py"), &[]);
    assert_eq!((code, stdout.as_str(), stderr.as_str()), (0, START_OUTPUT, ""));
}

#[test]
fn an_uncaught_exception_is_exit_code_1_after_the_output() {
    let Said { code, stdout, stderr } = run("main.py", b"print('a')\nx = 1 // 0\n", &[]);
    assert_eq!((code, stdout.as_str()), (1, "a\n"));
    assert!(stderr.starts_with("Traceback (most recent call last):\n"), "{stderr}");
    assert!(
        stderr.ends_with("ZeroDivisionError: integer division or modulo by zero\n"),
        "{stderr}"
    );
}

#[test]
fn a_go_program_runs() {
    let source = b"package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(\"hello\")\n}\n";
    let Said { code, stdout, stderr } = run("prog.go", source, &[]);
    assert_eq!((code, stdout.as_str(), stderr.as_str()), (0, "hello\n", ""));
}

#[test]
fn a_go_panic_is_exit_code_2() {
    let source = b"package main\n\nfunc main() {\n\tpanic(\"no\")\n}\n";
    let Said { code, stderr, .. } = run("prog.go", source, &[]);
    assert_eq!(code, 2);
    assert!(stderr.starts_with("panic: no\n\ngoroutine 1 [running]:\n"), "{stderr}");
}

const LEAK: &[u8] = b"package main\n\nimport \"runtime\"\n\nfunc ask(c chan int) {\n\tc <- 1\n}\n\nfunc main() {\n\tgo ask(make(chan int))\n\truntime.Gosched()\n}\n";

#[test]
fn leaked_goroutines_are_told_to_who_asks() {
    let told = "leaked: main.ask (G2), created at line 10, waits: chan send\n";
    assert_eq!(run("prog.go", LEAK, &["--leaks"]).stderr, told);
    assert_eq!(run("prog.go", LEAK, &[]).stderr, "");
    let ends = "2 goroutines at the end: 1 returned, 1 waiting\n";
    let stderr = run("prog.go", LEAK, &["--timeline"]).stderr;
    assert!(stderr.ends_with(&[ends, told].concat()), "{stderr}");
}

#[test]
fn both_streams_into_one_pipe_keep_their_order() {
    let source = b"package main\n\nimport \"fmt\"\n\nfunc main() {\n\tprintln(\"1\")\n\tfmt.Println(\"2\")\n\tprintln(\"3\")\n}\n";
    let dir = folder(&[("prog.go", source)]);
    let both = fs::File::create(dir.path().join("out")).unwrap();
    let mut run = command(dir.path(), &["run", "prog.go"]);
    run.stdout(both.try_clone().unwrap()).stderr(both).status().unwrap();
    assert_eq!(fs::read_to_string(dir.path().join("out")).unwrap(), "1\n2\n3\n");
}

// ---- run: what the compiler says

#[test]
fn a_python_syntax_error_is_cpython_s_block() {
    let dir = folder(&[("x.py", b"import asyncio\n\nif True:\n    return 1\n")]);
    let Said { code, stdout, stderr } = said(dir.path(), &["run", "x.py"]);
    let path = dir.path().canonicalize().unwrap().join("x.py");
    let path = path.display();
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert_eq!(
        stderr,
        format!(
            "  File \"{path}\", line 4\n    return 1\n    ^^^^^^^^\nSyntaxError: 'return' outside function\n"
        )
    );
}

#[test]
fn go_compile_errors_are_go_run_s() {
    let source = b"package main\n\nfunc main() {\n\tx := 1\n}\n";
    let Said { code, stderr, .. } = run("prog.go", source, &[]);
    assert_eq!(code, 1);
    assert_eq!(stderr, "# command-line-arguments\n./prog.go:4:2: declared and not used: x\n");
}

#[test]
fn an_unsupported_construct_has_place_and_reason() {
    let Said { code, stdout, stderr } = run("x.py", b"print('before')\nimport socket\n", &[]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.starts_with("error: "), "{stderr}");
    assert!(stderr.contains("x.py:2:"), "{stderr}");
    assert!(!stderr.contains('\x1b'), "no colours into a pipe: {stderr:?}");
}

// ---- run: limits and options

#[test]
fn fuel_ends_a_run_with_its_name_after_the_output() {
    let source = b"print('before')\nwhile True:\n    pass\n";
    let Said { code, stdout, stderr } = run("x.py", source, &["--fuel", "10000"]);
    assert_eq!((code, stdout.as_str()), (3, "before\n"));
    assert_eq!(stderr, "yieldpoint: stopped: the program used up the instructions allowed\n");
}

#[test]
fn endless_output_ends() {
    let Said { code, stdout, stderr } =
        run("x.py", b"while True:\n    print('more and more')\n", &[]);
    assert_eq!(code, 3);
    assert!(stdout.starts_with("more and more\n"));
    assert!(stderr.starts_with("yieldpoint: stopped: "), "{stderr}");
}

#[test]
fn the_trace_can_be_written_and_is_the_same_every_time() {
    let source = frozen_loop("start.py");
    let dir = folder(&[("a.py", &source)]);
    let options = ["run", "a.py", "--trace"];
    said(dir.path(), &[&options[..], &["1.trace"]].concat());
    let to_stdout = said(dir.path(), &[&options[..], &["-"]].concat()).stdout;
    let trace = fs::read_to_string(dir.path().join("1.trace")).unwrap();
    assert!(trace.lines().count() > 50 && trace.contains(" ThreadSlept "), "{trace}");
    assert_eq!(to_stdout, format!("{START_OUTPUT}{trace}"));
}

#[test]
fn the_timeline_is_on_stderr() {
    let Said { code, stdout, stderr } = run("a.py", &frozen_loop("start.py"), &["--timeline"]);
    assert_eq!((code, stdout.as_str()), (0, START_OUTPUT));
    assert!(stderr.contains("heartbeat"), "{stderr}");
}

#[test]
fn nonsense_options_are_refused() {
    for options in
        [["--procs", "0"], ["--schedule", "a.b"], ["--profile", "cpython-1.5"], ["--fuel", "-1"]]
    {
        let Said { code, stdout, stderr } = run("x.py", b"print(1)\n", &options);
        assert_eq!((code, stdout.as_str()), (2, ""), "{options:?}");
        assert!(stderr.starts_with("error: "), "{options:?}: {stderr}");
    }
}

// ---- hostile files

#[test]
fn files_that_are_no_programs() {
    let huge = vec![b'#'; 3 << 20];
    let dir = folder(&[("bytes.py", b"x = 1\n\xff\xfe\x00"), ("huge.py", &huge)]);
    fs::create_dir(dir.path().join("folder.py")).unwrap();
    for (file, reason) in [
        ("bytes.py", "it is not UTF-8: byte 0xff at offset 6, line 2"),
        ("huge.py", "it is larger than 1048576 bytes"),
        ("folder.py", "it is a directory"),
        ("missing.py", "No such file or directory"),
    ] {
        for command in [&["run"][..], &["exercise", "check", "--exercise", "frozen-loop"]] {
            let Said { code, stdout, stderr } = said(dir.path(), &[command, &[file]].concat());
            assert_eq!((code, stdout.as_str()), (2, ""), "{file}");
            assert!(stderr.starts_with("error: ") && stderr.contains(reason), "{file}: {stderr}");
        }
    }
}

#[test]
fn a_name_that_says_no_language() {
    let dir = folder(&[("notes.txt", b"hello"), ("noending", b"hello")]);
    for file in ["notes.txt", "noending", ".", "/dev/zero"] {
        let Said { code, stderr, .. } = said(dir.path(), &["run", file]);
        assert_eq!(code, 2);
        assert!(stderr.ends_with("its name ends neither in .py nor in .go\n"), "{stderr}");
    }
}

#[test]
fn an_empty_python_file_does_nothing() {
    let Said { code, stdout, stderr } = run("x.py", b"", &[]);
    assert_eq!((code, stdout.as_str(), stderr.as_str()), (0, "", ""));
}

#[test]
fn an_empty_go_file_is_refused_in_the_words_of_go_run() {
    let Said { code, stderr, .. } = run("x.go", b"", &[]);
    assert_eq!(code, 1);
    assert_eq!(stderr, "# command-line-arguments\n./x.go:1:1: expected 'package', found 'EOF'\n");
}

#[test]
fn nul_bytes_and_deep_nesting_are_survived() {
    let deep = "(".repeat(200_000);
    for source in [b"x\x00y\n".as_slice(), deep.as_bytes()] {
        for name in ["x.py", "x.go"] {
            let Said { code, stderr, .. } = run(name, source, &[]);
            assert!(code == 1 || code == 2, "{name}: {code} {stderr}");
        }
    }
}

#[test]
fn a_closed_pipe_is_quiet() {
    let dir =
        folder(&[("x.py", b"for i in range(20000):\n    print('a line that fills the pipe')\n")]);
    let mut running = command(dir.path(), &["run", "x.py"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(running.stdout.take());
    let Output { stderr, .. } = running.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(stderr).unwrap(), "");
}

// ---- exercises

#[test]
fn a_learner_s_way_through_an_exercise() {
    let dir = tempdir().unwrap();
    let at = dir.path();
    let yp = |args: &[&str]| said(at, &[&["exercise"], args].concat());

    assert!(yp(&["list"]).stdout.contains("frozen-loop"));
    let started = yp(&["start", "frozen-loop"]);
    assert_eq!(started.code, 0);
    assert!(started.stdout.contains("Make the heartbeat go on"), "{}", started.stdout);
    let file = at.join("frozen_loop.py");
    assert_eq!(fs::read(&file).unwrap(), frozen_loop("start.py"));

    let checked = yp(&["check", "frozen-loop"]);
    assert_eq!(checked.code, 1);
    for part in [
        "Your loop stood still for 500 ms at line 7",
        "to its end\n  ok  the request",
        "Not yet.",
        "exercise hint frozen-loop",
    ] {
        assert!(checked.stdout.contains(part), "no {part} in {}", checked.stdout);
    }
    assert_eq!(yp(&["solution", "frozen-loop"]).code, 2);

    fs::write(&file, frozen_loop("variants/task.py")).unwrap();
    let passed = yp(&["check", "./frozen_loop.py"]);
    assert_eq!(passed.code, 0, "{}", passed.stdout);
    let solution = yp(&["solution", "frozen-loop"]);
    assert_eq!(solution.stdout.into_bytes(), frozen_loop("solution.py"));
}

#[test]
fn a_learner_s_file_is_never_overwritten() {
    let dir = folder(&[("frozen_loop.py", b"my work\n")]);
    let Said { code, stderr, .. } = said(dir.path(), &["exercise", "start", "frozen-loop", "."]);
    assert_eq!(code, 2);
    assert!(stderr.contains("is there already and is left as it is"), "{stderr}");
    assert_eq!(fs::read(dir.path().join("frozen_loop.py")).unwrap(), b"my work\n");
}

#[test]
fn the_hint_is_the_one_for_what_fails() {
    for (file, words) in [
        ("start.py", "Which line does not return"),
        ("wrong/shorter_wait.py", "waited for"),
        ("wrong/task_not_awaited.py", "which task was to"),
        ("wrong/heartbeat_cancelled.py", "ticks stop although"),
    ] {
        let dir = folder(&[("frozen_loop.py", &frozen_loop(file))]);
        let hint = said(dir.path(), &["exercise", "hint", "frozen-loop"]);
        assert_eq!(hint.code, 0);
        assert!(hint.stdout.starts_with("Hint 1 of "), "{}", hint.stdout);
        let flat = hint.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(words), "{file}: {}", hint.stdout);
    }
    let dir = tempdir().unwrap();
    let last = said(dir.path(), &["exercise", "hint", "frozen-loop", "--level", "9"]);
    assert!(
        last.stdout.starts_with("Hint 3 of 3") && !last.stdout.contains("More:"),
        "{}",
        last.stdout
    );
}

#[test]
fn results_json() {
    let dir = folder(&[
        ("start.py", &frozen_loop("start.py")),
        ("solution.py", &frozen_loop("solution.py")),
        ("broken.py", b"return 1\n"),
    ]);
    let json = |file: &str| {
        let Said { code, stdout, .. } =
            said(dir.path(), &["exercise", "check", file, "--exercise", "frozen-loop", "--json"]);
        (code, serde_json::from_str::<serde_json::Value>(&stdout).unwrap())
    };
    let (code, start) = json("start.py");
    assert_eq!((code, &start["version"], &start["status"]), (1, &3.into(), &"fail".into()));
    let heartbeat = &start["tests"][4];
    assert_eq!(
        (&heartbeat["name"], &heartbeat["status"]),
        (&"the heartbeat is never late".into(), &"fail".into())
    );
    assert!(heartbeat["message"].as_str().unwrap().contains("line 7"));
    assert_eq!(start["tests"][0].get("message"), None);
    let (code, solution) = json("solution.py");
    assert_eq!((code, &solution["status"]), (0, &"pass".into()));
    let (code, broken) = json("broken.py");
    assert_eq!(
        (code, &broken["status"], &broken["tests"]),
        (2, &"error".into(), &serde_json::json!([]))
    );
    assert_eq!(broken["message"], "line 1: 'return' outside function");
}

#[test]
fn unknown_exercises_and_files_are_explained() {
    let dir = folder(&[("mine.py", b"")]);
    let unknown = said(dir.path(), &["exercise", "hint", "frozen-lake"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("there is frozen-loop"), "{}", unknown.stderr);
    let whose = said(dir.path(), &["exercise", "check", "mine.py"]);
    assert_eq!(whose.code, 2);
    assert!(whose.stderr.contains("--exercise NAME"), "{}", whose.stderr);
}

#[test]
fn dev_check_is_clean() {
    let dir = tempdir().unwrap();
    let Said { code, stdout, .. } = said(dir.path(), &["exercise", "dev-check"]);
    assert_eq!(code, 0, "{stdout}");
    assert!(stdout.ends_with("0 findings\n"), "{stdout}");
}

// ---- scenarios

#[test]
fn a_scenario_is_run_as_it_says_and_its_claims_are_judged() {
    let text = |claim: &str| {
        format!(
            "language: python\nclaim: {claim}\nproperty: never stdout contains \"2\"\n---\nprint(1)\n"
        )
    };
    let Said { code, stdout, stderr } =
        run("a.scenario", text("stdout = \"1\\n\"").as_bytes(), &[]);
    assert_eq!((code, stdout.as_str(), stderr.as_str()), (0, "1\n", ""));
    let Said { code, stdout, stderr } = run("a.scenario", text("exit = 3").as_bytes(), &[]);
    assert_eq!((code, stdout.as_str()), (4, "1\n"));
    assert_eq!(stderr, "not true: exit = 3: the exit code was 0\n");
}

// ---- reports as a person has read them; `UPDATE_EXPECT=1` rewrites `tests/golden/`

#[test]
fn reports_on_a_wrong_answer_and_on_a_right_one() {
    for (file, name) in [("start.py", "report-fail"), ("solution.py", "report-pass")] {
        let dir = folder(&[("frozen_loop.py", &frozen_loop(file))]);
        let Said { stdout, .. } = said(
            dir.path(),
            &["exercise", "check", "frozen_loop.py", "--site", "https://yp.example/"],
        );
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{name}.txt"));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&path, &stdout).unwrap();
        }
        assert_eq!(stdout, fs::read_to_string(&path).unwrap_or_default(), "{name}");
    }
}
