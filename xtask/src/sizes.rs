//! What a reader downloads, part by part, and the budget of each part.

use anyhow::{Context, Result, bail};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// A part of the site that is downloaded as one.
struct Part {
    name: &'static str,
    /// Relative to `dist/app/`.
    files: &'static [&'static str],
    /// Most it may weigh, compressed, in units of 1000 bytes.
    budget_kb: usize,
}

/// Sizes are those of Brotli at its highest level, as a static host serves it.
const PARTS: &[Part] = &[
    Part { name: "loader", files: &["loader.js"], budget_kb: 3 },
    Part { name: "styles", files: &["theme.css", "playground.css"], budget_kb: 20 },
    // 130 is what a page should load. It has the machine, the table of events, problems, schedules,
    // settings and the grader's report since, and 150 kinds of sentences about them.
    Part { name: "shell", files: &["shell.js", "shell_bg.wasm"], budget_kb: 275 },
    Part { name: "editor", files: &["editor.js"], budget_kb: 100 },
    // 200 for a first cut of the language; now the whole of it, generics and fifty packages. About
    // a sixth of it is the library's text. 400 until the explorer came: its engines, the model of
    // Go's operations, replays, and the report; 447 then. 470 until it made files of runs and graded
    // exercises.
    Part { name: "Go module", files: &["worker-go_bg.wasm"], budget_kb: 555 },
    Part { name: "Python module", files: &["worker-python_bg.wasm"], budget_kb: 770 },
    // A page loads the first and one of the other two.
    Part {
        name: "worker scripts",
        files: &["worker.js", "worker-go.js", "worker-python.js"],
        budget_kb: 6,
    },
];

/// A part as it was built.
struct Measured {
    part: &'static Part,
    raw: usize,
    compressed: usize,
}

impl Measured {
    fn is_over(&self) -> bool {
        self.compressed > self.part.budget_kb * 1000
    }
}

/// Prints the table of sizes; an error names the parts that are over their budget.
pub fn report(app: &Path) -> Result<()> {
    let measured: Vec<_> = PARTS.iter().map(|part| measure(app, part)).collect::<Result<_>>()?;
    print!("{}", table(&measured));
    let over: Vec<_> = measured.iter().filter(|m| m.is_over()).map(|m| m.part.name).collect();
    if !over.is_empty() {
        bail!("over its size budget: {}", over.join(", "));
    }
    Ok(())
}

fn measure(app: &Path, part: &'static Part) -> Result<Measured> {
    let mut measured = Measured { part, raw: 0, compressed: 0 };
    for file in part.files {
        let bytes = fs::read(app.join(file)).with_context(|| format!("dist/app/{file}"))?;
        measured.raw += bytes.len();
        measured.compressed += brotli_length(&bytes)?;
    }
    Ok(measured)
}

fn brotli_length(bytes: &[u8]) -> Result<usize> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)?;
    Ok(compressed.len())
}

fn table(measured: &[Measured]) -> String {
    let mut text =
        format!("  {:<14}{:>10}{:>12}{:>12}\n", "part", "raw KB", "brotli KB", "budget KB");
    for m in measured {
        let (raw, compressed) = (m.raw as f64 / 1000.0, m.compressed as f64 / 1000.0);
        let verdict = if m.is_over() { "  TOO LARGE" } else { "" };
        let (name, budget) = (m.part.name, m.part.budget_kb);
        let _ = writeln!(text, "  {name:<14}{raw:>10.1}{compressed:>12.1}{budget:>12}{verdict}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_at_its_budget_fits_and_one_byte_more_does_not() {
        let part = &PARTS[0];
        let at = Measured { part, raw: 0, compressed: part.budget_kb * 1000 };
        let over = Measured { part, raw: 0, compressed: part.budget_kb * 1000 + 1 };
        assert!(!at.is_over() && over.is_over());
        assert!(table(&[over]).contains("TOO LARGE"));
    }

    #[test]
    fn repetition_compresses() {
        assert!(brotli_length(&[7; 10_000]).unwrap() < 50);
    }
}
