//! Explores one file and prints the report: `cargo run --example explore -- FILE [MODE]`.

use lab::explore::{Exploration, Options};
use lab::{Language, Scenario};
use std::time::Instant;

fn main() {
    let mut args = std::env::args().skip(1);
    let file = args.next().expect("a file");
    let source = std::fs::read_to_string(&file).expect("a file that can be read");
    let language = if file.ends_with(".py") { Language::Python } else { Language::Go };
    let scenario = Scenario::new(language, &source);
    let mode = args.next().map_or(lab::explore::Mode::Auto, |mode| mode.parse().expect("a mode"));
    let began = Instant::now();
    let mut exploration =
        match Exploration::start(&scenario, &Options { mode, ..Options::default() }) {
            Ok(exploration) => exploration,
            Err(diagnostics) => return println!("{diagnostics:#?}"),
        };
    while exploration.advance(1000) {
        if began.elapsed().as_secs() > 20 {
            exploration.hurry();
        }
        if began.elapsed().as_secs() > 30 {
            break;
        }
    }
    let report = exploration.finish(began.elapsed().as_secs_f64());
    println!("{report:#?}");
}
