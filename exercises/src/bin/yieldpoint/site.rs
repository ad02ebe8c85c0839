//! Where the site is that links lead to.

use crate::failure::Failure;
use lab::Scenario;

/// The address of a site's first page, with a slash at its end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Site(String);

/// Where `cargo xtask serve` serves it.
const SERVED: &str = "http://127.0.0.1:8000/";

/// The variable that says another.
const VARIABLE: &str = "YIELDPOINT_SITE";

impl Site {
    /// What the option says, else the variable, else where the site is served on this machine.
    pub fn of(option: Option<&str>) -> Result<Site, Failure> {
        let variable = std::env::var(VARIABLE).ok().filter(|text| !text.is_empty());
        Site::parse(option.or(variable.as_deref()).unwrap_or(SERVED))
    }

    fn parse(text: &str) -> Result<Site, Failure> {
        let rest = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://"));
        let is_of_addresses = |c: char| c.is_ascii_graphic() && !"\"'<>\\#?".contains(c);
        match rest {
            Some(rest) if !rest.is_empty() && rest.chars().all(is_of_addresses) => {
                Ok(Site(format!("{}/", text.trim_end_matches('/'))))
            }
            _ => Err(Failure::Said(format!(
                "{text:?} is no address of a site; it looks like {SERVED}"
            ))),
        }
    }

    /// The playground at a moment of a run; none for a program that is too long for a link.
    pub fn play(&self, scenario: &Scenario, cursor: u32) -> Option<String> {
        let text = lab::link::encode(scenario, Some(cursor)).ok()?;
        Some(format!("{}play/#{text}", self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::Site;

    #[test]
    fn an_address_ends_with_one_slash() {
        for text in ["https://a.example/x", "https://a.example/x/", "https://a.example/x//"] {
            assert_eq!(Site::parse(text).unwrap(), Site("https://a.example/x/".into()));
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in ["", "a.example", "javascript:1", "http://", "http://a b", "http://a/#x"] {
            assert!(Site::parse(text).is_err(), "{text}");
        }
    }
}
