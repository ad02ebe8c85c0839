//! What `multiprocessing` is made of: processes, pipes, semaphores, shared memory.
//!
//! A process is known by its number: 0 is the first. A pipe and a semaphore are both known by the
//! number of their `Channel`: one has messages, the other a value.

use super::thread::PROCESS;
use super::time::nanoseconds;
use super::{Entry, function};
use crate::object::{Object, Type, Value};
use crate::process::Known;
use crate::vm::frame::Pending;
use crate::vm::{Args, Flow, Outcome, Raise, Vm};
use runtime_core::guest::Op;
use runtime_core::id::{Addr, NameId, ProcId};
use runtime_core::trace::Stream;

pub(super) const TABLE: &[Entry] = &[
    function("_process_number", 0, 0, &[], |vm, _| value(Value::Int(i64::from(vm.process().0)))),
    function("_process_id", 1, 1, &[], process_id),
    function("_start_process", 3, 3, &[], start_process),
    function("_join_process", 2, 2, &[], join_process),
    function("_exit_process", 1, 1, &[], exit_process),
    function("_kill_process", 2, 2, &[], kill_process),
    function("_exit_code_of", 1, 1, &[], exit_code_of),
    function("_tell_of_end", 2, 2, &[], tell_of_end),
    function("_new_pipe", 0, 0, &[], new_pipe),
    function("_put_bytes", 2, 2, &[], put_bytes),
    function("_take_bytes", 1, 1, &[], take_bytes),
    function("_count_bytes", 1, 1, &[], |vm, args| {
        let number = number(vm, args, 0);
        let count = vm.shared.channel(number).messages.len();
        value(Value::Int(count as i64))
    }),
    function("_wait_for_bytes", 2, 2, &[], wait_for_bytes),
    function("_give_up", 1, 1, &[], give_up),
    function("_close_end", 1, 1, &[], close_end),
    function("_is_open_end", 1, 1, &[], |vm, args| {
        let end = number(vm, args, 0) as u32;
        value(Value::Bool(vm.shared.is_open(end)))
    }),
    function("_new_semaphore", 1, 1, &[], |vm, args| {
        let count = number(vm, args, 0);
        let made = vm.shared.new_channel(count);
        value(Value::Int(i64::from(made)))
    }),
    function("_acquire_semaphore", 2, 2, &[], acquire_semaphore),
    function("_release_semaphore", 1, 1, &[], release_semaphore),
    function("_semaphore_value", 1, 1, &[], |vm, args| {
        let number = number(vm, args, 0);
        let count = vm.shared.channel(number).value;
        value(Value::Int(count))
    }),
    function("_new_memory", 1, 1, &[], new_memory),
    function("_memory_item", 2, 2, &[], memory_item),
    function("_set_memory_item", 3, 3, &[], set_memory_item),
    function("_charge_ns", 1, 1, &[], |vm, args| {
        let ns = number(vm, args, 0);
        vm.charge_ns(ns.max(0) as u64);
        value(Value::None)
    }),
];

/// How many processes a program may have at once, and in all.
const PROCESSES_MAX: (usize, usize) = (64, 1000);
/// How long `fork` takes in the process that calls it, in ns: measured on CPython 3.13.
const FORK_NS: u64 = 1_200_000;
/// What may lie in pipes altogether, and how many pipes, semaphores and numbers in shared memory
/// there may be.
const PIPES_BYTES_MAX: u64 = 64 << 20;
const CHANNELS_MAX: usize = 100_000;
const MEMORY_MAX: usize = 1 << 20;

fn value(value: Value) -> Outcome {
    Ok(Flow::Value(value))
}

/// An argument of the library's that is a number.
fn number(vm: &Vm, args: Args, index: usize) -> i64 {
    match vm.arg(args, index) {
        Value::Int(number) => number,
        Value::Bool(bool) => i64::from(bool),
        // A program has changed what it should not have: nothing has such a number.
        _ => -1,
    }
}

/// An argument of the library's that is seconds, or None for ever.
fn timeout(vm: &mut Vm, args: Args, index: usize) -> Result<Option<u64>, Raise> {
    match vm.arg(args, index) {
        Value::None => Ok(None),
        given => Ok(Some(nanoseconds(vm.seconds(given)?))),
    }
}

