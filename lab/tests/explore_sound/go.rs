//! Small Go programs by lot.

use super::draw::Draw;
use super::sketch::{End, Frame, Sketch};
use lab::Language;
use std::fmt::Write;

/// What every program may use.
const GLOBALS: &str = "
var x, y int
var s = make([]int, 2)
var m = map[string]int{}
var mu, nu sync.Mutex
var rw sync.RWMutex
var cond = sync.NewCond(&mu)
var once sync.Once
var n atomic.Int64
var wg, group sync.WaitGroup
";

pub fn sketch(seed: u64) -> Sketch {
    let mut draw = Draw::new(seed);
    let end = if draw.once_in(3) { End::NotJoined } else { End::Joined };
    // More statements would have more runs than can be enumerated.
    let (others, main, most) = draw.of(&[(2, 1, 1), (2, 1, 2), (2, 0, 2), (3, 0, 1)]);
    let mut bodies = vec![body(&mut draw, 0, main)];
    bodies.extend((0..others).map(|_| body(&mut draw, 1, most)));
    let caps = [draw.below(3), draw.below(2)];
    let profile = draw.of(&["go-1.27", "go-1.27", "go-1.21"]);
    Sketch { language: Language::Go, profile, bodies, frame: Frame::Goroutines { caps, end } }
}

/// Between so many statements of one goroutine; most programs are about few things.
fn body(draw: &mut Draw, least: u64, most: u64) -> Vec<String> {
    let length = least + draw.below(most + 1 - least);
    (0..length).map(|_| statement(draw).to_string()).collect()
}

fn statement(draw: &mut Draw) -> &'static str {
    let kind = draw.below(16);
    match kind {
        0..=2 => draw.of(MEMORY),
        3..=5 => draw.of(LOCKS),
        6..=9 => draw.of(CHANNELS),
        10 | 11 => draw.of(SELECTS),
        12 => draw.of(ATOMICS),
        13 => draw.of(WAITS),
        14 => draw.of(TIMES),
        _ => draw.of(PRINTS),
    }
}

const MEMORY: &[&str] = &[
    "x++",
    "x = 5",
    "y = x + 1",
    "v++",
    "v = x",
    "s[0]++",
    "s[1] = s[0] + 1",
    "x, y = y, x",
    "if x == 0 { x = 7 }",
];

const LOCKS: &[&str] = &[
    "mu.Lock()\nx++\nmu.Unlock()",
    "mu.Lock()\nm[\"a\"]++\nmu.Unlock()",
    "mu.Lock()\nfmt.Println(len(m), m[\"a\"])\nmu.Unlock()",
    "if mu.TryLock() { x = 9\nmu.Unlock() }",
    "if mu.TryLock() { mu.Unlock() } else { fmt.Println(\"held\") }",
    "rw.RLock()\ny = x\nrw.RUnlock()",
    "rw.Lock()\nx += 2\nrw.Unlock()",
    "if rw.TryRLock() { rw.RUnlock() } else { fmt.Println(\"written\") }",
    "mu.Lock()\nnu.Lock()\nnu.Unlock()\nmu.Unlock()",
    "nu.Lock()\nmu.Lock()\nmu.Unlock()\nnu.Unlock()",
    "rw.RLock()\nmu.Lock()\nmu.Unlock()\nrw.RUnlock()",
    "mu.Lock()\nrw.Lock()\nrw.Unlock()\nmu.Unlock()",
    "mu.Lock()",
    "mu.Lock()\nif x == 0 { cond.Wait() }\nmu.Unlock()",
    "mu.Lock()\nx = 1\nmu.Unlock()\ncond.Signal()",
    "cond.Broadcast()",
];

const CHANNELS: &[&str] = &[
    "ch <- 1",
    "ch <- 2",
    "dh <- 3",
    "x = <-ch",
    "<-ch",
    "fmt.Println(<-dh)",
    "{ w, ok := <-ch\nfmt.Println(w, ok) }",
    "close(ch)",
    "for w := range ch { fmt.Println(w) }",
    "fmt.Println(len(ch))",
    "ch <- x",
    "ch <- <-dh",
];

