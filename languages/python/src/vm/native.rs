//! Calls of functions written in Rust.

use super::call::Site;
use super::frame::After;
use super::{Args, Flow, Next, Outcome, Raise, Vm};
use crate::builtins::{self, Entry};
use crate::code::Program;
use crate::object::{Native, Sym, Type, Value};

type Done = Result<Next, Raise>;

impl Vm {
    pub(super) fn call_native(
        &mut self, program: &Program, native: Native, site: Site<'_>,
    ) -> Done {
        let entry = builtins::entry(native);
        let at = site.start + 2 - usize::from(!self.run.stack[site.start + 1].is_undef());
        if entry.max == builtins::RAW {
            self.call_names = site.names.to_vec();
            let count = self.run.stack.len() - at;
            if count < entry.min as usize {
                return Err(self.native_arity(entry, count));
            }
            let flow = (entry.run)(self, Args { at, count })?;
            return self.native_flow(program, flow, at, site);
        }
        if !site.names.is_empty() {
            if let Some(flow) = self.special_keywords(entry, at, site.names) {
                return self.native_flow(program, flow?, at, site);
            }
            self.native_keywords(entry, at, site.names)?;
        }
        let count = self.run.stack.len() - at;
        if at == site.start + 2 && entry.owner.is_some() {
            self.check_receiver(entry, at, count)?;
        }
        let keyword_only = entry.names.iter().filter(|name| name.starts_with('*')).count();
        if keyword_only > 0 && count > entry.names.len() - keyword_only && site.names.is_empty() {
            return Err(self.native_arity(entry, count));
        }
        if count < entry.min as usize || (count > entry.max as usize && entry.max != builtins::ANY)
        {
            return Err(self.native_arity(entry, count));
        }
        let ran = (entry.run)(self, Args { at, count });
        if self.wants() {
            return self.ask_key_of_native(ran, at + count, site);
        }
        self.native_flow(program, ran?, at, site)
    }

    /// `list.append(5, 1)`: a method taken from its type needs a receiver of that type.
    fn check_receiver(&mut self, entry: &Entry, at: usize, count: usize) -> Result<(), Raise> {
        let Some(owner) = entry.owner else { return Ok(()) };
        let message = if count == 0 {
            format!("unbound method {}() needs an argument", entry.full_name())
        } else {
            let receiver = self.run.stack[at];
            let kind = self.layout(self.class_of(receiver));
            let is_byte_array = (owner, kind) == (Type::Bytes, Type::ByteArray);
            if kind.is_subtype(owner) || is_byte_array {
                return Ok(());
            }
            format!(
                "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                entry.name,
                owner.name(),
                self.type_name(receiver)
            )
        };
        Err(self.raise(Type::TypeError, message))
    }

    fn native_flow(&mut self, program: &Program, flow: Flow, at: usize, site: Site<'_>) -> Done {
        let count = self.run.stack.len() - at.min(self.run.stack.len());
        match flow {
            Flow::Value(value) => {
                self.truncate(site.start);
                self.finish_call(program, site.after, value)
            }
            Flow::Pushed => Ok(Next::Frame),
            Flow::Call { callable, args, after } => {
                self.truncate(site.start);
                let after = if after == After::Push { site.after } else { after };
                let done = self.call_with(callable, args, after);
                self.heap.release(callable);
                done
            }
            Flow::Materialise(index) => {
                let source = self.heap.keep(self.run.stack[at + index]);
                let argument = (at + index - site.start - 2) as u16;
                let after = After::Retry { argument, count: (count + at - site.start - 2) as u16 };
                self.call_library("builtins._collect", vec![source], after)
            }
            Flow::Ask(op, pending) => {
                self.truncate(site.start);
                let held = std::mem::replace(&mut self.held, Value::Undef);
                if !held.is_undef() {
                    self.push(held);
                }
                self.ask = Some(op);
                self.run.pending = pending;
                Ok(Next::Ask)
            }
        }
    }

    /// The natives that take any names: `print`, `dict`, `zip`.
    fn special_keywords(&mut self, entry: &Entry, at: usize, names: &[Sym]) -> Option<Outcome> {
        let split = self.run.stack.len() - names.len();
        let values = self.run.stack[at..split].to_vec();
        let named: Vec<(String, Value)> = names
            .iter()
            .zip(&self.run.stack[split..])
            .map(|(&name, &value)| (self.name(name).to_string(), value))
            .collect();
        let option =
            |wanted: &str| named.iter().find(|(name, _)| name == wanted).map(|pair| pair.1);
        match (entry.owner, entry.name) {
            (None, "print") => {
                let known = ["sep", "end", "file", "flush"];
                if let Some((bad, _)) = named.iter().find(|(name, _)| !known.contains(&&**name)) {
                    let message = format!("print() got an unexpected keyword argument '{bad}'");
                    return Some(Err(self.raise(Type::TypeError, message)));
                }
                let options =
                    ["sep", "end", "file"].map(|name| option(name).unwrap_or(Value::None));
                let flushes = option("flush").is_some_and(|flush| self.truth(flush) == Some(true));
                self.output.flushes = flushes && self.has_processes();
                Some(self.print_keywords(&values, options))
            }
            (Some(Type::Str), "format") => {
                let args = Args { at, count: split - at };
                Some(builtins::formats::format(self, args, named))
            }
            (
                Some(Type::EventLoop),
                "call_soon" | "call_soon_threadsafe" | "call_later" | "call_at",
            ) => {
                let args = Args { at, count: split - at };
                Some(builtins::loops::with_context(self, entry.name, args, &named))
            }
            (None, "min" | "max") => {
                Some(builtins::reduce::extreme_keywords(self, entry.name, &values, &named))
            }
            (None, "zip") => Some(self.zip_keywords(Args { at, count: split - at }, &named)),
            (Some(Type::Dict), "update") => {
                let source = values.get(1).copied();
                Some(self.dict_update_keywords(values[0], source, named))
            }
            (None, "dict") => Some(self.dict_keywords(&values, named)),
            _ => None,
        }
    }