impl Vm {
    /// The number of the process that runs.
    pub(crate) fn process(&self) -> ProcId {
        let known = self.shared.processes.iter();
        let place = known.skip(1).position(|known| known.main == self.process_main);
        ProcId(place.map_or(0, |place| place as u32 + 1))
    }

    /// Whether there have ever been others.
    pub(crate) fn has_processes(&self) -> bool {
        self.shared.processes.len() > 1
    }

    /// Charges a native for work that takes so long; nothing where the clock stands.
    pub(crate) fn charge_ns(&mut self, ns: u64) {
        self.charge(ns.checked_div(self.instruction_ns()).unwrap_or(0));
    }

    fn no_resource(&mut self) -> Raise {
        let text = self.heap.str("Resource temporarily unavailable");
        self.raise_with(Type::OSError, vec![Value::Int(11), text])
    }

    fn no_memory(&mut self) -> Raise {
        let text = self.heap.str("Cannot allocate memory");
        self.raise_with(Type::OSError, vec![Value::Int(12), text])
    }

    /// Whoever waits is told, after what is asked next.
    fn tell(&mut self, channels: &[u32]) {
        for &channel in channels {
            while self.shared.take_waiter(i64::from(channel)) {
                let pipe = Addr(u64::from(channel));
                self.run.todo.push_back(Op::PipeNotify { pipe });
            }
        }
    }

    /// A process is as good as gone: who is to be told.
    fn process_over(&mut self, process: usize, code: i64) -> Vec<u32> {
        let mut told = self.shared.close_all(process as u32);
        if let Some(known) = self.shared.processes.get_mut(process) {
            known.exit = known.exit.or(Some(code));
            if known.told > 0 {
                let pipe = known.told;
                let message: Box<[u8]> = (process as u32).to_le_bytes().into();
                self.shared.channel(i64::from(pipe)).messages.push_back(message);
                told.push(pipe);
            }
        }
        told
    }
}

fn process_id(vm: &mut Vm, args: Args) -> Outcome {
    let process = number(vm, args, 0) as usize;
    let main = vm.shared.main_of(process);
    value(Value::Int(PROCESS + i64::from(main.0) - 1))
}

/// `_start_process(function, arguments, name)`: its number.
fn start_process(vm: &mut Vm, args: Args) -> Outcome {
    if vm.shared.processes.is_empty() {
        let main = vm.process_main;
        vm.shared.processes.push(Known { main, exit: None, told: 0, is_reaped: false });
    }
    let processes = &vm.shared.processes;
    let alive = processes.iter().filter(|known| !known.is_reaped).count();
    if alive >= PROCESSES_MAX.0 || processes.len() >= PROCESSES_MAX.1 {
        return Err(vm.no_resource());
    }
    if !vm.heap.has_room_for_copies(alive as u64) {
        return Err(vm.no_memory());
    }
    let name = vm.text(vm.arg(args, 2)).map_or(String::new(), |name| name.to_string());
    let line = vm.line_now();
    let fiber = vm.new_thread(vm.arg(args, 0), vm.arg(args, 1))?;
    let parent = vm.process().0;
    let process = vm.shared.processes.len() as u32;
    vm.shared.processes.push(Known { main: fiber, exit: None, told: 0, is_reaped: false });
    vm.shared.inherit(parent, process);
    vm.charge_ns(FORK_NS);
    let _: NameId = vm.task_name(&name);
    vm.push_after_call(Value::Int(i64::from(process)));
    let op = Op::ThreadStart { fiber, name: NameId(0), line, interpreter: ProcId(process) };
    Ok(Flow::Ask(op, Pending::Push))
}

/// `_join_process(process, timeout)`: whether it has ended.
fn join_process(vm: &mut Vm, args: Args) -> Outcome {
    let thread = vm.shared.main_of(number(vm, args, 0) as usize);
    let timeout_ns = timeout(vm, args, 1)?;
    Ok(Flow::Ask(Op::ThreadJoin { thread, timeout_ns }, Pending::PushBool))
}

