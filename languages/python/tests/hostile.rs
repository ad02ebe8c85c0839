//! Whatever is typed in: no panic, no hang, no overflow of the stack.

mod support;

use python::{Options, compile};
use runtime_core::machine::Machine;
use runtime_core::trace::{Detail, OutcomeKind};
use support::{config, drive, program, programs, source};

/// Compiles, and runs a little of what compiles.
fn survives(text: &str) {
    if let Ok(vm) = compile(text, &Options::default()) {
        let mut machine = Machine::python(vm, config(Detail::Off, 20_000));
        drive(&mut machine, 20_000, |_| {});
    }
}

#[test]
fn truncated_programs() {
    for path in programs() {
        let text = source(&path);
        for end in (0..text.len()).step_by(7).filter(|&end| text.is_char_boundary(end)) {
            survives(&text[..end]);
        }
    }
}

#[test]
fn mutated_programs() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        (state >> 33) as usize % below
    };
    let inserts = [
        "(", ")", "\n", "    ", "'", "\"\"\"", ":", "await ", "yield ", "\t", "0x", "{", "é", "*",
        "lambda:", "=",
    ];
    for path in programs() {
        let original = source(&path);
        for _ in 0..30 {
            let mut text = original.clone();
            for _ in 0..=random(3) {
                let at = random(text.len() + 1);
                if !text.is_char_boundary(at) {
                    continue;
                }
                if random(2) == 0 {
                    text.insert_str(at, inserts[random(inserts.len())]);
                } else if at < text.len() {
                    text.remove(at);
                }
            }
            survives(&text);
        }
    }
}

#[test]
fn deep_nesting() {
    let depth = 50_000;
    let nested = [
        "(".repeat(depth),
        "[".repeat(depth) + &"]".repeat(depth),
        format!("x = {}1", "-".repeat(depth)),
        format!("x = {}1", "not ".repeat(depth)),
        format!("x = {}1", "lambda: ".repeat(depth)),
        format!("x = 1{}", " + 1".repeat(depth)),
        format!("x = 1{}", " if 1 else 1".repeat(depth)),
        format!("x = 1{}", " ** 1".repeat(depth)),
        format!("x{}", ".a".repeat(depth)),
        format!("f{}", "()".repeat(depth)),
        format!("x{}", "[0]".repeat(depth)),
        format!("x = 1{}", " < 1".repeat(depth)),
        format!("x = 1{}", " and 1".repeat(depth)),
        format!("{}x", "a = ".repeat(depth)),
        format!("{}1", "f\"{".repeat(depth)),
        (0..depth).map(|level| format!("{}if 1:\n", " ".repeat(level % 300))).collect(),
        (0..200).map(|level| format!("{}if 1:\n", " ".repeat(level))).collect::<String>()
            + &" ".repeat(200)
            + "x",
        "if 1: pass\n".to_string() + &"elif 1: pass\n".repeat(depth),
        "@a\n".repeat(depth) + "def f(): pass\n",
        format!("global {}", vec!["x"; depth].join(",")),
        format!("x = {}", "'a' ".repeat(depth)),
        format!("await {}1", "await ".repeat(depth)),
        format!("x = {}1", "*".repeat(depth)),
    ];
    for text in nested {
        survives(&text);
    }
}

/// A browser gives WebAssembly about a megabyte of stack.
const BROWSER_STACK: usize = 1 << 20;

#[test]
fn as_deep_as_is_allowed() {
    let small = std::thread::Builder::new().stack_size(BROWSER_STACK);
    let thread = small.spawn(deepest_allowed).expect("a thread");
    thread.join().expect("no overflow");
}

fn deepest_allowed() {
    for (open, close) in [("(", ")"), ("[", "]"), ("f(", ")"), ("{1: ", "}")] {
        let text = format!("f = id\nx = {}1{}\n", open.repeat(199), close.repeat(199));
        survives(&text);
    }
    let nested: String = (0..90).map(|level| format!("{}if 1:\n", " ".repeat(level))).collect();
    survives(&(nested + &" ".repeat(90) + "x = 1\n"));
    survives(&format!("x = {}1\n", "not ".repeat(90)));
    survives(&format!("x = 1{}\n", " + 1".repeat(1400)));
    survives(&format!("x = 1{}\n", ".real".repeat(1400)));
}

