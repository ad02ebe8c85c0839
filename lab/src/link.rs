//! A scenario and a moment of its run as a piece of text that fits behind the `#` of an address.
//!
//! ```text
//! v1.CURSOR.DATA
//! ```
//!
//! `DATA` is the scenario's text form in UTF-8, compressed (raw DEFLATE, RFC 1951) and written in
//! base64url without padding (RFC 4648). `CURSOR` counts the events of the run before the moment;
//! without it the link means the end. `www/src/share.js` is the same for pages, where the browser
//! compresses.
//!
//! **Invariants:** `decode(encode(s, c)) == (s, c)` as far as a text form goes. Any other text gives a
//! [`LinkError`] that says what is wrong, after at most [`TEXT_BYTES_MAX`] bytes have been unpacked,
//! whatever the text claims to hold.

use crate::{Scenario, ScenarioError};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use std::fmt;

/// The form that is written.
const VERSION: &str = "v1";
/// The longest link: more than browsers and chat programs are sure to pass on.
pub const LINK_BYTES_MAX: usize = 32 * 1024;
/// The longest scenario that a link is unpacked to.
pub const TEXT_BYTES_MAX: usize = 256 * 1024;
/// The best compression there is: a link is made once and sent often.
const LEVEL: u8 = 10;

/// Why there is no link, or what is wrong with one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LinkError {
    /// It would be, or is, longer than [`LINK_BYTES_MAX`] or holds more than [`TEXT_BYTES_MAX`].
    TooLong,
    /// It does not look like a link at all.
    NotALink,
    /// It was made by a later Yieldpoint.
    Version(String),
    /// A part of it is missing or was changed on the way.
    Damaged,
    /// What it holds is no scenario.
    Scenario(ScenarioError),
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LinkError::TooLong => {
                f.write_str("the program is too long for a link: share it as a file instead")
            }
            LinkError::NotALink => f.write_str("this is no link to a program"),
            LinkError::Version(version) => {
                write!(f, "this link has the form {version:?}, which only a later version can read")
            }
            LinkError::Damaged => f.write_str(
                "this link is damaged: a part of it is missing or was changed; copy it again",
            ),
            LinkError::Scenario(error) => write!(f, "this link holds no program: {error}"),
        }
    }
}

impl std::error::Error for LinkError {}

/// The text behind the `#`; without a cursor it means the end of the run.
pub fn encode(scenario: &Scenario, cursor: Option<u32>) -> Result<String, LinkError> {
    let text = scenario.to_text();
    if text.len() > TEXT_BYTES_MAX {
        return Err(LinkError::TooLong);
    }
    let data = URL_SAFE_NO_PAD.encode(compress_to_vec(text.as_bytes(), LEVEL));
    let cursor = cursor.map_or_else(String::new, |cursor| cursor.to_string());
    let link = format!("{VERSION}.{cursor}.{data}");
    if link.len() > LINK_BYTES_MAX { Err(LinkError::TooLong) } else { Ok(link) }
}

/// What a text says that stood behind a `#`, or a whole address with one.
pub fn decode(link: &str) -> Result<(Scenario, Option<u32>), LinkError> {
    let link = link.rsplit_once('#').map_or(link, |(_, fragment)| fragment).trim();
    if link.len() > LINK_BYTES_MAX {
        return Err(LinkError::TooLong);
    }
    let mut parts = link.split('.');
    let (Some(version), Some(cursor), Some(data), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(LinkError::NotALink);
    };
    match version.strip_prefix('v') {
        Some(number) if version != VERSION && number.parse::<u32>().is_ok() => {
            return Err(LinkError::Version(version.into()));
        }
        _ if version != VERSION => return Err(LinkError::NotALink),
        _ => {}
    }
    let cursor = match cursor {
        "" => None,
        number => Some(number.parse().map_err(|_| LinkError::Damaged)?),
    };
    let packed = URL_SAFE_NO_PAD.decode(data).map_err(|_| LinkError::Damaged)?;
    let text =
        decompress_to_vec_with_limit(&packed, TEXT_BYTES_MAX).map_err(|error| {
            match error.status {
                miniz_oxide::inflate::TINFLStatus::HasMoreOutput => LinkError::TooLong,
                _ => LinkError::Damaged,
            }
        })?;
    let text = String::from_utf8(text).map_err(|_| LinkError::Damaged)?;
    Ok((Scenario::parse(&text).map_err(LinkError::Scenario)?, cursor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    /// A link of the first version, as it was once sent.
    const FIRST: &str = include_str!("../tests/links/v1.txt");

    fn sample() -> Scenario {
        let mut scenario = Scenario::new(Language::Python, "print('caf\u{e9} \u{1f40d}')\n---\n");
        scenario.name = "Caf\u{e9}".into();
        scenario.config.seed = 7;
        scenario.schedule = "virtual:0x9.1.1".parse().unwrap();
        scenario
    }

    #[test]
    fn what_is_sent_arrives() {
        for cursor in [None, Some(0), Some(u32::MAX)] {
            let link = encode(&sample(), cursor).unwrap();
            assert!(
                link.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)),
                "{link}"
            );
            assert_eq!(decode(&link), Ok((sample(), cursor)));
            let address = format!("http://localhost/play/#{link}\n");
            assert_eq!(decode(&address), Ok((sample(), cursor)));
        }
    }

    #[test]
    fn a_link_of_the_first_version_is_read() {
        assert_eq!(decode(FIRST), Ok((sample(), Some(12))));
    }

    #[test]
    fn every_link_that_is_cut_or_changed_is_refused() {
        let link = encode(&sample(), Some(3)).unwrap();
        for end in 0..link.len() {
            assert!(decode(&link[..end]).is_err(), "{}", &link[..end]);
        }
        for text in
            ["", "v1", "v1..", "v1.x.AA", "x.1.AA", "v1.1.A!", "v1.1.\u{e9}", "demo=x", "v1.1.AA.x"]
        {
            assert!(decode(text).is_err(), "{text}");
        }
        assert_eq!(decode("v2.1.AA"), Err(LinkError::Version("v2".into())));
    }

    #[test]
    fn a_small_link_cannot_hold_a_large_text() {
        let bomb = compress_to_vec(&vec![b'#'; 64 << 20], LEVEL);
        let link = format!("v1..{}", URL_SAFE_NO_PAD.encode(&bomb[..bomb.len().min(20_000)]));
        assert_eq!(decode(&link), Err(LinkError::TooLong));
        let long = Scenario::new(Language::Go, &"x".repeat(TEXT_BYTES_MAX));
        assert_eq!(encode(&long, None), Err(LinkError::TooLong));
        assert_eq!(decode(&"v".repeat(LINK_BYTES_MAX + 1)), Err(LinkError::TooLong));
    }

    #[test]
    fn what_is_no_scenario_says_why() {
        let data = URL_SAFE_NO_PAD.encode(compress_to_vec(b"language: go\nseed: x\n---\n", LEVEL));
        let error = decode(&format!("v1..{data}")).unwrap_err();
        assert_eq!(error.to_string(), "this link holds no program: line 2: \"x\" is not a number");
    }
}