const SELECTS: &[&str] = &[
    "select {\ncase w := <-ch:\nfmt.Println(\"ch\", w)\ncase w := <-dh:\nfmt.Println(\"dh\", w)\n}",
    "select {\ncase w := <-ch:\nfmt.Println(\"ch\", w)\ndefault:\nfmt.Println(\"none\")\n}",
    "select {\ncase ch <- 4:\ncase dh <- 5:\n}",
    "select {\ncase ch <- 6:\ndefault:\nx = 3\n}",
    "select {\ncase ch <- 7:\ncase w := <-dh:\nx = w\ndefault:\n}",
    "select {\ncase w := <-ch:\nfmt.Println(w)\ncase <-time.After(time.Millisecond):\nfmt.Println(\"late\")\n}",
    "select {\ncase ch <- 8:\ncase <-time.After(2 * time.Millisecond):\nfmt.Println(\"full\")\n}",
    "select {\ncase <-ctx.Done():\nfmt.Println(\"done\")\ncase w := <-ch:\nfmt.Println(w)\n}",
    "select {\ncase <-ctx.Done():\nfmt.Println(\"done\")\ndefault:\n}",
];

const ATOMICS: &[&str] = &[
    "n.Add(1)",
    "fmt.Println(n.Load())",
    "n.CompareAndSwap(0, 5)",
    "n.Store(n.Load() + 1)",
    "if n.CompareAndSwap(0, 6) { x++ }",
    "if n.Load() == 0 { y = 4 }",
];

const WAITS: &[&str] = &[
    "once.Do(func() { x++ })",
    "once.Do(func() { fmt.Println(\"once\") })",
    "cancel()",
    "<-ctx.Done()",
    "if ctx.Err() != nil { fmt.Println(\"cancelled\") }",
    "group.Wait()",
    "group.Add(1)",
    "group.Done()",
    "go func() { x++ }()",
    "go func() { ch <- 9 }()",
];

const TIMES: &[&str] = &[
    "time.Sleep(time.Millisecond)",
    "time.Sleep(2 * time.Millisecond)",
    "time.Sleep(time.Millisecond)\nx++",
    "time.AfterFunc(time.Millisecond, func() { x = 8 })",
    "if !time.NewTimer(time.Millisecond).Stop() { fmt.Println(\"fired\") }",
    "runtime.Gosched()",
];

const PRINTS: &[&str] = &[
    "fmt.Println(x)",
    "fmt.Println(\"p\")",
    "fmt.Println(v, s[0])",
    "if x == 1 { panic(\"one\") }",
    "if y > x { panic(\"more\") }",
    "if x == 5 { os.Exit(3) }",
    "defer fmt.Println(\"deferred\")",
];

pub fn text(bodies: &[Vec<String>], caps: [u64; 2], end: End) -> String {
    let mut main = String::from("v := 0\n_ = v\n");
    if end == End::Joined {
        writeln!(main, "wg.Add({})", bodies.len() - 1).unwrap();
    }
    for body in &bodies[1..] {
        let done = if end == End::Joined { "defer wg.Done()\n" } else { "" };
        writeln!(main, "go func() {{\n{done}{}\n}}()", body.join("\n")).unwrap();
    }
    main += &bodies[0].join("\n");
    if end == End::Joined {
        main += "\nwg.Wait()";
    }
    main += "\nfmt.Println(x, y, v)";
    let mut globals = String::from(GLOBALS);
    writeln!(globals, "var ch, dh = make(chan int, {}), make(chan int, {})", caps[0], caps[1])
        .unwrap();
    if main.contains("ctx") || main.contains("cancel") {
        globals += "var ctx, cancel = context.WithCancel(context.Background())\n";
    }
    let rest = format!("{globals}\nfunc main() {{\n{main}\n}}\n");
    let packages = ["context", "fmt", "os", "runtime", "sync", "sync/atomic", "time"];
    let used = packages.iter().filter(|package| {
        let name = package.rsplit('/').next().unwrap();
        let call = format!("{name}.");
        let mut places = rest.match_indices(&call).map(|(at, _)| at);
        places.any(|at| !rest[..at].ends_with(char::is_alphanumeric))
    });
    let imports: String = used.map(|package| format!("import {package:?}\n")).collect();
    format!("package main\n\n{imports}{rest}")
}
