//! The lab in a Web Worker, one language per module.
//!
//! Without a language feature the crate is the [`protocol`] and [`graded`] alone, which is what the page links.
//! With one it is also the other side of it: `service` answers requests with a run or a `search`
//! under way and knows no browser, `entry` joins it to the worker's message queue.
//!
//! Built with `wasm-bindgen --target web` under the name `worker-go` or `worker-python`;
//! `playground/worker.js` loads the one that is asked for and calls `serve`.

pub mod graded;
pub mod protocol;
#[cfg(feature = "served")]
pub mod search;
#[cfg(feature = "served")]
pub mod service;

#[cfg(all(feature = "served", target_arch = "wasm32"))]
mod entry;
