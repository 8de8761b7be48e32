//! What was granted to a program beside computing and printing.

mod files;

pub use files::{Access, FileGrant, FileQuota, Files, Scratch};
