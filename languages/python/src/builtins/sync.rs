//! What asyncio's locks and queues (`std/asyncio/{locks,queues}.py`) take from Rust.
//!
//! A queue that is exactly a `Queue` is served here; any other, and whatever is not the usual
//! case, by the library's Python functions, which say the same in full.
//!
//! **Models:** `Lib/asyncio/{locks,queues,mixins}.py`, CPython 3.13.0.

use super::{Entry, function};
use crate::names;
use crate::object::{FutureState, Object, Row, Sym, Type, Value};
use crate::vm::frame::{After, Pending};
use crate::vm::{Args, Flow, Outcome, Vm};
use runtime_core::guest::Op;

pub(super) const TABLE: &[Entry] = &[
    function("_named_future", 2, 2, &[], named_future),
    function("_serve_natively", 1, 1, &[], |vm, args| {
        let class = vm.heap.keep(vm.arg(args, 0));
        let old = std::mem::replace(&mut vm.queue_class, class);
        vm.heap.release(old);
        Ok(Flow::Value(Value::None))
    }),
    function("_log_debug", 1, 1, &[], |vm, args| {
        let text = vm.str_native(vm.arg(args, 0)).unwrap_or_default();
        vm.log_at(10, &text, Value::None);
        Ok(Flow::Value(Value::None))
    }),
    function("_track_origins", 1, 1, &[], |vm, args| {
        let before = i64::from(vm.origin_depth);
        if let Value::Int(depth) = vm.arg(args, 0) {
            vm.origin_depth = depth.clamp(0, 1000) as u32;
        }
        Ok(Flow::Value(Value::Int(before)))
    }),
    function("_source_text", 1, 1, &[], |vm, args| {
        let rows = vm.source_of(vm.arg(args, 0)).map(|source| source.rows.clone());
        places(vm, rows)
    }),
    function("_coroutine_origin", 1, 1, &[], |vm, args| {
        let rows = match vm.heap.object(vm.arg(args, 0)) {
            Some(Object::Generator(made)) => made.origin.as_deref().map(<[_]>::to_vec),
            _ => None,
        };
        places(vm, rows)
    }),
    function("_queue_getter", 1, 1, &[], getter),
    function("_queue_get", 1, 1, &[], |vm, args| {
        get(vm, args).unwrap_or_else(|| go_on(vm, args, "_get_now"))
    }),
    function("_queue_get_after", 1, 1, &[], |vm, args| {
        get(vm, args).unwrap_or_else(|| go_on(vm, args, "_get_after"))
    }),
    function("_queue_putter", 1, 1, &[], putter),
    function("_queue_put", 2, 2, &[], |vm, args| {
        put(vm, args).unwrap_or_else(|| go_on(vm, args, "_put_now"))
    }),
    function("_queue_put_after", 2, 2, &[], |vm, args| {
        put(vm, args).unwrap_or_else(|| go_on(vm, args, "_put_after"))
    }),
];

/// What futures of the library's own are called in the trace.
const NAMES: &[&str] = &[
    "Queue.get",
    "Queue.put",
    "Lock.acquire",
    "Semaphore.acquire",
    "Event.wait",
    "Condition.wait",
    "Barrier.wait",
];
/// How many instructions of CPython's a method of a queue stands for.
const COST: u64 = 12;

/// `_named_future(loop, name)`: what `loop.create_future()` gives, with a name in the trace.
fn named_future(vm: &mut Vm, args: Args) -> Outcome {
    let Value::Loop(event_loop) = vm.arg(args, 0) else {
        let kind = vm.type_name(vm.arg(args, 0)).to_string();
        let message = format!("'{kind}' object has no attribute 'create_future'");
        return Err(vm.raise(Type::AttributeError, message));
    };
    let given = vm.text(vm.arg(args, 1)).map_or("", |text| &**text);
    let name = NAMES.iter().find(|name| **name == given).copied();
    Ok(Flow::Value(vm.new_future(event_loop, name.unwrap_or("future"))))
}

/// The text of rows; None for none.
fn places(vm: &mut Vm, rows: Option<Vec<Row>>) -> Outcome {
    let Some(rows) = rows.filter(|rows| !rows.is_empty()) else {
        return Ok(Flow::Value(Value::None));
    };
    let text = vm.places_text(&rows);
    Ok(Flow::Value(vm.heap.str(text.trim_end())))
}

/// The native goes on as a function of `queues.py`.
fn go_on(vm: &mut Vm, args: Args, name: &str) -> Outcome {
    let given: Vec<Value> = (0..args.count).map(|index| vm.arg(args, index)).collect();
    let args = vm.heap.keep_all(&given);
    let callable = vm.library(&format!("asyncio.queues.{name}"));
    Ok(Flow::Call { callable, args, after: After::Push })
}

/// The parts of a queue, borrowed.
#[derive(Clone, Copy)]
struct Queue {
    at: Value,
    items: Value,
    getters: Value,
    putters: Value,
    len: usize,
    maxsize: i64,
}

impl Queue {
    fn is_full(&self) -> bool {
        self.maxsize > 0 && self.len as i64 >= self.maxsize
    }
}

