//! Levelled hints, read from `hints.md`.
//!
//! `# key` begins the hints for one kind of mistake, `## 1` its first level; each level says more
//! than the one before it.

use serde::{Deserialize, Serialize};

/// The hints for one kind of mistake.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HintGroup {
    /// The kind of mistake, as a check names it.
    pub key: String,
    /// The texts in Markdown: the first level first.
    pub levels: Vec<String>,
}

/// Reads all groups, or says what is wrong. The build script does it; the program has them read.
#[cfg_attr(not(test), allow(dead_code))]
pub fn parse(text: &str) -> Result<Vec<HintGroup>, String> {
    let mut groups: Vec<HintGroup> = Vec::new();
    for line in text.lines() {
        if let Some(key) = line.strip_prefix("# ") {
            groups.push(HintGroup { key: key.trim().into(), levels: Vec::new() });
        } else if let Some(number) = line.strip_prefix("## ") {
            begin_level(groups.last_mut(), number.trim())?;
        } else {
            add_line(groups.last_mut(), line)?;
        }
    }
    groups.iter_mut().flat_map(|group| &mut group.levels).for_each(trim);
    Ok(groups)
}

fn begin_level(group: Option<&mut HintGroup>, number: &str) -> Result<(), String> {
    let group = group.ok_or("hints.md: a level outside of any group")?;
    let due = group.levels.len() + 1;
    if number != due.to_string() {
        return Err(format!("hints.md: level {number} of `{}` should be {due}", group.key));
    }
    group.levels.push(String::new());
    Ok(())
}

fn add_line(group: Option<&mut HintGroup>, line: &str) -> Result<(), String> {
    match group.and_then(|group| group.levels.last_mut()) {
        Some(level) => {
            level.push_str(line);
            level.push('\n');
            Ok(())
        }
        None if line.trim().is_empty() => Ok(()),
        None => Err(format!("hints.md: text outside of any level: {line}")),
    }
}

fn trim(level: &mut String) {
    let inner = level.trim_matches('\n');
    *level = format!("{inner}\n");
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn levels_belong_to_their_group() {
        let groups =
            parse("# a\n\n## 1\none\n\n    code\n\n## 2\ntwo\n# b\n## 1\nthree\n").unwrap();
        assert_eq!(groups.len(), 2);
        assert_eq!(groups[0].levels, ["one\n\n    code\n", "two\n"]);
        assert_eq!(groups[1].key, "b");
    }

    #[test]
    fn misplaced_text_is_refused() {
        assert!(parse("hello").is_err());
        assert!(parse("## 1\n").is_err());
        assert!(parse("# a\n## 2\n").is_err());
        assert!(parse("# a\nhello\n").is_err());
    }
}
