//! Small Python programs of tasks, and of tasks beside a thread, by lot.

use super::draw::Draw;
use super::sketch::{End, Frame, Sketch};
use lab::Language;
use std::fmt::Write;

/// What every program may use.
const GLOBALS: &str = "
x = 0
items = []

def same(n):
    return n

def work(n):
    global x
    x = same(x) + n
    return n

async def one(n):
    await asyncio.sleep(0)
    return n

async def slow():
    await asyncio.sleep(0.001)
    items.append('slow')

async def bad():
    await asyncio.sleep(0)
    raise ValueError('bad')

";

/// The versions, in turns.
const PROFILES: [&str; 3] = ["cpython-3.13", "cpython-3.9", "cpython-3.13t"];

pub fn sketch(seed: u64) -> Sketch {
    let mut draw = Draw::new(seed);
    let end = if draw.once_in(4) { End::NotJoined } else { End::Joined };
    let mut bodies = vec![body(&mut draw, 0, 2)];
    bodies.extend((0..2 + draw.below(2)).map(|_| body(&mut draw, 1, 3)));
    // One program in three has a thread as well.
    if draw.once_in(3) {
        let at = draw.below(bodies.len() as u64) as usize;
        bodies[at].push(draw.of(THREADS).into());
    }
    let profile = PROFILES[(seed / 2 % 3) as usize];
    Sketch { language: Language::Python, profile, bodies, frame: Frame::Tasks { end } }
}

fn body(draw: &mut Draw, least: u64, most: u64) -> Vec<String> {
    let length = least + draw.below(most + 1 - least);
    (0..length).map(|_| statement(draw).into()).collect()
}

fn statement(draw: &mut Draw) -> &'static str {
    match draw.below(10) {
        0 | 1 => draw.of(MEMORY),
        2 | 3 => draw.of(SLEEPS),
        4..=6 => draw.of(WAITS),
        7 | 8 => draw.of(TASKS),
        _ => draw.of(PRINTS),
    }
}

const MEMORY: &[&str] = &[
    "x += 1",
    "n = x\nawait asyncio.sleep(0)\nx = n + 1",
    "items.append(x)",
    "work(2)",
    "x = await one(x + 1)",
];

const SLEEPS: &[&str] = &[
    "await asyncio.sleep(0)",
    "await asyncio.sleep(0.001)",
    "await asyncio.sleep(0.002)",
    "await asyncio.sleep(0.001)\nprint('woken')",
    "time.sleep(0.0015)",
];

const WAITS: &[&str] = &[
    "async with lock:\n    await asyncio.sleep(0)\n    x += 1",
    "await lock.acquire()",
    "await jobs.put(1)",
    "print(await jobs.get())",
    "jobs.put_nowait(2)",
    "ready.set()",
    "await ready.wait()",
    "try:\n    await asyncio.wait_for(ready.wait(), 0.001)\nexcept asyncio.TimeoutError: print('late')",
    "try:\n    await asyncio.wait_for(jobs.get(), 0.0015)\nexcept asyncio.TimeoutError: print('empty')",
];

const TASKS: &[&str] = &[
    "print(await asyncio.gather(one(1), one(2)))",
    "print(await asyncio.gather(one(1), bad(), return_exceptions=True))",
    "await asyncio.gather(slow(), bad())",
    "asyncio.create_task(slow())",
    "asyncio.create_task(bad())",
    "tasks[0].cancel()",
    "tasks[-1].cancel()",
    "one(3)",
    "task = asyncio.create_task(slow())\nawait asyncio.sleep(0)\ntask.cancel()",
    "await asyncio.wait([asyncio.create_task(slow()), asyncio.create_task(one(4))], return_when='FIRST_COMPLETED')",
    "asyncio.get_running_loop().call_later(0.001, items.append, 'call')",
];

const PRINTS: &[&str] = &[
    "print(x)",
    "print('p')",
    "print(items)",
    "if x == 1: raise ValueError('one')",
    "assert x < 3",
];

const THREADS: &[&str] = &[
    "await asyncio.get_running_loop().run_in_executor(None, work, 1)",
    "thread = threading.Thread(target=work, args=(1,))\nthread.start()",
    "asyncio.get_running_loop().run_in_executor(None, work, 1)",
];

pub fn text(bodies: &[Vec<String>], end: End) -> String {
    let mut source = format!("import asyncio\nimport threading\nimport time\n{GLOBALS}");
    for (at, body) in bodies.iter().enumerate().skip(1) {
        writeln!(source, "async def run_{at}(tasks, lock, jobs, ready):\n    global x").unwrap();
        write_body(&mut source, body);
    }
    source += "async def main():\n    global x\n    tasks = []\n    lock, jobs, ready = asyncio.Lock(), asyncio.Queue(1), asyncio.Event()\n";
    for at in 1..bodies.len() {
        let call = format!("run_{at}(tasks, lock, jobs, ready)");
        writeln!(source, "    tasks.append(asyncio.create_task({call}))").unwrap();
    }
    write_body(&mut source, &bodies[0]);
    if end == End::Joined {
        source += "    for task in list(tasks):\n        await task\n";
    }
    source + "    print(x, items)\n\nasyncio.run(main())\nprint(x, items)\n"
}

fn write_body(source: &mut String, body: &[String]) {
    for line in body.iter().flat_map(|statement| statement.lines()) {
        writeln!(source, "    {line}").unwrap();
    }
}
