//! f-strings.

use super::Compiler;
use crate::code::{Conversion, HasSpec, Instr};
use ruff_python_ast::{self as ast, ConversionFlag, FStringPart, InterpolatedStringElement};

impl<'a> Compiler<'a> {
    pub(super) fn fstring(&mut self, string: &'a ast::ExprFString) {
        let mut parts = 0;
        for part in string.value.iter() {
            match part {
                FStringPart::Literal(literal) => {
                    self.emit_str(&literal.value);
                    parts += 1;
                }
                FStringPart::FString(fstring) => parts += self.elements(&fstring.elements),
            }
        }
        self.emit(Instr::BuildString(parts));
    }

    fn elements(&mut self, elements: &'a ast::InterpolatedStringElements) -> u32 {
        let mut parts = 0;
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => {
                    self.emit_str(&literal.value);
                    parts += 1;
                }
                InterpolatedStringElement::Interpolation(element) => parts += self.element(element),
            }
        }
        parts
    }

    fn element(&mut self, element: &'a ast::InterpolatedElement) -> u32 {
        let mut parts = 1;
        if let Some(debug) = &element.debug_text {
            self.emit_str(debug.as_str());
            parts = 2;
        }
        self.expr(&element.expression);
        let is_plain_debug = element.debug_text.is_some() && element.format_spec.is_none();
        let conversion = match element.conversion {
            ConversionFlag::None if is_plain_debug => Conversion::Repr,
            ConversionFlag::None => Conversion::None,
            ConversionFlag::Str => Conversion::Str,
            ConversionFlag::Repr => Conversion::Repr,
            ConversionFlag::Ascii => Conversion::Ascii,
        };
        let mut spec = HasSpec::No;
        if let Some(format) = &element.format_spec {
            let count = self.elements(&format.elements);
            self.emit(Instr::BuildString(count));
            spec = HasSpec::Yes;
        }
        self.emit(Instr::Format { conversion, spec });
        parts
    }
}
