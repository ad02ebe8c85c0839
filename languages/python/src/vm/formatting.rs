//! Format expressions: `{x!r:>10}`.
//!
//! **Models:** `FORMAT_SIMPLE`, `FORMAT_WITH_SPEC`, CPython 3.13.

use super::frame::After;
use super::{Next, Raise, Vm};
use crate::code::{Conversion, HasSpec};
use crate::object::Value;

type Done = Result<Next, Raise>;

impl Vm {
    pub(super) fn format(&mut self, conversion: Conversion, spec: HasSpec) -> Done {
        let spec_value = if spec == HasSpec::Yes { self.pop() } else { Value::Undef };
        let value = self.pop();
        let keeps = matches!(conversion, Conversion::None | Conversion::Str);
        let is_text = self.text(value).is_some() && self.heap.shadow(value).is_none();
        if keeps && spec_value.is_undef() && is_text {
            return self.put(value);
        }
        let text = self.formatted(conversion, value, spec_value);
        match text {
            Ok(Some(text)) => {
                self.heap.release(value);
                self.heap.release(spec_value);
                let value = self.heap.str(text);
                self.put(value)
            }
            Ok(None) => {
                let spec = if spec_value.is_undef() { self.heap.str("") } else { spec_value };
                let name = match conversion {
                    Conversion::None => "builtins._format",
                    Conversion::Str => "builtins._format_str",
                    Conversion::Repr => "builtins._format_repr",
                    Conversion::Ascii => "builtins._format_ascii",
                };
                self.call_library(name, vec![value, spec], After::Push)
            }
            Err(raise) => {
                self.heap.release(value);
                self.heap.release(spec_value);
                Err(raise)
            }
        }
    }

    /// The formatted text; `None` where Python code has to run for it.
    fn formatted(
        &mut self, conversion: Conversion, value: Value, spec: Value,
    ) -> Result<Option<String>, Raise> {
        let spec = self.text(spec).cloned();
        let spec = spec.as_deref().unwrap_or("");
        let converted = match conversion {
            Conversion::None if spec.is_empty() => self.str_native(value),
            Conversion::None => return self.format_native(value, spec),
            Conversion::Str => self.str_native(value),
            Conversion::Repr => self.repr_native(value),
            Conversion::Ascii => self.repr_native(value).map(|text| crate::format::ascii(&text)),
        };
        match converted {
            Some(text) if spec.is_empty() => Ok(Some(text)),
            Some(text) => self.format_text(&text, spec).map(Some),
            None => Ok(None),
        }
    }
}
