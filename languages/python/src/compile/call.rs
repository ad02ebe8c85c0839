//! Calls.

use super::Compiler;
use super::scope::Place;
use crate::code::Instr;
use crate::object::Sym;
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

impl<'a> Compiler<'a> {
    pub(super) fn call(&mut self, call: &'a ast::ExprCall) {
        if self.is_super(call) {
            self.super_args(call);
            return self.emit(Instr::MakeSuper);
        }
        self.callee(&call.func);
        self.arguments(call, &call.arguments);
    }

    /// `-> callable self_or_undef`
    fn callee(&mut self, func: &'a Expr) {
        let Expr::Attribute(attribute) = func else {
            self.expr(func);
            return self.emit(Instr::Undef);
        };
        if let Some(instr) = self.module_attribute(attribute) {
            self.emit(instr);
            return self.emit(Instr::Undef);
        }
        let name = self.mangled(&attribute.attr);
        let name = self.sym(&name);
        match &*attribute.value {
            Expr::Call(inner) if self.is_super(inner) => {
                self.super_args(inner);
                self.at(func);
                self.emit(Instr::LoadSuper(name));
            }
            value => {
                self.expr(value);
                let before = self.at(func);
                self.emit(Instr::LoadMethod(name));
                self.back_to(before);
            }
        }
    }

    /// `super()` in a method.
    fn is_super(&mut self, call: &ast::ExprCall) -> bool {
        let Expr::Name(name) = &*call.func else { return false };
        name.id == "super" && call.arguments.is_empty() && self.place_of("super") == Place::Global
    }

    fn super_args(&mut self, call: &'a ast::ExprCall) {
        match self.place_of("__class__") {
            Place::Cell(slot) => self.emit(Instr::SuperArgs(slot)),
            _ => {
                let what = "`super()` outside a method";
                self.unsupported(call.range(), what, "Name the class instead.");
            }
        }
    }

    fn arguments(&mut self, call: &'a ast::ExprCall, arguments: &'a ast::Arguments) {
        let starred = arguments.args.iter().any(Expr::is_starred_expr);
        let unpacked = arguments.keywords.iter().any(|keyword| keyword.arg.is_none());
        self.check_keywords(arguments);
        if starred || unpacked {
            self.unpacked_arguments(arguments);
            self.at(call);
            return self.emit(Instr::CallUnpacked);
        }
        arguments.args.iter().for_each(|argument| self.expr(argument));
        let mut names: Vec<Sym> = Vec::new();
        for keyword in &arguments.keywords {
            self.expr(&keyword.value);
            if let Some(name) = &keyword.arg {
                names.push(self.sym(name));
            }
        }
        let count = arguments.args.len() + names.len();
        self.at(call);
        if names.is_empty() {
            return self.emit(Instr::Call(count as u32));
        }
        let keywords = self.keyword_names(names);
        self.emit(Instr::CallKeywords { count: count as u16, keywords });
    }

    fn keyword_names(&mut self, names: Vec<Sym>) -> u16 {
        let lists = &mut self.unit().code.keywords;
        let found = lists.iter().position(|known| **known == *names);
        found.unwrap_or_else(|| {
            lists.push(names.into());
            lists.len() - 1
        }) as u16
    }

    fn check_keywords(&mut self, arguments: &ast::Arguments) {
        let names: Vec<_> =
            arguments.keywords.iter().filter_map(|word| word.arg.as_ref()).collect();
        for (index, name) in names.iter().enumerate() {
            if names[..index].iter().any(|earlier| earlier.as_str() == name.as_str()) {
                self.syntax_error(name.range, format!("keyword argument repeated: {name}"));
            }
        }
        if arguments.args.len() + names.len() > usize::from(u16::MAX) {
            self.unsupported(arguments.range, "a call with this many arguments", "Use a list.");
        }
    }

    /// `-> tuple dict_or_undef`
    fn unpacked_arguments(&mut self, arguments: &'a ast::Arguments) {
        self.emit(Instr::BuildList(0));
        self.extend_each(&arguments.args, false);
        self.emit(Instr::ListToTuple);
        if arguments.keywords.is_empty() {
            return self.emit(Instr::Undef);
        }
        self.emit(Instr::BuildDict(0));
        self.keyword_dict(&arguments.keywords);
    }

    /// `dict -> dict`
    pub(super) fn keyword_dict(&mut self, keywords: &'a [ast::Keyword]) {
        for keyword in keywords {
            match &keyword.arg {
                Some(name) => {
                    self.emit_str(name);
                    self.expr(&keyword.value);
                    self.emit(Instr::DictInsert(1));
                }
                None => {
                    self.expr(&keyword.value);
                    self.emit(Instr::DictMerge);
                }
            }
        }
    }
}
