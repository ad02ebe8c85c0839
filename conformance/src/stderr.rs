//! The whole of a Python program's standard error: warnings, logs, ignored exceptions.
//!
//! **Invariants:** what differs between two runs of the real CPython, addresses and the folder of
//! the program, is written in one way.

use std::fmt::Write;

/// The line at the top of a program whose whole standard error is recorded.
const MARK: &str = "# stderr: whole";

/// Whether a program's whole standard error is recorded.
pub fn is_wanted(source: &str) -> bool {
    source.lines().take_while(|line| line.starts_with('#')).any(|line| line == MARK)
}

/// `text` without the folder of `file_name` and with `0xADDR` for every address.
pub fn portable(text: &str, file_name: &str) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let line = without_folder(line, file_name);
        let mut parts = line.split("0x");
        out += parts.next().unwrap_or_default();
        for part in parts {
            let _ =
                write!(out, "0xADDR{}", part.trim_start_matches(|c: char| c.is_ascii_hexdigit()));
        }
    }
    out
}

fn without_folder(line: &str, file_name: &str) -> String {
    let Some(at) = line.find(&format!("/{file_name}")) else { return line.to_owned() };
    let start = line[..at].rfind(['"', ' ', '\'', '(']).map_or(0, |before| before + 1);
    format!("{}{}", &line[..start], without_folder(&line[at + 1..], file_name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_addresses_are_left_out() {
        let text = "  File \"/ab/x.py\", line 1\n/c/x.py:2: W: <A at 0x7f1e>\n";
        let wanted = "  File \"x.py\", line 1\nx.py:2: W: <A at 0xADDR>\n";
        assert_eq!(portable(text, "x.py"), wanted);
        assert!(is_wanted("# Why.\n# stderr: whole\nx\n") && !is_wanted("x\n# stderr: whole\n"));
    }
}
