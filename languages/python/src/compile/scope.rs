//! Which name means which variable.
//!
//! **Models:** `Python/symtable.c`, CPython 3.13: a name is local to the function that binds it
//! anywhere; classes are skipped when a name is looked up from inside; list, set and dict
//! comprehensions are inlined into the code around them but keep their variables (PEP 709).
//! **Departures:** annotations are not evaluated, so names in them do not count.

use super::collect;
use ruff_python_ast::Stmt;
use ruff_text_size::{TextRange, TextSize};
use runtime_core::table::Table;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct ScopeId(pub u32);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum ScopeKind {
    Module,
    Function,
    Class,
    /// The value of a `type` statement: a function.
    Alias,
    /// A list, set or dict comprehension: a block inside the code around it.
    Inlined,
}

/// What a scope does with a name.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Use {
    pub bound: bool,
    pub global: bool,
    pub nonlocal: bool,
}

/// Where a name's value is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    Fast(u32),
    Cell(u32),
    Global,
    /// In the class body's namespace.
    Namespace,
}

#[derive(Debug)]
pub(super) struct Scope {
    pub kind: ScopeKind,
    pub parent: Option<ScopeId>,
    pub uses: Table<String, Use>,
    pub parameters: Vec<String>,
    /// The scope whose code this one's instructions are in.
    pub owner: ScopeId,
    places: Table<String, Place>,
    /// For an owner: its slots, as the scope that binds and the name.
    pub slots: Vec<(ScopeId, String)>,
    /// For an owner: the names it takes from outside, in order.
    pub free: Vec<String>,
    /// Names of this scope that inner code captures.
    pub captured: Table<String, ()>,
}

impl Scope {
    /// The names it binds or uses.
    fn names(&self) -> Vec<String> {
        self.uses.iter().map(|(name, _)| name.clone()).collect()
    }

    /// The names that inner code captures.
    pub(super) fn captured_names(&self) -> Vec<String> {
        self.captured.iter().map(|(name, ())| name.clone()).collect()
    }
}

/// Every scope of a program.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    all: Vec<Scope>,
    by_node: Table<(TextSize, ScopeKind), ScopeId>,
}

/// What is wrong with a declaration, and where.
pub(super) type Mistake = (TextRange, String);

impl Scopes {
    /// The scopes of a module.
    pub(super) fn of(body: &[Stmt]) -> (Scopes, Vec<Mistake>) {
        let mut scopes = Scopes::default();
        let module = scopes.add(ScopeKind::Module, None, TextSize::new(0));
        let (nonlocals, mut mistakes) = collect::collect(&mut scopes, module, body);
        scopes.resolve();
        for (scope, name, range) in nonlocals {
            if scopes.place(scope, &name) == Place::Global {
                mistakes.push((range, format!("no binding for nonlocal '{name}' found")));
            }
        }
        (scopes, mistakes)
    }

    /// The names bound in the module itself or declared `global` and bound further in.
    pub(super) fn module_variables(&self) -> Vec<String> {
        let mut names = Vec::new();
        for scope in &self.all {
            let is_module = scope.kind == ScopeKind::Module;
            let bound = scope
                .uses
                .iter()
                .filter(|(_, usage)| usage.bound && !usage.nonlocal && (is_module || usage.global));
            names.extend(bound.map(|(name, _)| name.clone()));
        }
        names
    }

    pub(super) fn add(
        &mut self, kind: ScopeKind, parent: Option<ScopeId>, at: TextSize,
    ) -> ScopeId {
        let id = ScopeId(self.all.len() as u32);
        let owner = match (kind, parent) {
            (ScopeKind::Inlined, Some(parent)) => self.get(parent).owner,
            _ => id,
        };
        self.all.push(Scope {
            kind,
            parent,
            uses: Table::default(),
            parameters: Vec::new(),
            owner,
            places: Table::default(),
            slots: Vec::new(),
            free: Vec::new(),
            captured: Table::default(),
        });
        self.by_node.insert((at, kind), id);
        id
    }

    pub(super) fn get(&self, id: ScopeId) -> &Scope {
        &self.all[id.0 as usize]
    }

    pub(super) fn get_mut(&mut self, id: ScopeId) -> &mut Scope {
        &mut self.all[id.0 as usize]
    }

    /// The scope of the node that starts at `at`.
    pub(super) fn at(&self, at: TextSize, kind: ScopeKind) -> ScopeId {
        match self.by_node.get(&(at, kind)) {
            Some(&id) => id,
            None => panic!("yieldpoint bug: no {kind:?} scope at {at:?}"),
        }
    }

    /// Where `name` is when used in `scope`.
    pub(super) fn place(&self, scope: ScopeId, name: &str) -> Place {
        match self.get(scope).places.get(name) {
            Some(&place) => place,
            None => panic!("yieldpoint bug: {name} was not seen in its scope"),
        }
    }

    /// The slot of a free variable or captured local of `owner`, for building a closure.
    pub(super) fn closure_slot(&self, owner: ScopeId, from: ScopeId, name: &str) -> u32 {
        let scope = self.get(owner);
        // A class's own names are no variables: what its methods take comes from outside.
        let is_class = scope.kind == ScopeKind::Class && from == owner;
        let binder = self.binder(from, name).unwrap_or(owner);
        match scope.slots.iter().rposition(|(id, slot)| (is_class || *id == binder) && slot == name)
        {
            Some(slot) => slot as u32,
            None => panic!("yieldpoint bug: {name} is not at hand for a closure"),
        }
    }

