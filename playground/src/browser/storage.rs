//! Keeps an edited program for the next visit.
//!
//! **Invariants:** nothing here panics or blocks, whatever the browser does: storage may be
//! switched off, full, or hold what somebody else wrote. What is not ours is left alone and not
//! shown. The program in the editor never depends on it.

use std::rc::Rc;
use web_sys::Storage;

/// In front of every program we keep; another number would be another form.
const MARK: &str = "yp1\n";
/// A longer program is neither kept nor read: several must fit into the usual 5 MB.
const BYTES_MAX: usize = 256 * 1024;

/// The browser did not keep it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotKept;

/// The program kept under `key`.
pub fn read(key: &str) -> Option<Rc<str>> {
    unwrap_kept(&storage()?.get_item(key).ok()??).map(Rc::from)
}

/// Keeps `program` under `key`.
pub fn keep(key: &str, program: &str) -> Result<(), NotKept> {
    let kept = wrap(program).ok_or(NotKept)?;
    storage().ok_or(NotKept)?.set_item(key, &kept).map_err(|_| NotKept)
}

/// Forgets what is kept under `key`.
pub fn forget(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn wrap(program: &str) -> Option<String> {
    (program.len() <= BYTES_MAX).then(|| [MARK, program].concat())
}

fn unwrap_kept(kept: &str) -> Option<&str> {
    kept.strip_prefix(MARK).filter(|program| program.len() <= BYTES_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        let kept = wrap("print('\u{e9}')\n").unwrap();
        assert_eq!(unwrap_kept(&kept), Some("print('\u{e9}')\n"));
    }

    #[test]
    fn what_is_not_ours_is_not_read() {
        for strange in ["", "{\"doc\":1}", "yp2\nx", "YP1\nx"] {
            assert_eq!(unwrap_kept(strange), None, "{strange}");
        }
    }

    #[test]
    fn what_is_too_long_is_neither_kept_nor_read() {
        let long = "x".repeat(BYTES_MAX + 1);
        assert_eq!(wrap(&long), None);
        assert_eq!(unwrap_kept(&[MARK, &long].concat()), None);
    }
}
