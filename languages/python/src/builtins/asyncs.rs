//! `aiter` and `anext`, and marking generators that may be awaited.

use super::{Entry, function};
use crate::names;
use crate::object::{GeneratorKind, Object, Sym, Type, Value};
use crate::vm::frame::After;
use crate::vm::{Args, Flow, Outcome, Vm};

pub(super) const TYPES: &[Entry] = &[function("coroutine", 1, 1, &[], coroutine)];

fn method_of(vm: &mut Vm, args: Args, name: Sym, what: &str) -> Result<Value, crate::vm::Raise> {
    let of = vm.arg(args, 0);
    let user = vm.user_method(of, name);
    if let Some(method) = user.or_else(|| vm.type_method(vm.type_of(of), name)) {
        return Ok(method);
    }
    let message = format!("'{}' object is not an async {what}", vm.type_name(of));
    Err(vm.raise(Type::TypeError, message))
}

pub(super) fn aiter(vm: &mut Vm, args: Args) -> Outcome {
    let method = method_of(vm, args, names::AITER, "iterable")?;
    let args = vm.heap.keep_all(&[vm.arg(args, 0)]);
    Ok(Flow::Call { callable: vm.heap.keep(method), args, after: After::Push })
}

pub(super) fn anext(vm: &mut Vm, args: Args) -> Outcome {
    let method = method_of(vm, args, names::ANEXT, "iterator")?;
    let of = vm.arg(args, 0);
    if let Some(default) = vm.optional(args, 1) {
        let args = vm.heap.keep_all(&[of, default]);
        let callable = vm.library("builtins._anext_or");
        return Ok(Flow::Call { callable, args, after: After::Push });
    }
    let args = vm.heap.keep_all(&[of]);
    Ok(Flow::Call { callable: vm.heap.keep(method), args, after: After::Push })
}

/// `types.coroutine`: a generator function whose generators may be awaited.
fn coroutine(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    if let Some(handle) = of.handle()
        && let Object::Function(function) = vm.heap.get_mut(handle)
    {
        function.is_awaitable = true;
        return Ok(Flow::Value(vm.heap.keep(of)));
    }
    Err(vm.raise(Type::TypeError, "types.coroutine() expects a callable".into()))
}

/// `sys.set_asyncgen_hooks(firstiter, finalizer)`.
pub(super) fn set_asyncgen_hooks(vm: &mut Vm, args: Args) -> Outcome {
    for index in 0..2 {
        let Some(hook) = vm.optional(args, index) else { continue };
        let hook = vm.heap.keep(hook);
        let old = std::mem::replace(&mut vm.asyncgen_hooks[index], hook);
        vm.heap.release(old);
    }
    Ok(Flow::Value(Value::None))
}

/// `sys.get_asyncgen_hooks()`, as a plain tuple.
pub(super) fn get_asyncgen_hooks(vm: &mut Vm, _args: Args) -> Outcome {
    let hooks = vm.asyncgen_hooks;
    let hooks = vm.heap.keep_all(&hooks);
    Ok(Flow::Value(vm.heap.tuple(hooks)))
}

/// Whether `await` takes it: `inspect.isawaitable`.
pub(super) fn is_awaitable(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let native = match vm.heap.object(of) {
        Some(Object::Future(_) | Object::AsyncStep(_)) => true,
        Some(Object::Generator(generator)) => {
            generator.kind == GeneratorKind::Coroutine || generator.is_awaitable
        }
        _ => false,
    };
    let user = vm.user_method(of, names::AWAIT).is_some();
    Ok(Flow::Value(Value::Bool(native || user)))
}
