//! Colours, as CPython's prompt has them.

use crate::cli::args::ColorWhen;
use std::env;

/// Whether something is shown in colours on a stream.
pub fn wanted(when: ColorWhen, is_terminal: bool) -> bool {
    match when {
        ColorWhen::Always => true,
        ColorWhen::Never => false,
        ColorWhen::Auto => {
            // By its convention any value but an empty one.
            let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            let able = env::var_os("TERM").is_some_and(|terminal| terminal != "dumb");
            is_terminal && able && !refused
        }
    }
}

/// The styles of what is shown; each a terminal's code for it, or nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Palette {
    pub prompt: &'static str,
    pub place: &'static str,
    pub kind: &'static str,
    pub message: &'static str,
    pub note: &'static str,
    pub end: &'static str,
}

impl Palette {
    /// Without colours all of it is nothing.
    pub fn new(colored: bool) -> Palette {
        if !colored {
            return Palette::default();
        }
        Palette {
            prompt: "\x1b[1;35m",
            place: "\x1b[35m",
            kind: "\x1b[1;35m",
            message: "\x1b[35m",
            note: "\x1b[33m",
            end: "\x1b[0m",
        }
    }
}