/// `_exit_process(code)`: the end of the process that runs.
fn exit_process(vm: &mut Vm, args: Args) -> Outcome {
    let code = number(vm, args, 0) & 0xff;
    let process = vm.process().0 as usize;
    let told = vm.process_over(process, code);
    let mut notified = false;
    for channel in told {
        while vm.shared.take_waiter(i64::from(channel)) {
            vm.run.todo.push_back(Op::PipeNotify { pipe: Addr(u64::from(channel)) });
            notified = true;
        }
    }
    let exit = Op::Exit(code as i32);
    if !notified {
        return Ok(Flow::Ask(exit, Pending::PushNone));
    }
    vm.run.todo.push_back(exit);
    let first = vm.run.todo.pop_front().unwrap_or(Op::Exit(code as i32));
    Ok(Flow::Ask(first, Pending::Nothing))
}

/// `_kill_process(process, signal)`: of one that was not waited for.
fn kill_process(vm: &mut Vm, args: Args) -> Outcome {
    let (process, signal) = (number(vm, args, 0) as usize, number(vm, args, 1));
    let is_known = vm.shared.processes.get(process).is_some_and(|known| known.exit.is_none());
    if process == 0 || !is_known {
        return value(Value::None);
    }
    let thread = vm.shared.main_of(process);
    let told = vm.process_over(process, -signal);
    vm.tell(&told);
    Ok(Flow::Ask(Op::ProcessKill { thread }, Pending::PushNone))
}

/// `_exit_code_of(process)`, which has ended and is not needed any more.
fn exit_code_of(vm: &mut Vm, args: Args) -> Outcome {
    let process = number(vm, args, 0) as usize;
    let Some(known) = vm.shared.processes.get_mut(process) else { return value(Value::None) };
    let code = known.exit.unwrap_or(1);
    let is_over = process > 0 && known.exit.is_some();
    if is_over && !std::mem::replace(&mut known.is_reaped, true) {
        vm.shared.reaped.push(process);
    }
    value(Value::Int(code))
}

fn tell_of_end(vm: &mut Vm, args: Args) -> Outcome {
    let (process, pipe) = (number(vm, args, 0) as usize, number(vm, args, 1) as u32);
    if let Some(known) = vm.shared.processes.get_mut(process) {
        known.told = pipe;
    }
    value(Value::None)
}

// ---- pipes

/// A pipe both of whose ends this process holds.
fn new_pipe(vm: &mut Vm, _args: Args) -> Outcome {
    if vm.shared.channels.len() >= CHANNELS_MAX {
        return Err(vm.no_resource());
    }
    let process = vm.process().0;
    let pipe = vm.shared.new_channel(0);
    for end in [pipe * 2, pipe * 2 + 1] {
        vm.shared.open.insert((end, process), ());
    }
    value(Value::Int(i64::from(pipe)))
}

fn put_bytes(vm: &mut Vm, args: Args) -> Outcome {
    let message: Box<[u8]> = match vm.heap.object(vm.arg(args, 1)) {
        Some(Object::Bytes(bytes)) => bytes.clone(),
        _ => return value(Value::None),
    };
    let pipe = number(vm, args, 0);
    if vm.shared.bytes + message.len() as u64 > PIPES_BYTES_MAX {
        return Err(vm.no_memory());
    }
    vm.shared.bytes += message.len() as u64;
    vm.shared.channel(pipe).messages.push_back(message);
    if vm.shared.take_waiter(pipe) {
        let op = Op::PipeNotify { pipe: Addr(pipe as u64) };
        return Ok(Flow::Ask(op, Pending::PushNone));
    }
    value(Value::None)
}

/// The next message, or None.
fn take_bytes(vm: &mut Vm, args: Args) -> Outcome {
    let pipe = number(vm, args, 0);
    let Some(message) = vm.shared.channel(pipe).messages.pop_front() else {
        return value(Value::None);
    };
    vm.shared.bytes = vm.shared.bytes.saturating_sub(message.len() as u64);
    value(vm.heap.alloc(Object::Bytes(message)))
}

/// `_wait_for_bytes(pipe, timeout)`: false where the time was up, and `_give_up` comes next; None
/// where there was no time.
fn wait_for_bytes(vm: &mut Vm, args: Args) -> Outcome {
    let pipe = number(vm, args, 0);
    let is_over = !vm.shared.is_open((pipe as u32).wrapping_mul(2).wrapping_add(1));
    let channel = vm.shared.channel(pipe);
    if !channel.messages.is_empty() || is_over {
        return value(Value::Bool(true));
    }
    ask_wait(vm, args, pipe)
}