#[test]
fn long_lines() {
    let megabyte = "x".repeat(1 << 20);
    survives(&megabyte);
    survives(&format!("'{}'", &megabyte[..1 << 19]));
    survives(&format!("# {}", &megabyte[..1 << 19]));
    survives(&format!("x = [{}]", "1, ".repeat(100_000)));
    survives(&"x = 1; ".repeat(100_000));
    survives(&" ".repeat(1 << 19));
    survives(&"\n".repeat(1 << 19));
    survives(&"9".repeat(1 << 17));
}

#[test]
fn finally_parts_do_not_multiply_without_end() {
    let mut text = String::from("def f():\n");
    for level in 1..=19 {
        text += &format!(
            "{}try:\n{}g()\n{}finally:\n",
            " ".repeat(level),
            " ".repeat(level + 1),
            " ".repeat(level)
        );
    }
    text += &format!("{}g()\n", " ".repeat(20));
    survives(&text);
}

/// How a program ends, and the last line it leaves on stderr.
fn end(text: &str) -> (OutcomeKind, String) {
    let vm = program(text).expect("it compiles");
    let mut machine = Machine::python(vm, config(Detail::Off, 60_000_000));
    let outcome = drive(&mut machine, 100_000, |_| {});
    let stderr = &machine.output().stderr;
    (outcome.kind, stderr.trim_end().rsplit('\n').next().unwrap_or_default().into())
}

#[test]
fn endless_loops_use_up_their_fuel() {
    for text in [
        "while True: pass\n",
        "def f():\n    while 1: yield\nfor x in f(): pass\n",
        "sum(range(10**12))\n",
    ] {
        assert_eq!(end(text).0, OutcomeKind::Fuel, "{text}");
    }
}

#[test]
fn memory_has_a_limit() {
    for text in [
        "x = []\nwhile True: x.append('a' * 1000)\n",
        "x = 'a'\nwhile True: x = x + x\n",
        "x = [1]\nwhile True: x.extend(x)\n",
        "d = {}\nn = 0\nwhile True:\n    d[n] = str(n) * 100\n    n += 1\n",
        "x = {}\nwhile True: x = {'k' * 100000: x}\n",
    ] {
        // Where a single object no longer fits it is CPython's MemoryError.
        let (kind, line) = end(text);
        let is_error = kind == OutcomeKind::Exception && line.starts_with("MemoryError");
        assert!(kind == OutcomeKind::Limit || is_error, "{text}: {kind:?} {line}");
    }
    for text in
        ["x = 'a' * 10**12\n", "x = [0] * 10**11\n", "x = 10 ** (10 ** 8)\n", "x = 1 << 10**10\n"]
    {
        let (kind, line) = end(text);
        assert_eq!(kind, OutcomeKind::Exception, "{text}");
        assert!(line.starts_with("MemoryError"), "{text}: {line}");
    }
}

#[test]
fn recursion_has_a_limit() {
    let (kind, line) = end("def f(): f()\nf()\n");
    assert_eq!(kind, OutcomeKind::Exception);
    assert_eq!(line, "RecursionError: maximum recursion depth exceeded");
    for text in [
        "class A:\n    def __repr__(self): return repr(self)\nrepr(A())\n",
        "class A:\n    def __eq__(self, other): return self == other\nA() == A()\n",
        "class A:\n    def __getattr__(self, name): return self.missing\nA().x\n",
        "x = []\nx.append(x)\nprint(x, x == [x])\n",
        "x = []\nfor n in range(5000): x = [x]\nprint(x == [x])\n",
        "def g(n):\n    yield from g(n + 1)\nlist(g(0))\n",
        "async def f(): await f()\nimport asyncio\nasyncio.run(f())\n",
    ] {
        survives(text);
    }
}
