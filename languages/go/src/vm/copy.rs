//! Copies of a machine into one that is no longer needed, whose memory they reuse.
//!
//! An explorer copies a state for every branch. What derives `Clone` would allocate everything
//! anew; here a copy into an old state allocates only what that one has not.

use super::Vm;
use super::chan::GoChan;
use super::fiber::{Defer, Fiber};
use super::heap::{Heap, Object};
use super::map::GoMap;
use std::rc::Rc;

/// `Clone` for a struct, field by field; the fields behind `shared` are reference counts, left
/// alone where they are the same, those behind `plain` are words.
macro_rules! copied {
    ($name:ident { shared: $($shared:ident)*; plain: $($plain:ident)*; deep: $($deep:ident)*; }) => {
        impl Clone for $name {
            fn clone(&self) -> Self {
                $name {
                    $($shared: self.$shared.clone(),)*
                    $($plain: self.$plain,)*
                    $($deep: self.$deep.clone(),)*
                }
            }

            fn clone_from(&mut self, from: &Self) {
                $(if !Rc::ptr_eq(&self.$shared, &from.$shared) {
                    self.$shared = from.$shared.clone();
                })*
                $(self.$plain = from.$plain;)*
                $(self.$deep.clone_from(&from.$deep);)*
            }
        }
    };
}

copied!(Vm {
    shared: code globals;
    plain: live callback collections;
    deep: heap fibers chans callbacks;
});

copied!(Heap {
    shared: constants shapes;
    plain: first free bytes due limit allocated live live_objects fixed places;
    deep: objects;
});

copied!(Fiber {
    shared: ;
    plain: stack_bytes waiting refused started by by_func by_line;
    deep: stack frames defers panics printings cases;
});

copied!(Defer {
    shared: ;
    plain: frame func;
    deep: args;
});

copied!(GoMap {
    shared: ;
    plain: shape key_slots entry_slots live last entry_bytes room;
    deep: marks slots index;
});

copied!(GoChan {
    shared: ;
    plain: id shape slots cap timer;
    deep: values;
});

impl Clone for Object {
    fn clone(&self) -> Self {
        match self {
            Object::Free(next) => Object::Free(*next),
            Object::Str(bytes) => Object::Str(bytes.clone()),
            Object::Part { of, from, to } => Object::Part { of: of.clone(), from: *from, to: *to },
            Object::Cells { shape, data } => Object::Cells { shape: *shape, data: data.clone() },
            Object::Map(map) => Object::Map(map.clone()),
            Object::Chan(chan) => Object::Chan(chan.clone()),
        }
    }

    fn clone_from(&mut self, from: &Self) {
        match (self, from) {
            (Object::Cells { shape, data }, Object::Cells { shape: own, data: from }) => {
                *shape = *own;
                data.clone_from(from);
            }
            (Object::Map(map), Object::Map(from)) => map.clone_from(from),
            (Object::Chan(chan), Object::Chan(from)) => chan.clone_from(from),
            (Object::Str(bytes), Object::Str(from)) if Rc::ptr_eq(bytes, from) => {}
            (own, from) => *own = from.clone(),
        }
    }
}
