//! `yieldpoint learn` without a terminal, and `progress`.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::{TempDir, tempdir};

fn command(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yieldpoint"));
    command.args(args).current_dir(dir).env_remove("YIELDPOINT_SITE");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Exit code, stdout and stderr of a call that is told these lines.
fn said(dir: &Path, args: &[&str], lines: &str) -> (i32, String, String) {
    let mut child = command(dir, args).spawn().unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

fn exercise_file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("frozen-loop").join(name);
    fs::read_to_string(path).unwrap()
}

/// A folder in which everything before the frozen loop is passed, and nothing else.
fn folder() -> TempDir {
    let dir = tempdir().unwrap();
    let before = exercises::names().take_while(|name| *name != "frozen-loop");
    let passed: Vec<String> = before
        .map(|name| format!("\"{name}\":{{\"at\":\"2026-11-26\",\"digest\":\"0123456789abcdef\"}}"))
        .collect();
    fs::create_dir(dir.path().join("yieldpoint")).unwrap();
    let kept = format!("{{\"yieldpoint\":1,\"passed\":{{{}}}}}", passed.join(","));
    fs::write(dir.path().join("yieldpoint/yieldpoint.json"), kept).unwrap();
    dir
}

#[test]
fn the_exercises_are_laid_out_and_the_first_open_one_is_checked() {
    let dir = folder();
    let (code, stdout, stderr) = said(dir.path(), &["learn"], "h\nh\nl\n?\nq\n");
    assert_eq!((code, stderr.as_str()), (0, ""));
    let mut rest = stdout.as_str();
    for part in [
        "NOT the heartbeat is never late",
        "Your loop stood still for 500 ms at line 7",
        "The run that shows it",
        "time.sleep(0.5)",
        "http://127.0.0.1:8000/play/#v1.",
        "Not yet.",
        "q quit",
        "Hint 1 of 3",
        "Hint 2 of 3",
        "> ",
    ] {
        let at = rest.find(part).unwrap_or_else(|| panic!("no {part} in {rest}"));
        rest = &rest[at + part.len()..];
    }
    assert!(stdout.contains("Your files are in yieldpoint.") && !stdout.contains('\x1b'));
    for name in exercises::names() {
        let folder = dir.path().join("yieldpoint").join(name);
        assert!(folder.join("task.md").is_file(), "{name}");
    }
    let file = dir.path().join("yieldpoint/frozen-loop/frozen_loop.py");
    assert_eq!(fs::read_to_string(file).unwrap(), exercise_file("start.py"));
}

#[test]
fn what_is_there_is_left_as_it_is() {
    let dir = folder();
    let own = dir.path().join("yieldpoint/frozen-loop");
    fs::create_dir_all(&own).unwrap();
    fs::write(own.join("frozen_loop.py"), "return 1\n").unwrap();
    fs::write(own.join("task.md"), "my notes\n").unwrap();
    let (code, stdout, _) = said(dir.path(), &["learn", "yieldpoint"], "");
    assert_eq!(code, 0);
    assert!(stdout.contains("SyntaxError: 'return' outside function"), "{stdout}");
    assert_eq!(fs::read_to_string(own.join("frozen_loop.py")).unwrap(), "return 1\n");
    assert_eq!(fs::read_to_string(own.join("task.md")).unwrap(), "my notes\n");
}

#[test]
fn a_file_that_is_saved_by_renaming_is_checked_again_and_kept() {
    let dir = folder();
    let site = ["learn", "--site", "https://yp.example/x"];
    let mut child = command(dir.path(), &site).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut until = |part: &str| lines.by_ref().find(|line| line.contains(part)).unwrap();
    assert!(until("play/#").contains("https://yp.example/x/play/#v1."));
    until("q quit");
    let own = dir.path().join("yieldpoint/frozen-loop");
    fs::write(own.join("frozen_loop.py~"), exercise_file("solution.py")).unwrap();
    fs::rename(own.join("frozen_loop.py~"), own.join("frozen_loop.py")).unwrap();
    until("Passed.");
    until("q quit");
    stdin.write_all(b"q\n").unwrap();
    until("passed. Your files are in yieldpoint.");
    assert!(child.wait().unwrap().success());
    let kept = fs::read_to_string(dir.path().join("yieldpoint/yieldpoint.json")).unwrap();
    let kept: serde_json::Value = serde_json::from_str(&kept).unwrap();
    let digest = exercises::digest(&exercise_file("solution.py"));
    assert_eq!(kept["passed"]["frozen-loop"]["digest"], digest.as_str());
    let names = fs::read_dir(dir.path().join("yieldpoint")).unwrap();
    let beside = names.filter(|name| {
        name.as_ref().unwrap().file_name().to_string_lossy().starts_with(".yieldpoint")
    });
    assert_eq!(beside.count(), 0, "nothing is left of writing");
    let (_, stdout, _) = said(dir.path(), &["progress"], "");
    assert!(stdout.contains("ok  frozen-loop"), "{stdout}");
}

#[test]
fn damaged_progress_is_put_aside_and_newer_progress_is_left_alone() {
    let dir = tempdir().unwrap();
    let file = dir.path().join("yieldpoint.json");
    for damaged in [
        "{\"yieldpoint\":1,\"passed\":{\"../x\":{\"at\":\"2026-11-27\",\"digest\":\"01234567\"}}}",
        "moon",
        "[]",
    ] {
        fs::write(&file, damaged).unwrap();
        let (code, stdout, stderr) = said(dir.path(), &["learn"], "q\n");
        assert_eq!(code, 0, "{stderr}");
        assert!(stdout.contains("was damaged"), "{stdout}");
    }
    assert_eq!(fs::read_to_string(dir.path().join("yieldpoint.json.damaged-2")).unwrap(), "moon");
    let newer = "{\"yieldpoint\":2,\"passed\":{}}";
    fs::write(&file, newer).unwrap();
    let (code, _, stderr) = said(dir.path(), &["learn"], "q\n");
    assert_eq!(code, 2);
    assert!(stderr.contains("written by a newer one"), "{stderr}");
    assert_eq!(fs::read_to_string(&file).unwrap(), newer);
}

#[test]
fn progress_goes_from_one_folder_to_another() {
    let (here, there) = (folder(), tempdir().unwrap());
    let form = "{\"yieldpoint\":1,\"passed\":{\"moon\":{\"at\":\"2026-11-01\",\"digest\":\"0123456789abcdef\"}}}";
    let file = there.path().join("mine.json");
    fs::write(&file, form).unwrap();
    let path = file.to_str().unwrap();
    let (code, stdout, stderr) = said(here.path(), &["progress", "import", path], "");
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert!(stdout.starts_with("1 new, "), "{stdout}");
    assert!(said(here.path(), &["progress", "import", path], "").1.starts_with("0 new, "));
    let (_, exported, _) = said(here.path(), &["progress", "export", "-"], "");
    assert!(exported.contains("\"moon\":{\"at\":\"2026-11-01\""), "{exported}");
    assert!(said(here.path(), &["progress"], "").1.contains("1 more that this version"));
    fs::write(&file, "my diary").unwrap();
    let (code, _, stderr) = said(here.path(), &["progress", "export", path], "");
    assert_eq!(code, 2);
    assert!(stderr.contains("this is no progress"), "{stderr}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "my diary");
    let (code, _, _) = said(here.path(), &["progress", "import", "no.json"], "");
    assert_eq!(code, 2);
}