fn ask_wait(vm: &mut Vm, args: Args, channel: i64) -> Outcome {
    let timeout_ns = timeout(vm, args, 1)?;
    if timeout_ns == Some(0) {
        return value(Value::None);
    }
    vm.shared.channel(channel).waiting += 1;
    let pipe = Addr(channel as u64);
    Ok(Flow::Ask(Op::PipeWait { pipe, timeout_ns }, Pending::PushBool))
}

/// The time was up: whether it happened all the same.
fn give_up(vm: &mut Vm, args: Args) -> Outcome {
    let channel = number(vm, args, 0);
    let op = Op::PipeWait { pipe: Addr(channel as u64), timeout_ns: Some(0) };
    Ok(Flow::Ask(op, Pending::GiveUp { channel: channel as u32 }))
}

/// This process lets go of an end: true if it held it.
fn close_end(vm: &mut Vm, args: Args) -> Outcome {
    let end = number(vm, args, 0) as u32;
    let process = vm.process().0;
    let held = vm.shared.open.remove(&(end, process)).is_some();
    let is_last = held && end % 2 == 1 && !vm.shared.is_open(end);
    if is_last {
        vm.tell(&[end / 2]);
    }
    match vm.run.todo.pop_front() {
        Some(op) => {
            vm.push_after_call(Value::Bool(held));
            Ok(Flow::Ask(op, Pending::Push))
        }
        None => value(Value::Bool(held)),
    }
}

// ---- semaphores

/// `_acquire_semaphore(semaphore, timeout)`: false where the time was up, and `_give_up` comes
/// next; None where there was no time.
fn acquire_semaphore(vm: &mut Vm, args: Args) -> Outcome {
    let semaphore = number(vm, args, 0);
    let channel = vm.shared.channel(semaphore);
    if channel.value > 0 {
        channel.value -= 1;
        return value(Value::Bool(true));
    }
    ask_wait(vm, args, semaphore)
}

fn release_semaphore(vm: &mut Vm, args: Args) -> Outcome {
    let semaphore = number(vm, args, 0);
    if vm.shared.take_waiter(semaphore) {
        let op = Op::PipeNotify { pipe: Addr(semaphore as u64) };
        return Ok(Flow::Ask(op, Pending::PushNone));
    }
    vm.shared.channel(semaphore).value += 1;
    value(Value::None)
}

// ---- shared memory

/// `_new_memory(numbers)`: from a list of ints and floats.
fn new_memory(vm: &mut Vm, args: Args) -> Outcome {
    let cells = match vm.heap.object(vm.arg(args, 0)) {
        Some(Object::List(values)) => values.clone(),
        _ => panic!("yieldpoint bug: memory is made from a list"),
    };
    let used: usize = vm.shared.memory.iter().map(|cells| cells.len() + 4).sum();
    if used + cells.len() > MEMORY_MAX {
        return Err(vm.no_memory());
    }
    let plain = |cell: Value| match cell {
        Value::Int(_) | Value::Float(_) => cell,
        _ => Value::Int(0),
    };
    vm.shared.memory.push(cells.into_iter().map(plain).collect());
    value(Value::Int(vm.shared.memory.len() as i64 - 1))
}

fn memory_item(vm: &mut Vm, args: Args) -> Outcome {
    let (memory, index) = (number(vm, args, 0) as usize, number(vm, args, 1) as usize);
    let cell = vm.shared.memory.get(memory).and_then(|cells| cells.get(index));
    value(cell.copied().unwrap_or(Value::None))
}

fn set_memory_item(vm: &mut Vm, args: Args) -> Outcome {
    let (memory, index) = (number(vm, args, 0) as usize, number(vm, args, 1) as usize);
    let new = vm.arg(args, 2);
    if let (Some(cell), Value::Int(_) | Value::Float(_)) =
        (vm.shared.memory.get_mut(memory).and_then(|cells| cells.get_mut(index)), new)
    {
        *cell = new;
    }
    value(Value::None)
}

/// `stream.flush()`: with one process, everything is out already.
pub(super) fn flush(vm: &mut Vm, args: Args) -> Outcome {
    if !vm.has_processes() || !matches!(vm.arg(args, 0), Value::Stream(1)) {
        return value(Value::None);
    }
    vm.output.flushes = true;
    let op = Op::Print { stream: Stream::Stdout, text: String::new() };
    Ok(Flow::Ask(op, Pending::PushNone))
}
