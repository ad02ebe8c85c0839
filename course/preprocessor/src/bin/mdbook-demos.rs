//! The preprocessor as the program that a plain `mdbook build` calls.

use mdbook_preprocessor::errors::Result;
use mdbook_preprocessor::{Preprocessor, parse_input};
use std::process::ExitCode;

fn main() -> ExitCode {
    match answer() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// `supports RENDERER` is answered by the exit code; anything else is a book on standard input.
fn answer() -> Result<ExitCode> {
    let demos = preprocessor::Demos::default();
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some("supports") {
        let supported = demos.supports_renderer(&arguments.next().unwrap_or_default())?;
        return Ok(if supported { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    let (context, book) = parse_input(std::io::stdin())?;
    serde_json::to_writer(std::io::stdout(), &demos.run(&context, book)?)?;
    Ok(ExitCode::SUCCESS)
}
