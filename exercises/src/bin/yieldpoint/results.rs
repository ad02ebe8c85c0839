//! A report in the shape of Exercism's `results.json`, version 3.

use exercises::{Check, Report, Status};
use serde::Serialize;

/// The whole file.
#[derive(Serialize)]
pub struct Results {
    version: u32,
    status: &'static str,
    /// Why the program could not be judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    tests: Vec<Test>,
}

#[derive(Serialize)]
struct Test {
    name: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
}

impl From<&Report> for Results {
    fn from(report: &Report) -> Results {
        let message = report.diagnostics.first();
        Results {
            version: 3,
            status: word(report.status),
            message: message.map(|first| format!("line {}: {}", first.line, first.message)),
            tests: report.checks.iter().map(Test::from).collect(),
        }
    }
}

impl From<&Check> for Test {
    fn from(check: &Check) -> Test {
        Test {
            name: check.name.clone(),
            status: word(if check.holds { Status::Pass } else { Status::Fail }),
            message: (!check.holds).then(|| check.message.clone()),
        }
    }
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Pass => "pass",
        Status::Fail => "fail",
        Status::Error => "error",
    }
}
