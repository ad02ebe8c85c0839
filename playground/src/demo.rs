//! What a page asks a playground to show: a scenario, whose program the learner may replace.
//!
//! The text form of a scenario is read only as far as the page needs it: where the head ends, and
//! which language and name it gives. Everything else is for the lab, which lives in the worker
//! and says what is wrong with it: its reader would be a twentieth of the download.

use crate::settings::{Knob, Settings};
use std::rc::Rc;

/// One demo of one page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Demo {
    /// The page it is on.
    pub page: String,
    /// Its name on that page.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// What its program is written in.
    pub language: Language,
    /// What it runs when nothing has been edited.
    pub program: Rc<str>,
    /// The schedule it is run with, if it says one.
    pub schedule: Option<Rc<str>>,
    /// The scenario up to the program, with the line that ends the head.
    head: String,
}

/// What a program is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Language {
    /// Go.
    Go,
    /// Python.
    Python,
}

impl Demo {
    /// The demo called `name` of `page` with this scenario; `None` if there is no head that says
    /// a language we know.
    pub fn read(page: String, name: String, scenario: &str) -> Option<Demo> {
        let (head, program) = scenario.split_at_checked(head_bytes(scenario)?)?;
        let language = match value(head, "language")? {
            "go" => Language::Go,
            "python" => Language::Python,
            _ => return None,
        };
        let title = value(head, "name").unwrap_or(&name).into();
        let schedule = value(head, "schedule").map(Rc::from);
        let (head, program) = (head.into(), program.into());
        Some(Demo { page, name, title, language, program, schedule, head })
    }

    /// The scenario with another program, with what the learner has changed about how it is run,
    /// and with that schedule; without one, the program's runtime decides.
    pub fn scenario(&self, program: &str, settings: &Settings, schedule: Option<&str>) -> String {
        let mut text = String::new();
        let is_replaced = |key: &str| {
            let mut knobs = Knob::of(self.language).iter().filter(|knob| knob.key() == key);
            knobs.next().is_some_and(|&knob| settings.get(knob).is_some()) || key == "schedule"
        };
        let mut lines = self.head.split_inclusive('\n');
        let last = lines.next_back().unwrap_or_default();
        for line in lines {
            let key = line.split_once(':').map_or("", |(key, _)| key.trim());
            if !is_replaced(key) {
                text.push_str(line);
            }
        }
        text.push_str(&settings.text());
        if let Some(schedule) = schedule {
            text.push_str(&["schedule: ", schedule, "\n"].concat());
        }
        text.push_str(last);
        text.push_str(program);
        text
    }

    /// The value that a knob has when nobody touches it.
    pub fn own(&self, knob: Knob) -> &str {
        value(&self.head, knob.key()).unwrap_or(knob.default(self.language))
    }

    /// The key its settings are kept under.
    pub fn settings_key(&self) -> String {
        [&self.key(), "?"].concat()
    }

    /// The schedule that a scenario says.
    pub fn schedule_of(scenario: &str) -> Option<&str> {
        value(scenario.get(..head_bytes(scenario)?)?, "schedule")
    }

    /// The scenario as it came.
    pub fn original(&self) -> String {
        [&self.head, &*self.program].concat()
    }

    /// The key its edited program is kept under.
    pub fn key(&self) -> String {
        ["yp:", &self.page, ":", &self.name].concat()
    }
}

impl Language {
    /// As files and styles spell it.
    pub fn word(self) -> &'static str {
        match self {
            Language::Go => "go",
            Language::Python => "python",
        }
    }

    /// As people write it.
    pub fn name(self) -> &'static str {
        match self {
            Language::Go => "Go",
            Language::Python => "Python",
        }
    }
}

/// The length of the head with the line that ends it.
fn head_bytes(scenario: &str) -> Option<usize> {
    let mut bytes = 0;
    for line in scenario.split_inclusive('\n') {
        bytes += line.len();
        if line.strip_suffix('\n')?.trim_end_matches('\r') == "---" {
            return Some(bytes);
        }
    }
    None
}

/// The value of a key of the head.
fn value<'a>(head: &'a str, key: &str) -> Option<&'a str> {
    let mut pairs = head.lines().filter_map(|line| line.split_once(':'));
    pairs.find(|(known, _)| known.trim() == key).map(|(_, value)| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use lab::Scenario;

    fn read(scenario: &str) -> Option<Demo> {
        Demo::read("page".into(), "demo".into(), scenario)
    }

    #[test]
    fn the_lab_reads_the_same() {
        let text = "# a comment\nlanguage: python\r\nname: A: b\nclaim: exit = 0\n---\r\nx = '''\n---\n'''\n";
        let (demo, scenario) = (read(text).unwrap(), Scenario::parse(text).unwrap());
        assert_eq!((demo.title.as_str(), demo.language), ("A: b", Language::Python));
        assert_eq!((&*demo.program, &demo.title), (&*scenario.source, &scenario.name));
        let plain = |program: &str| demo.scenario(program, &Settings::default(), None);
        assert_eq!(plain(&demo.program), text);
        let edited = Scenario::parse(&plain("print('---')\n---\n")).unwrap();
        assert_eq!(edited.source, "print('---')\n---\n");
        assert_eq!(edited.claims, scenario.claims);
    }

    #[test]
    fn a_demo_without_a_title_has_its_name() {
        assert_eq!(read("language: go\n---\n").unwrap().title, "demo");
    }

    #[test]
    fn what_is_no_scenario_is_no_demo() {
        for text in ["", "---", "---\n", "name: x\n---\n", "language: cobol\n---\n", "print(1)\n"] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }
}
