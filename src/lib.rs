//! Runs Python that nobody has reviewed: MicroPython, compiled to WebAssembly,
//! with nothing within its reach that was not granted.
//!
//! ```
//! use micropython_sandbox::{Limits, Sandbox};
//! use std::time::Duration;
//!
//! let sandbox = Sandbox::builder()
//!     .limits(Limits { wall_time: Some(Duration::from_secs(1)), ..Limits::default() })
//!     .build()?;
//!
//! let outcome = sandbox.run("print(sum(range(10)))");
//! assert_eq!(outcome.stdout_text(), "45\n");
//! # Ok::<(), micropython_sandbox::Error>(())
//! ```
//!
//! [`Sandbox`] is what is compiled and shared; a [`Session`] is one living
//! interpreter; an [`Outcome`] is everything that is known after a run. A
//! program that misbehaves can end its own run and nothing else, and what it
//! printed until then is never lost.

#![warn(missing_docs)]
#![deny(unsafe_op_in_unsafe_fn)]

pub mod artifact;
#[cfg(feature = "build")]
pub mod build;
mod cache;
mod call;
mod calls;
mod contract;
mod deadline;
mod error;
pub mod examine;
mod failure;
mod feed;
mod fetch;
mod files;
mod function;
mod grants;
mod host;
mod interrupt;
mod limiter;
mod limits;
mod live;
mod memory;
mod meter;
mod mode;
mod net;
mod outcome;
mod policy;
mod policy_file;
mod poll;
mod program;
mod record;
mod report;
mod sandbox;
mod session;
mod signal;
mod sink;
mod snapshot;
mod source;
mod stack;
mod started;
mod stdin;
mod stop;
mod surface;
mod task;
mod traceback;
mod turn;
mod vetting;
mod wasi;
mod watchdog;
mod web;
mod work;

pub mod units;
pub mod value;

pub use artifact::{MANIFEST, WASM};
pub use error::{Error, LimitKind, LimitReached, Raised};
pub use feed::{Feed, Missing, Unfinished};
pub use function::{AsyncCallable, Callable, Context, Function, HostError, IntoReply, Module};
pub use grants::{Access, FileGrant, FileQuota, Files, Scratch};
pub use interrupt::InterruptHandle;
pub use limits::{Limits, OutputPolicy};
pub use net::{AddressRange, Cassette, FetchLimits, NetPolicy, NetRule, Secret};
pub use outcome::{ChangeKind, Ending, FileChange, FinalValue, Outcome, Usage};
pub use policy::{CachePolicy, Clock, Input, Output, Random};
pub use policy_file::{Policy, PolicyFault, PolicyFaults};
pub use record::{Recording, Replay};
pub use sandbox::{DEFAULT_POOL_SESSIONS, Sandbox, SandboxBuilder};
pub use session::{Completion, Session, SessionBuilder};
pub use traceback::Frame;
pub use value::Value;
