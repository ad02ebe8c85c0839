//! A search can be paused at any time: however it is cut into slices, the report is the same.

use lab::explore::{Exploration, Mode, Options, Report};
use lab::{Language, Scenario};

const COUNTER: &str = "package main

import (
\t\"fmt\"
\t\"sync\"
)

func main() {
\tvar wg sync.WaitGroup
\tn := 0
\tfor range 2 {
\t\twg.Go(func() {
\t\t\tv := n
\t\t\tn = v + 1
\t\t})
\t}
\twg.Wait()
\tfmt.Println(n)
}
";

const TIMEOUT: &str = "package main

import (
\t\"fmt\"
\t\"time\"
)

func main() {
\tanswer := make(chan int)
\tgo func() {
\t\ttime.Sleep(time.Millisecond)
\t\tanswer <- 1
\t}()
\tselect {
\tcase <-answer:
\t\tfmt.Println(\"answer\")
\tcase <-time.After(2 * time.Millisecond):
\t\tfmt.Println(\"timeout\")
\t}
}
";

const LOCKS: &str = "import threading

a, b = threading.Lock(), threading.Lock()

def work(first, second):
    with first:
        with second:
            print(\"both\")

threads = [threading.Thread(target=work, args=pair) for pair in [(a, b), (b, a)]]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";

fn explored(scenario: &Scenario, mode: Mode, slice: u64) -> Report {
    let options = Options { mode, ..Options::default() };
    let mut exploration = Exploration::start(scenario, &options).unwrap();
    while exploration.advance(slice) {
        // Looking at it changes nothing.
        let _ = exploration.progress();
    }
    exploration.finish(0.0)
}

#[test]
fn slices_change_nothing() {
    for (language, program) in
        [(Language::Go, COUNTER), (Language::Go, TIMEOUT), (Language::Python, LOCKS)]
    {
        let scenario = Scenario::new(language, program);
        for mode in [Mode::Auto, Mode::States, Mode::Dpor, Mode::Bound, Mode::All] {
            let whole = explored(&scenario, mode, 1 << 40);
            assert_eq!(whole.complete, mode != Mode::Bound, "{program}");
            assert!(!whole.outcomes.is_empty());
            for slice in [1, 7, 1000] {
                assert_eq!(explored(&scenario, mode, slice), whole, "{mode} by {slice}: {program}");
            }
        }
    }
}