    /// The scope that binds a name used in `from`: a function, an inlined comprehension, or a
    /// class for `__class__`; `None` for the module.
    fn binder(&self, from: ScopeId, name: &str) -> Option<ScopeId> {
        let mut at = Some(from);
        let mut is_first = true;
        while let Some(id) = at {
            let scope = self.get(id);
            let usage = scope.uses.get(name).copied().unwrap_or_default();
            if usage.global {
                return None;
            }
            let binds = match scope.kind {
                ScopeKind::Module => return None,
                ScopeKind::Class => {
                    (!is_first && name == "__class__")
                        || (is_first && usage.bound && !usage.nonlocal)
                }
                _ => usage.bound && !usage.nonlocal,
            };
            if binds {
                return Some(id);
            }
            is_first = false;
            at = scope.parent;
        }
        None
    }

    fn resolve(&mut self) {
        self.find_captures();
        for index in 0..self.all.len() {
            let id = ScopeId(index as u32);
            if self.get(id).owner == id {
                self.lay_out(id);
            }
        }
        for index in 0..self.all.len() {
            let id = ScopeId(index as u32);
            let names: Vec<String> = self.get(id).names();
            for name in names {
                let place = self.find_place(id, &name);
                self.get_mut(id).places.insert(name, place);
            }
        }
    }

    /// Marks every name that code other than its binder's uses, and makes it free on the way.
    fn find_captures(&mut self) {
        for index in (0..self.all.len()).rev() {
            let id = ScopeId(index as u32);
            let names: Vec<String> = self.get(id).names();
            for name in names {
                let Some(binder) = self.binder(id, &name) else { continue };
                self.capture(id, binder, &name);
            }
        }
    }

    fn capture(&mut self, user: ScopeId, binder: ScopeId, name: &str) {
        let home = self.get(binder).owner;
        let mut at = self.get(user).owner;
        if at == home {
            return;
        }
        self.get_mut(binder).captured.insert(name.into(), ());
        while at != home {
            let scope = self.get_mut(at);
            if !scope.free.iter().any(|known| known == name) {
                scope.free.push(name.into());
            }
            let parent = scope.parent.unwrap_or(home);
            at = self.get(parent).owner;
        }
    }

    /// Numbers the slots of a code: parameters, other variables, comprehension variables, free.
    fn lay_out(&mut self, owner: ScopeId) {
        let mut slots: Vec<(ScopeId, String)> = Vec::new();
        for name in &self.get(owner).parameters {
            slots.push((owner, name.clone()));
        }
        for index in owner.0 as usize..self.all.len() {
            let id = ScopeId(index as u32);
            let scope = self.get(id);
            if scope.owner != owner {
                continue;
            }
            for (name, usage) in scope.uses.iter() {
                let is_slot = usage.bound && !usage.global && !usage.nonlocal;
                let is_function = matches!(
                    scope.kind,
                    ScopeKind::Function | ScopeKind::Alias | ScopeKind::Inlined
                );
                let known = slots.iter().any(|slot| *slot == (id, name.clone()));
                if is_slot && is_function && !known {
                    slots.push((id, name.clone()));
                }
            }
            if scope.kind == ScopeKind::Class && scope.captured.get("__class__").is_some() {
                slots.push((id, "__class__".into()));
            }
        }
        let free = self.get(owner).free.clone();
        for name in &free {
            // A free name's binder is found from outside, so that the class's own is skipped.
            let parent = self.get(owner).parent.unwrap_or(owner);
            let binder = self.binder_outside(owner, parent, name);
            slots.push((binder, name.clone()));
        }
        self.get_mut(owner).slots = slots;
    }

    fn binder_outside(&self, owner: ScopeId, parent: ScopeId, name: &str) -> ScopeId {
        let is_class = self.get(owner).kind == ScopeKind::Class;
        let mut found = if is_class { None } else { self.binder(owner, name) };
        let mut at = Some(parent);
        while let (None, Some(id)) = (found, at) {
            let scope = self.get(id);
            found = match scope.kind {
                ScopeKind::Class if name == "__class__" => Some(id),
                ScopeKind::Class | ScopeKind::Module => None,
                _ => self.binder(id, name),
            };
            at = scope.parent;
        }
        found.unwrap_or(owner)
    }

    fn find_place(&self, id: ScopeId, name: &str) -> Place {
        let scope = self.get(id);
        let usage = scope.uses.get(name).copied().unwrap_or_default();
        if scope.kind == ScopeKind::Class && usage.bound && !usage.global && !usage.nonlocal {
            return Place::Namespace;
        }
        let Some(binder) = self.binder(id, name) else { return Place::Global };
        let owner = self.get(scope.owner);
        let at = owner.slots.iter().position(|(from, slot)| *from == binder && slot == name);
        let Some(at) = at else { return Place::Global };
        let captured = self.get(binder).captured.get(name).is_some();
        if captured { Place::Cell(at as u32) } else { Place::Fast(at as u32) }
    }
}
