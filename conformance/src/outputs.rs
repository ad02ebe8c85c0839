//! The outputs that a program with several of them was seen to have: the text form of `NAME.outs`.
//!
//! Each output is headed by how it ended:
//!
//! ```text
//! === exit 0
//! a
//! b
//! === exit 2: fatal error: all goroutines are asleep - deadlock!
//! a
//! ```
//!
//! **Invariants:** `parse(to_text(set)) == set` for outputs without goroutines; an output that is not empty ends with a line
//! break, and no line of it looks like a head.

use crate::Observed;
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;

const HEAD: &str = "=== exit ";

/// Different outputs of one program.
pub type Outputs = BTreeSet<Observed>;

/// Reads the text form.
pub fn parse(text: &str) -> Result<Outputs> {
    let mut outputs = Outputs::new();
    let mut rest = text;
    while let Some(after) = rest.strip_prefix(HEAD) {
        let (head, body) = after.split_once('\n').context("a head without a line break")?;
        let end = body.find(&format!("\n{HEAD}")).map_or(body.len(), |at| at + 1);
        let end = if body.starts_with(HEAD) { 0 } else { end };
        let (exit, error) = head.split_once(": ").map_or((head, None), |(e, t)| (e, Some(t)));
        outputs.insert(Observed {
            stdout: body[..end].to_owned(),
            exit: exit.parse().with_context(|| format!("{HEAD}{head}"))?,
            error: error.map(str::to_owned),
            goroutines: String::new(),
            stderr: String::new(),
        });
        rest = &body[end..];
    }
    match rest.lines().next() {
        None => Ok(outputs),
        Some(line) => bail!("expected `{HEAD}`, found {line:?}"),
    }
}

/// Writes the text form.
pub fn to_text(outputs: &Outputs) -> Result<String> {
    let mut text = String::new();
    for output in outputs {
        let whole = output.stdout.is_empty() || output.stdout.ends_with('\n');
        if !whole || output.stdout.lines().any(|line| line.starts_with(HEAD)) {
            bail!("this output cannot be listed: {:?}", output.stdout);
        }
        text += &head(output);
        text += &output.stdout;
    }
    Ok(text)
}

/// The line above an output.
fn head(output: &Observed) -> String {
    let error = output.error.as_ref().map(|line| format!(": {line}")).unwrap_or_default();
    format!("{HEAD}{}{error}\n", output.exit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn observed(stdout: &str, exit: i32, error: Option<&str>) -> Observed {
        let (stdout, error) = (stdout.into(), error.map(str::to_owned));
        Observed { stdout, exit, error, goroutines: String::new(), stderr: String::new() }
    }

    #[test]
    fn the_text_form_goes_both_ways() {
        let outputs = Outputs::from([
            observed("a\nb\n", 0, None),
            observed("", 0, None),
            observed("", 2, Some("panic: x: y")),
            observed("a\n", 2, Some("panic: x: y")),
        ]);
        let text = to_text(&outputs).unwrap();
        assert_eq!(parse(&text).unwrap(), outputs, "{text}");
        assert_eq!(parse("").unwrap(), Outputs::new());
    }

    #[test]
    fn what_cannot_be_told_apart_is_refused() {
        assert!(to_text(&Outputs::from([observed("a", 0, None)])).is_err());
        assert!(to_text(&Outputs::from([observed("=== exit 0\n", 0, None)])).is_err());
        assert!(parse("a\n").is_err());
        assert!(parse("=== exit x\n").is_err());
    }
}
