//! Standard input that is no terminal: blocks are run as they come, without
//! prompts, until one fails.

use super::color::{self, Palette};
use super::screen::Screen;
use super::show::{self, Style};
use crate::cli::args::ReplOptions;
use crate::cli::{Complaint, ctrl_c, exit};
use micropython_sandbox::{
    Ending, Feed, InterruptHandle, Limits, Missing, Outcome, Sandbox, Session,
};
use std::io::{self, BufRead as _, IsTerminal as _, Read as _};

/// The longest line that is read, in bytes; a longer one is refused when it is fed.
const MAX_LINE_BYTES: u64 = 2 << 20;

/// Runs what comes, and gives the exit code: that of the first run that fails or
/// exits.
///
/// # Errors
///
/// When it did not come to running anything.
pub fn run(sandbox: &Sandbox, options: &ReplOptions) -> Result<u8, Complaint> {
    let (stdout, stderr) = (io::stdout().is_terminal(), io::stderr().is_terminal());
    let style = |is_terminal| {
        let palette = Palette::new(color::wanted(options.color, is_terminal));
        Style { palette, is_terminal }
    };
    let screen = Screen::new(stdout && !options.raw_output, stderr && !options.raw_output);
    let handle = InterruptHandle::new();
    ctrl_c::interrupts(&handle);
    let session = sandbox
        .session_builder()
        .stdout(screen.stdout())
        .stderr(screen.stderr())
        .interrupt_handle(&handle)
        .open()
        .map_err(|error| Complaint::failed(&error))?;
    let mut piped = Piped {
        session,
        screen,
        limits: *sandbox.limits(),
        output: style(stdout),
        errors: style(stderr),
        missing: None,
        empty_lines: 0,
    };
    piped.run()
}

struct Piped {
    session: Session,
    screen: Screen,
    limits: Limits,
    output: Style,
    errors: Style,
    /// What the block lacks that has come so far.
    missing: Option<Missing>,
    /// Empty lines that end the block, or are in it: the next line tells.
    empty_lines: usize,
}

impl Piped {
    fn run(&mut self) -> Result<u8, Complaint> {
        let mut input = io::stdin().lock();
        let mut first = true;
        loop {
            let mut line = Vec::new();
            let read = input.by_ref().take(MAX_LINE_BYTES).read_until(b'\n', &mut line);
            let length = read.map_err(|error| {
                Complaint::usage(format!("cannot read standard input: {}", error.kind()))
            })?;
            if length == 0 {
                break;
            }
            let line = String::from_utf8(line).map_err(|_| {
                Complaint::usage("standard input is not UTF-8, which Python needs; convert it")
            })?;
            // Some editors mark UTF-8 so; Python ignores it.
            let mark = if std::mem::take(&mut first) { "\u{feff}" } else { "" };
            let line = line.strip_prefix(mark).unwrap_or(&line);
            if let Some(exit_code) = self.take(line.trim_end_matches(['\r', '\n'])) {
                return Ok(exit_code);
            }
        }
        let outcome = self.session.feed_end();
        Ok(outcome.and_then(|outcome| self.conclude(&outcome)).unwrap_or(exit::OK))
    }

    /// Takes a line, without its ending; gives the exit code if that is the end. In
    /// a file, empty lines are also in blocks, not only after them.
    fn take(&mut self, line: &str) -> Option<u8> {
        if line.is_empty() && self.missing == Some(Missing::EmptyLine) {
            self.empty_lines += 1;
            return None;
        }
        let empty_lines = std::mem::take(&mut self.empty_lines);
        if empty_lines > 0 && goes_on(line) {
            return self.feed(&format!("{}{line}\n", "\n".repeat(empty_lines)));
        }
        let ended = if empty_lines > 0 { self.feed("\n") } else { None };
        ended.or_else(|| self.feed(&format!("{line}\n")))
    }

    fn feed(&mut self, lines: &str) -> Option<u8> {
        match self.session.feed(lines) {
            Feed::Incomplete(unfinished) => {
                self.missing = Some(unfinished.missing);
                None
            }
            Feed::Done(outcome) => {
                self.missing = None;
                self.conclude(&outcome)
            }
        }
    }

    /// Shows what a block came to; gives the exit code if that is the end.
    fn conclude(&mut self, outcome: &Outcome) -> Option<u8> {
        let shown = self.screen.show(&show::value(outcome, &self.output));
        self.screen.tell(&show::failure(outcome, &self.limits, &self.errors));
        if let Err(error) = shown {
            return Some(match error.kind() {
                io::ErrorKind::BrokenPipe => exit::OK,
                _ => exit::FAILED,
            });
        }
        (outcome.ending != Ending::Finished).then(|| exit::code(outcome))
    }
}

/// Whether a line belongs to the statement before it, although an empty line is
/// between them.
fn goes_on(line: &str) -> bool {
    let word = line.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    line.starts_with([' ', '\t']) || ["elif", "else", "except", "finally"].contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_on_is_known_by_how_it_begins() {
        for line in ["  x", "\tx", "else:", "elif x:", "except:", "except E:", "finally:"] {
            assert!(goes_on(line), "{line}");
        }
        for line in ["x", "elsewhere = 1", "if x:", "# else", "finally_ = 1", "@f", ")"] {
            assert!(!goes_on(line), "{line}");
        }
    }
}