impl Vm {
    /// An attribute of an instance's own, borrowed.
    fn own_part(&self, of: Value, name: Sym) -> Value {
        match self.heap.object(of) {
            Some(Object::Instance { attrs, .. }) => {
                attrs.iter().find(|(known, _)| *known == name).map_or(Value::Undef, |part| part.1)
            }
            _ => Value::Undef,
        }
    }

    fn set_own_part(&mut self, of: Value, name: Sym, plain: Value) {
        if let Some(Object::Instance { attrs, .. }) =
            of.handle().map(|handle| self.heap.get_mut(handle))
            && let Some(part) = attrs.iter_mut().find(|(known, _)| *known == name)
        {
            part.1 = plain;
        }
    }

    /// A queue of asyncio's own class that is not shut down.
    fn plain_queue(&self, at: Value) -> Option<Queue> {
        match self.heap.object(at)? {
            Object::Instance { class, .. } if class.is(self.queue_class) => {}
            _ => return None,
        }
        let part = |name| self.own_part(at, name);
        let (items, getters, putters) =
            (part(names::QUEUE), part(names::GETTERS), part(names::PUTTERS));
        let Value::Int(maxsize) = part(names::MAXSIZE) else { return None };
        let Value::Bool(false) = part(names::IS_SHUTDOWN) else { return None };
        (self.deque(getters).is_some() && self.deque(putters).is_some()).then_some(())?;
        let len = self.deque(items)?.items.len();
        Some(Queue { at, items, getters, putters, len, maxsize })
    }

    /// A new future for whoever waits at a queue of the loop that runs; it stands in `row`.
    fn new_queue_waiter(&mut self, queue: Queue, row: Value, name: &'static str) -> Option<Value> {
        let event_loop = self.running_loop()?;
        match self.own_part(queue.at, names::OWN_LOOP) {
            Value::Loop(known) if known == event_loop => {}
            _ => return None,
        }
        let waiter = self.new_future(event_loop, name);
        let held = self.heap.keep(waiter);
        self.deque_append(row, held);
        Some(waiter)
    }

    /// Ends the first future of a row that is pending; what to ask the machine for then.
    fn wake_first(&mut self, row: Value) -> Option<Op> {
        while let Some(waiter) = self.deque_take(row) {
            let is_pending = matches!(self.heap.object(waiter),
                Some(Object::Future(future)) if future.state == FutureState::Pending);
            let op =
                is_pending.then(|| self.finish_future(waiter, FutureState::Returned, Value::None));
            self.heap.release(waiter);
            if op.is_some() {
                return op;
            }
        }
        None
    }

    /// A native's result, after what there is to ask.
    fn ask_then(&mut self, op: Option<Op>, result: Value) -> Outcome {
        let Some(op) = op else { return Ok(Flow::Value(result)) };
        self.push_after_call(result);
        Ok(Flow::Ask(op, Pending::Nothing))
    }
}

/// `_queue_getter(queue)`: None if there is an item, or the future to wait for.
fn getter(vm: &mut Vm, args: Args) -> Outcome {
    vm.charge(COST);
    let waiter = match vm.plain_queue(vm.arg(args, 0)) {
        Some(queue) if queue.len > 0 => Some(Value::None),
        Some(queue) => vm.new_queue_waiter(queue, queue.getters, "Queue.get"),
        None => None,
    };
    waiter.map_or_else(|| go_on(vm, args, "_new_getter"), |waiter| Ok(Flow::Value(waiter)))
}

fn putter(vm: &mut Vm, args: Args) -> Outcome {
    vm.charge(COST);
    let waiter = match vm.plain_queue(vm.arg(args, 0)) {
        Some(queue) if !queue.is_full() => Some(Value::None),
        Some(queue) => vm.new_queue_waiter(queue, queue.putters, "Queue.put"),
        None => None,
    };
    waiter.map_or_else(|| go_on(vm, args, "_new_putter"), |waiter| Ok(Flow::Value(waiter)))
}

/// `get_nowait()` of a queue that has an item.
fn get(vm: &mut Vm, args: Args) -> Option<Outcome> {
    let queue = vm.plain_queue(vm.arg(args, 0))?;
    let item = vm.deque_take(queue.items)?;
    vm.charge(COST);
    let op = vm.wake_first(queue.putters);
    Some(vm.ask_then(op, item))
}

/// `put_nowait(item)` of a queue that has room.
fn put(vm: &mut Vm, args: Args) -> Option<Outcome> {
    let queue = vm.plain_queue(vm.arg(args, 0)).filter(|queue| !queue.is_full())?;
    let Value::Int(unfinished) = vm.own_part(queue.at, names::UNFINISHED_TASKS) else {
        return None;
    };
    let finished = vm.own_part(queue.at, names::FINISHED);
    let Value::Bool(_) = vm.own_part(finished, names::HIDDEN_VALUE) else { return None };
    vm.charge(COST);
    let item = vm.heap.keep(vm.arg(args, 1));
    vm.deque_append(queue.items, item);
    vm.set_own_part(queue.at, names::UNFINISHED_TASKS, Value::Int(unfinished + 1));
    vm.set_own_part(finished, names::HIDDEN_VALUE, Value::Bool(false));
    let op = vm.wake_first(queue.getters);
    Some(vm.ask_then(op, Value::None))
}
