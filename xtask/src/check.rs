//! `cargo xtask test`: everything that says whether the tree is sound, in the order in which a
//! failure is cheapest to learn about.
//!
//! A failing step does not stop the ones that can still say something.

use crate::progress::Progress;
use crate::shell::{Finished, capture, cargo, quiet};
use crate::{browser, build, serve, sizes, tidy, tools};
use anyhow::{Result, bail};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where `runtime-core` has to compile: no operating system, and no host at all.
const NO_STD_TARGETS: &[&str] = &["thumbv7em-none-eabi", build::WASM];

/// The browser tests find the site below a path, as on a shared host.
const BASE: &str = "/some/sub/path/";

/// How many tests passed and failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Tally {
    passed: u32,
    failed: u32,
}

impl Tally {
    fn one() -> Tally {
        Tally { passed: 1, failed: 0 }
    }

    fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// A test run so far.
struct Checks<'a> {
    root: &'a Path,
    progress: Progress,
    tally: Tally,
}

/// `cargo xtask test`.
pub fn command(root: &Path) -> Result<()> {
    let progress = Progress::start("Testing");
    let mut checks = Checks { root, progress, tally: Tally::default() };
    checks.run();
    let Tally { passed, failed } = checks.tally;
    println!("\nTests took {:.0} s.", checks.progress.elapsed().as_secs_f64());
    println!("{passed} passed, {failed} failed");
    if failed > 0 {
        bail!("{failed} failed");
    }
    Ok(())
}

impl Checks<'_> {
    fn run(&mut self) {
        let root = self.root;
        self.check("house rules", || tidy::check(root));
        self.check("format", || quiet(cargo(root).args(["fmt", "--all", "--check"])).map(drop));
        self.check("lints", || lint(root));
        for target in NO_STD_TARGETS {
            self.check(&format!("runtime-core for {target}"), || build_no_std(root, target));
        }
        self.tests("native tests", || native_tests(root));
        let built = build::build(root, &self.progress).map(|()| Tally::one());
        if self.count(built) {
            let sizes = sizes::report(&root.join("dist/app")).map(|()| Tally::one());
            self.count(sizes);
            self.tests("browser tests", || browser_tests(root));
        }
    }

    /// A step that counts as one test.
    fn check(&mut self, name: &str, work: impl FnOnce() -> Result<()>) {
        self.tests(name, || work().map(|()| Tally::one()));
    }

    /// A step that ran several tests.
    fn tests(&mut self, name: &str, work: impl FnOnce() -> Result<Tally>) {
        let result = self.progress.step(name, work);
        self.count(result);
    }

    /// Adds what a step found, and shows why it failed. Says whether it passed.
    fn count(&mut self, result: Result<Tally>) -> bool {
        match result {
            Ok(tally) => {
                self.tally.add(tally);
                true
            }
            Err(error) => {
                println!("\n{error:#}\n");
                let counted = error.downcast_ref::<Failures>().map(|failures| failures.tally);
                self.tally.add(counted.unwrap_or(Tally { passed: 0, failed: 1 }));
                false
            }
        }
    }
}

/// Tests ran and some failed.
#[derive(Debug)]
struct Failures {
    tally: Tally,
    output: String,
}

impl fmt::Display for Failures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.output.trim_end())
    }
}

impl std::error::Error for Failures {}

/// What a finished test run amounts to. One that failed without saying which test did, for example
/// because it did not compile, is one failure.
fn judge(finished: Finished, mut tally: Tally) -> Result<Tally> {
    if finished.status.success() && tally.failed == 0 {
        return Ok(tally);
    }
    tally.failed = tally.failed.max(1);
    Err(Failures { tally, output: finished.output }.into())
}

fn lint(root: &Path) -> Result<()> {
    let mut clippy = cargo(root);
    clippy.args(["clippy", "--quiet", "--workspace", "--all-targets"]);
    quiet(clippy.args(["--", "--deny", "warnings"])).map(drop)
}

fn build_no_std(root: &Path, target: &str) -> Result<()> {
    tools::rust_target(root, target)?;
    quiet(cargo(root).args(["build", "--package", "runtime-core", "--target", target])).map(drop)
}

fn native_tests(root: &Path) -> Result<Tally> {
    let finished = capture(cargo(root).args(["test", "--workspace", "--no-fail-fast"]))?;
    let tally = cargo_tally(&finished.output);
    judge(finished, tally)
}

/// Adds the result lines up: `test result: ok. 12 passed; 0 failed; ...`.
fn cargo_tally(output: &str) -> Tally {
    let mut tally = Tally::default();
    for line in output.lines().filter_map(|line| line.strip_prefix("test result: ")) {
        let (passed, failed) = (number_before(line, " passed"), number_before(line, " failed"));
        tally.add(Tally { passed, failed });
    }
    tally
}

/// `12` of `ok. 12 passed; 0 failed` before ` passed`.
fn number_before(line: &str, word: &str) -> u32 {
    let before = line.split(word).next().unwrap_or("");
    before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Runs `www/tests` against the built site.
fn browser_tests(root: &Path) -> Result<Tally> {
    let chromium = browser::CHROMIUM.find_or_install()?;
    let running = serve::start(&root.join("dist"), BASE, 0)?;
    let mut node = Command::new("node");
    node.current_dir(root).args(["--test", "--test-reporter=tap"]).args(browser_test_files(root)?);
    node.env("YP_URL", &running.url).env("YP_CHROMIUM", chromium);
    let finished = capture(&mut node)?;
    let tally = node_tally(&finished.output);
    judge(finished, tally)
}

/// `www/tests/*.test.mjs`, in order.
fn browser_test_files(root: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(root.join("www/tests"))?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    Ok(files)
}

/// Reads the closing lines of a TAP report: `# pass 12`, `# fail 0`.
fn node_tally(output: &str) -> Tally {
    let number = |key: &str| {
        let line = output.lines().rev().find_map(|line| line.strip_prefix(key));
        line.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
    };
    Tally { passed: number("# pass "), failed: number("# fail ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;

    fn finished(code: i32) -> Finished {
        Finished { output: "text".into(), status: ExitStatus::from_raw(code << 8) }
    }

    #[test]
    fn cargo_results_are_added_up() {
        let output = "test result: ok. 12 passed; 0 failed; 0 ignored\nnoise\n\
                      test result: FAILED. 3 passed; 2 failed; 0 ignored\n";
        assert_eq!(cargo_tally(output), Tally { passed: 15, failed: 2 });
    }

    #[test]
    fn node_results_are_read() {
        assert_eq!(node_tally("ok 1\n# pass 7\n# fail 1\n"), Tally { passed: 7, failed: 1 });
    }

    #[test]
    fn a_run_that_fails_without_results_is_one_failure() {
        let error = judge(finished(101), Tally::default()).unwrap_err();
        let failures = error.downcast_ref::<Failures>().unwrap();
        assert_eq!(failures.tally, Tally { passed: 0, failed: 1 });
        assert!(judge(finished(0), Tally { passed: 2, failed: 0 }).is_ok());
    }
}
