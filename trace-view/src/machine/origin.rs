//! What the program calls a lock: the words before the call at the line where it is first used.
//!
//! **Departures:** two locks of one name stay two; a name read off a line can be that of a
//! parameter. Where the line says nothing, the kind of the lock is its name.

/// Calls that lock, wait or wake.
const METHODS: [&str; 18] = [
    "Lock",
    "RLock",
    "TryLock",
    "TryRLock",
    "Add",
    "Wait",
    "Go",
    "Do",
    "Signal",
    "Broadcast",
    "acquire",
    "get",
    "put",
    "wait",
    "wait_for",
    "notify",
    "notify_all",
    "join",
];

/// `mu` of `mu.Lock()`, `self.lock` of `with self.lock:`; `None` where the line names nothing.
pub(super) fn origin(line: &str) -> Option<&str> {
    let line = line.trim();
    if let Some(rest) = line.strip_prefix("with ") {
        let end = rest.find(|c| !in_chain(c)).unwrap_or(rest.len());
        if !rest[end..].starts_with('(') && end > 0 {
            return Some(&rest[..end]);
        }
    }
    let calls = line.match_indices('(').map(|(at, _)| &line[..at]);
    let mut named = calls.filter_map(|before| {
        let start = before.rfind(|c| !in_chain(c)).map_or(0, |at| at + 1);
        let chain = before.get(start..)?;
        let (owner, method) = chain.rsplit_once('.')?;
        (METHODS.contains(&method) && !owner.is_empty()).then_some(owner)
    });
    named.next_back()
}

fn in_chain(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '[' | ']')
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn names_are_read_off_lines() {
        assert_eq!(origin("\tdefer c.mu.Lock() // é (x)"), Some("c.mu"));
        assert_eq!(origin("with self.lock:"), Some("self.lock"));
        assert_eq!(origin("with pool.submit(f) as g:"), None);
        assert_eq!(origin("    results.append(q.get())"), Some("q"));
        assert_eq!(origin("accounts[i].mu.Lock()"), Some("accounts[i].mu"));
        assert_eq!(origin("wg.Add(len(xs))"), Some("wg"));
        assert_eq!(origin("t.start()"), None);
        assert_eq!(origin("é(ß)"), None);
        assert_eq!(origin(""), None);
    }
}
