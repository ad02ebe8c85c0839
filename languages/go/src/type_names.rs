//! Types as text: as the compiler writes them, and as the running program does.

use crate::fmt::quote::{self, Quoting};
use crate::syntax::ast::ChanDir;
use crate::type_params::{Constraint, Term};
use crate::types::{BASICS, Basic, Method, Sig, Type, TypeId, Types};

/// Who reads the name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// gc's messages: the program's own types without a package, `any`, `byte`, `rune`.
    Compiler,
    /// `%T` and panics: `main.T`, `interface {}`, `uint8`, `int32`.
    Runtime,
}

impl Types {
    /// The name gc uses.
    pub fn show(&self, id: TypeId) -> String {
        self.name(id, Style::Compiler)
    }

    /// The type's name in the given style.
    pub fn name(&self, id: TypeId, style: Style) -> String {
        match self.get(id) {
            Type::Basic(Basic::Uint8) if style == Style::Compiler => self.aliases[0].into(),
            Type::Basic(Basic::Int32) if style == Style::Compiler => self.aliases[1].into(),
            Type::Basic(basic) => BASICS[*basic as usize].1.into(),
            Type::Named(named) => {
                let named = &self.named[named.0 as usize];
                let bare = named.package.is_empty()
                    || (style == Style::Compiler && &*named.package == "main");
                let args = named.instance.as_ref().map(|(_, args)| self.args_name(args, style));
                let (name, args) = (&named.name, args.unwrap_or_default());
                if bare {
                    format!("{name}{args}")
                } else {
                    format!("{}.{name}{args}", qualifier(&named.package, style))
                }
            }
            Type::Param(_) => {
                self.param(id).map(|param| param.name.to_string()).unwrap_or_default()
            }
            Type::Constraint(set) => self.constraint_name(set, style),
            Type::Pointer(elem) => format!("*{}", self.name(*elem, style)),
            Type::Slice(elem) => format!("[]{}", self.name(*elem, style)),
            Type::Array(len, elem) => format!("[{len}]{}", self.name(*elem, style)),
            Type::Map(key, value) => {
                format!("map[{}]{}", self.name(*key, style), self.name(*value, style))
            }
            Type::Chan(dir, elem) => self.chan_name(*dir, *elem, style),
            Type::Func(sig) => format!("func{}", self.sig_name(sig, style)),
            Type::Tuple(list) => format!("({})", self.list_name(list, style)),
            Type::Struct(_) => self.struct_name(id, style),
            Type::Interface(_) => self.interface_name(id, style),
        }
    }

    /// `[string,int]`
    fn args_name(&self, args: &[TypeId], style: Style) -> String {
        let list: Vec<String> = args.iter().map(|&ty| self.name(ty, style)).collect();
        format!("[{}]", list.join(","))
    }

    /// `~int | string`
    pub fn terms_name(&self, terms: &[Term], style: Style) -> String {
        let one = |term: &Term| {
            format!("{}{}", if term.tilde { "~" } else { "" }, self.name(term.ty, style))
        };
        terms.iter().map(one).collect::<Vec<_>>().join(" | ")
    }

    fn constraint_name(&self, set: &Constraint, style: Style) -> String {
        let methods = set.methods.iter().map(|method| self.method_name(method, style));
        let comparable = set.comparable.then(|| "comparable".into());
        let terms = set.terms.iter().map(|terms| self.terms_name(terms, style));
        let parts: Vec<String> = methods.chain(comparable).chain(terms).collect();
        let all = parts.join("; ");
        if set.implicit { all } else { format!("interface{{{all}}}") }
    }

    fn method_name(&self, method: &Method, style: Style) -> String {
        let sig = self.sig(method.sig).map(|sig| self.sig_name(&sig, style));
        format!("{}{}", method.name, sig.unwrap_or_default())
    }

    fn chan_name(&self, dir: ChanDir, elem: TypeId, style: Style) -> String {
        let inner = self.name(elem, style);
        let arrow_first = matches!(self.get(elem), Type::Chan(ChanDir::Recv, _));
        match dir {
            ChanDir::Both if arrow_first => format!("chan ({inner})"),
            ChanDir::Both => format!("chan {inner}"),
            ChanDir::Send => format!("chan<- {inner}"),
            ChanDir::Recv => format!("<-chan {inner}"),
        }
    }

    fn list_name(&self, list: &[TypeId], style: Style) -> String {
        list.iter().map(|&ty| self.name(ty, style)).collect::<Vec<_>>().join(", ")
    }

    /// Parameters and results.
    pub fn sig_name(&self, sig: &Sig, style: Style) -> String {
        let mut params: Vec<String> = sig.params.iter().map(|&ty| self.name(ty, style)).collect();
        if let (true, Some(last), Some(&ty)) = (sig.variadic, params.last_mut(), sig.params.last())
            && let Type::Slice(elem) = self.get(ty)
        {
            *last = format!("...{}", self.name(*elem, style));
        }
        let results = match &sig.results[..] {
            [] => String::new(),
            [one] => format!(" {}", self.name(*one, style)),
            many => format!(" ({})", self.list_name(many, style)),
        };
        format!("({}){results}", params.join(", "))
    }

    fn struct_name(&self, id: TypeId, style: Style) -> String {
        let members = self.members(id).unwrap_or_else(|| [].into());
        let fields: Vec<String> = members
            .iter()
            .map(|member| {
                let ty = self.name(member.ty, style);
                let tag = match &*member.tag {
                    "" => String::new(),
                    tag => format!(" {}", quote::quoted(tag.as_bytes(), Quoting::Printable)),
                };
                if member.embedded { ty + &tag } else { format!("{} {ty}{tag}", member.name) }
            })
            .collect();
        match style {
            Style::Compiler => format!("struct{{{}}}", fields.join("; ")),
            Style::Runtime if fields.is_empty() => "struct {}".into(),
            Style::Runtime => format!("struct {{ {} }}", fields.join("; ")),
        }
    }

    fn interface_name(&self, id: TypeId, style: Style) -> String {
        let methods = self.interface(id).unwrap_or_else(|| [].into());
        let list: Vec<String> =
            methods.iter().map(|method| self.method_name(method, style)).collect();
        match (style, list.is_empty()) {
            (Style::Compiler, true) => "any".into(),
            (Style::Compiler, false) => format!("interface{{{}}}", list.join("; ")),
            (Style::Runtime, true) => "interface {}".into(),
            (Style::Runtime, false) => format!("interface {{ {} }}", list.join("; ")),
        }
    }

    /// What gc calls the kind of a type with structure, empty for a basic one.
    pub fn composite_kind(&self, id: TypeId) -> &'static str {
        match self.under(id) {
            Type::Array(..) => "array",
            Type::Slice(_) => "slice",
            Type::Struct(_) => "struct",
            Type::Pointer(_) => "pointer",
            Type::Func(_) => "func",
            Type::Interface(_) | Type::Constraint(_) => "interface",
            Type::Map(..) => "map",
            Type::Chan(..) => "chan",
            Type::Tuple(_) => "tuple",
            Type::Basic(_) | Type::Named(_) | Type::Param(_) => "",
        }
    }
}

/// How a package is named in front of its types. Of the real library's packages two have names
/// that others have too (`internal/sync`, `internal/runtime/atomic`): gc tells them by their paths.
fn qualifier(package: &str, style: Style) -> &str {
    match (package, style) {
        ("sync", Style::Compiler) => "\"sync\"",
        ("atomic", Style::Compiler) => "\"sync/atomic\"",
        _ => package,
    }
}
