//! Small Python programs of threads, by lot.

use super::draw::Draw;
use super::sketch::{By, End, Frame, Sketch};
use lab::Language;
use std::fmt::Write;

/// What every program may use.
const GLOBALS: &str = "
x = 0
y = 0
items = []
table = {}
lock = threading.Lock()
other = threading.Lock()
again = threading.RLock()
few = threading.Semaphore(1)
ready = threading.Event()
cond = threading.Condition()
both = threading.Barrier(2)
jobs = queue.Queue(1)

class Box:
    n = 0

box = Box()

def same(n):
    return n

def bump(n):
    return n + 1

";

/// The versions, in turns.
const PROFILES: [&str; 3] = ["cpython-3.13", "cpython-3.9", "cpython-3.13t"];

pub fn sketch(seed: u64) -> Sketch {
    let mut draw = Draw::new(seed);
    let profile = PROFILES[(seed % 3) as usize];
    let end = if draw.once_in(4) { End::NotJoined } else { End::Joined };
    let by = if draw.once_in(4) { By::Library } else { By::Itself };
    // Where a thread can be switched nearly anywhere, there are soon too many states.
    let anywhere = profile == "cpython-3.9";
    let (others, most) = (if anywhere { 1 } else { 1 + draw.below(2) }, 2);
    let bodies = (0..=others).map(|at| {
        let least = u64::from(at > 0 || others == 1);
        let length = least + draw.below(most + 1 - least);
        (0..length).map(|_| statement(&mut draw, by).into()).collect()
    });
    let bodies = bodies.collect();
    Sketch { language: Language::Python, profile, bodies, frame: Frame::Threads { by, end } }
}

/// What is Python of the library has many switch points.
fn statement(draw: &mut Draw, by: By) -> &'static str {
    match draw.below(if by == By::Library { 12 } else { 10 }) {
        0..=3 => draw.of(MEMORY),
        4..=6 => draw.of(LOCKS),
        7 => draw.of(TIMES),
        8 | 9 => draw.of(PRINTS),
        10 => draw.of(CONDITIONS),
        _ => draw.of(WAITS),
    }
}

const MEMORY: &[&str] = &[
    "x += 1",
    "x = bump(x)",
    "n = x\nx = same(n) + 1",
    "y = same(x)",
    "box.n += 1",
    "box.n = bump(box.n)",
    "items.append(same(1))",
    "items.append(len(items))",
    "table['a'] = table.get('a', 0) + 1",
    "if not items: items.append(same(2))",
    "if x == 0: x = same(7)",
];

const LOCKS: &[&str] = &[
    "with lock: x += 1",
    "with lock: x = bump(x)",
    "lock.acquire()\nx = 3\nlock.release()",
    "with lock:\n    with other: pass",
    "with other:\n    with lock: pass",
    "if lock.acquire(blocking=False):\n    x = 9\n    lock.release()\nelse: print('held')",
    "if lock.acquire(timeout=0.001): lock.release()\nelse: print('late')",
    "with again:\n    with again: y += 1",
    "lock.acquire()",
    "print(lock.locked())",
];

const CONDITIONS: &[&str] = &[
    "with few: box.n += 1",
    "with cond:\n    if x == 0: cond.wait()",
    "with cond:\n    x = 1\n    cond.notify()",
];

const WAITS: &[&str] = &[
    "ready.set()",
    "ready.wait()",
    "print(ready.wait(0.001))",
    "print(ready.is_set())",
    "jobs.put(1)",
    "print(jobs.get())",
    "jobs.put_nowait(2)",
    "jobs.get_nowait()",
    "few.acquire()",
    "few.release()",
    "both.wait()",
];

const TIMES: &[&str] =
    &["time.sleep(0.001)", "time.sleep(0.002)", "time.sleep(0)", "time.sleep(0.001)\nx += 1"];

const PRINTS: &[&str] = &[
    "print(x)",
    "print('p')",
    "print(box.n, len(items))",
    "print(same(y))",
    "if x == 1: raise ValueError('one')",
    "assert x < 2",
    "{}[x]",
];

pub fn text(bodies: &[Vec<String>], by: By, end: End) -> String {
    let mut rest = String::new();
    let names: Vec<String> = (1..bodies.len()).map(|at| format!("run_{at}")).collect();
    for (name, body) in names.iter().zip(&bodies[1..]) {
        write_thread(&mut rest, name, body, by);
    }
    for name in &names {
        match by {
            By::Library => writeln!(rest, "{name}_thread.start()"),
            By::Itself => writeln!(rest, "_thread.start_new_thread({name}, ())"),
        }
        .unwrap();
    }
    bodies[0].iter().for_each(|statement| writeln!(rest, "{statement}").unwrap());
    for name in names.iter().filter(|_| end == End::Joined) {
        match by {
            By::Library => writeln!(rest, "{name}_thread.join()"),
            By::Itself => writeln!(rest, "{name}_done.acquire()"),
        }
        .unwrap();
    }
    format!(
        "import _thread\nimport queue\nimport threading\nimport time\n{GLOBALS}{rest}print(x, y, box.n, items, table)\n"
    )
}

fn write_thread(rest: &mut String, name: &str, body: &[String], by: By) {
    writeln!(rest, "def {name}():\n    global x, y").unwrap();
    let indent = if by == By::Itself { "        " } else { "    " };
    if by == By::Itself {
        *rest += "    try:\n        pass\n";
    }
    for line in body.iter().flat_map(|statement| statement.lines()) {
        writeln!(rest, "{indent}{line}").unwrap();
    }
    match by {
        By::Itself => {
            writeln!(rest, "    finally: {name}_done.release()").unwrap();
            writeln!(rest, "{name}_done = _thread.allocate_lock()\n{name}_done.acquire()").unwrap();
        }
        By::Library => writeln!(rest, "{name}_thread = threading.Thread(target={name})").unwrap(),
    }
}