    fn zip_keywords(&mut self, args: Args, named: &[(String, Value)]) -> Outcome {
        let mut strict = false;
        for (name, value) in named {
            if name != "strict" {
                let message = format!("zip() got an unexpected keyword argument '{name}'");
                return Err(self.raise(Type::TypeError, message));
            }
            strict = self.truth(*value) == Some(true);
        }
        builtins::iterators::zip(self, args, strict)
    }

    fn named_dict(&mut self, named: Vec<(String, Value)>) -> Result<Value, Raise> {
        let mut pairs = Vec::new();
        for (name, value) in named {
            pairs.push((self.heap.str(name), self.heap.keep(value)));
        }
        self.new_dict(pairs)
    }

    fn dict_update_keywords(
        &mut self, dict: Value, source: Option<Value>, named: Vec<(String, Value)>,
    ) -> Outcome {
        let named = self.named_dict(named)?;
        let source = source.unwrap_or(named);
        let args = vec![self.heap.keep(dict), self.heap.keep(source), named];
        let callable = self.library("builtins._dict_update");
        Ok(Flow::Call { callable, args, after: After::Push })
    }

    fn dict_keywords(&mut self, values: &[Value], named: Vec<(String, Value)>) -> Outcome {
        let source = values.first().copied();
        if let Some(source) = source.filter(|&source| self.as_dict(source).is_none()) {
            let args = vec![self.heap.keep(source), self.named_dict(named)?];
            let callable = self.library("builtins._dict_from");
            return Ok(Flow::Call { callable, args, after: After::Push });
        }
        let mut pairs: Vec<(Value, Value)> = match source.and_then(|one| self.as_dict(one)) {
            Some(dict) => dict.iter().collect(),
            None => Vec::new(),
        };
        pairs = pairs.into_iter().map(|(k, v)| (self.heap.keep(k), self.heap.keep(v))).collect();
        for (name, value) in named {
            pairs.push((self.heap.str(name), self.heap.keep(value)));
        }
        Ok(Flow::Value(self.new_dict(pairs)?))
    }

    /// Named arguments of a native go to their places; those left out become `Undef`.
    fn native_keywords(&mut self, entry: &Entry, at: usize, names: &[Sym]) -> Result<(), Raise> {
        let positional = self.run.stack.len() - at - names.len();
        let mut slots = vec![Value::Undef; entry.names.len().max(positional)];
        for (index, &name) in names.iter().enumerate() {
            let text = self.name(name);
            let is_named =
                |known: &&'static str| !known.is_empty() && known.trim_start_matches('*') == text;
            let place = entry.names.iter().position(is_named);
            match place {
                Some(place) if place >= positional => {
                    slots[place] = self.run.stack[at + positional + index];
                }
                _ => {
                    let text = text.to_string();
                    let message = match entry.names.is_empty() {
                        true => format!("{}() takes no keyword arguments", entry.full_name()),
                        false => {
                            format!("{}() got an unexpected keyword argument '{text}'", entry.name)
                        }
                    };
                    return Err(self.raise(Type::TypeError, message));
                }
            }
        }
        for (index, slot) in slots.iter_mut().take(positional).enumerate() {
            *slot = self.run.stack[at + index];
        }
        self.run.stack.truncate(at);
        self.run.stack.extend(slots);
        Ok(())
    }

    fn native_arity(&mut self, entry: &Entry, count: usize) -> Raise {
        let own = usize::from(entry.owner.is_some());
        let (min, max) = (entry.min as usize - own, entry.max as usize - own);
        let given = count - own.min(count);
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        let takes = |limit: &str, n: usize, kind: &str| {
            let name = entry.name;
            format!("{name}() takes {limit} {n} {kind}argument{} ({given} given)", plural(n))
        };
        let is_named = |index: usize| entry.names.get(index).is_some_and(|name| !name.is_empty());
        let message = match (min, max) {
            _ if entry.name == "sort" => "sort() takes no positional arguments".into(),
            _ if entry.name == "sorted" => format!("sorted expected 1 argument, got {given}"),
            _ if entry.names.is_empty() => self.plain_arity(entry, given, min, max),
            _ if given < min && is_named(given + own) => {
                let missing = entry.names[given + own];
                format!(
                    "{}() missing required argument '{missing}' (pos {})",
                    entry.name,
                    given + 1
                )
            }
            _ if given < min => takes("at least", min, "positional "),
            _ if min == max => takes("exactly", max, ""),
            _ => takes("at most", max, ""),
        };
        self.raise(Type::TypeError, message)
    }

    fn plain_arity(&self, entry: &Entry, given: usize, min: usize, max: usize) -> String {
        let name = match builtins::module_of(entry) {
            "" => entry.full_name(),
            module => format!("{module}.{}", entry.name),
        };
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        match (min, max) {
            (0, 0) => format!("{name}() takes no arguments ({given} given)"),
            (1, 1) => format!("{name}() takes exactly one argument ({given} given)"),
            _ if given < min && min == max => {
                format!("{} expected {min} arguments, got {given}", entry.name)
            }
            _ if given < min => {
                format!(
                    "{} expected at least {min} argument{}, got {given}",
                    entry.name,
                    plural(min)
                )
            }
            _ if min == max => format!("{} expected {max} arguments, got {given}", entry.name),
            _ => format!(
                "{} expected at most {max} argument{}, got {given}",
                entry.name,
                plural(max)
            ),
        }
    }
}
