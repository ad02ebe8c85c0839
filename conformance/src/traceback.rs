//! Where the goroutines of a failed Go program stand, read from its traceback.
//!
//! `[chan receive] line 18` is a goroutine that waits to receive, with line 18 of the program as
//! its innermost. Numbers of goroutines, arguments, addresses and frames of the library are left
//! out: they differ from release to release.

/// A line for each goroutine in `stderr`, sorted. There are none unless the program panicked or
/// all goroutines were asleep: after other fatal errors the runtime shows its own goroutines too.
pub fn goroutines(stderr: &str, file_name: &str) -> String {
    if !stderr.starts_with("panic: ") && !stderr.contains(" - deadlock!\n") {
        return String::new();
    }
    let mut lines: Vec<String> =
        stderr.split("\n\n").filter_map(|block| goroutine(block, file_name)).collect();
    lines.sort();
    lines.concat()
}

/// One paragraph of a traceback.
fn goroutine(block: &str, file_name: &str) -> Option<String> {
    let mut lines = block.lines().skip_while(|line| !line.starts_with("goroutine "));
    let (_, head) = lines.next()?.split_once('[')?;
    let (state, _) = head.split_once("]:")?;
    let mut own = lines
        .take_while(|line| !line.starts_with("created by "))
        .filter_map(|line| line_number(line, file_name));
    let place = own.next().map(|number| format!(" line {number}")).unwrap_or_default();
    Some(format!("[{state}]{place}\n"))
}

/// `18` of `\t/tmp/prog.go:18 +0x12b`.
fn line_number(line: &str, file_name: &str) -> Option<u32> {
    let (path, rest) = line.strip_prefix('\t')?.rsplit_once(".go:")?;
    let own = path.rsplit('/').next()? == file_name.strip_suffix(".go")?;
    rest.split(' ').next()?.parse().ok().filter(|_| own)
}

#[cfg(test)]
mod tests {
    use super::goroutines;

    const DEADLOCK: &str = "fatal error: all goroutines are asleep - deadlock!\n\n\
        goroutine 1 [sync.WaitGroup.Wait]:\nsync.(*WaitGroup).Wait(0xc0)\n\
        \t/go/src/sync/waitgroup.go:118 +0x48\nmain.main()\n\t/tmp/a.go:20 +0x88\n\n\
        goroutine 19 [chan send]:\nmain.main.func1(...)\n\ta.go:9\n\
        created by main.main in goroutine 1\n\ta.go:14\n\n\
        goroutine 20 [sync.Mutex.Lock]:\nsync.(*Mutex).Lock(...)\n\
        \t/go/src/sync/mutex.go:46\ncreated by main.main in goroutine 1\n\ta.go:15\n";

    #[test]
    fn each_goroutine_has_its_reason_and_its_line() {
        let expected = "[chan send] line 9\n[sync.Mutex.Lock]\n[sync.WaitGroup.Wait] line 20\n";
        assert_eq!(goroutines(DEADLOCK, "a.go"), expected);
    }

    #[test]
    fn without_a_traceback_there_is_nothing() {
        assert_eq!(goroutines("a.go:3:2: declared and not used: x\n", "a.go"), "");
        assert_eq!(goroutines("panic: x\n\ngoroutine counting is hard\n", "a.go"), "");
        assert_eq!(goroutines("fatal error: x\n\ngoroutine 1 [running]:\n", "a.go"), "");
    }
}
