//! The playground: a Yew application around the lab.

pub mod demo;
pub mod state;
