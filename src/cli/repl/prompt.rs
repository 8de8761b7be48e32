//! A person at a terminal.

use super::color::{self, Palette};
use super::editor::{LineEditor, Typed};
use super::history::HistoryFile;
use super::keyboard::Keyboard;
use super::screen::Screen;
use super::show::{self, Style};
use crate::cli::args::ReplOptions;
use crate::cli::ctrl_c::CtrlC;
use crate::cli::{Complaint, exit};
use micropython_sandbox::{
    Ending, Error, Feed, InterruptHandle, Limits, Outcome, Sandbox, Session,
};
use rustyline::history::History as _;
use std::cell::RefCell;
use std::io::{self, IsTerminal as _};
use std::rc::Rc;

/// Prompts, and runs what is typed, until the user leaves; gives the exit code.
///
/// # Errors
///
/// When it did not come to a prompt.
pub fn run(sandbox: &Sandbox, options: &ReplOptions) -> Result<u8, Complaint> {
    let stderr = io::stderr().is_terminal();
    let style = |is_terminal| {
        let palette = Palette::new(color::wanted(options.color, is_terminal));
        Style { palette, is_terminal }
    };
    let screen = Screen::new(!options.raw_output, stderr && !options.raw_output);
    let unusable = |what: String| Complaint::unusable(format!("cannot use the terminal: {what}"));
    let keyboard =
        Keyboard::new(screen.clone()).map_err(|error| unusable(error.kind().to_string()))?;
    let session = Rc::new(RefCell::new(open(sandbox, &screen, &keyboard)?));
    let editor =
        LineEditor::new(Rc::clone(&session)).map_err(|error| unusable(error.to_string()))?;
    let limits = *sandbox.limits();
    let (output, errors) = (style(true), style(stderr));
    let ctrl_c = CtrlC::listen();
    let mut prompt =
        Prompt { sandbox, session, screen, keyboard, ctrl_c, editor, limits, output, errors };
    Ok(prompt.talk(options))
}

struct Prompt<'a> {
    sandbox: &'a Sandbox,
    session: Rc<RefCell<Session>>,
    screen: Screen,
    keyboard: Keyboard,
    ctrl_c: CtrlC,
    editor: LineEditor,
    limits: Limits,
    output: Style,
    errors: Style,
}

/// A session whose program talks to the terminal. What is cut off is undone, so
/// that the session goes on.
fn open(sandbox: &Sandbox, screen: &Screen, keyboard: &Keyboard) -> Result<Session, Complaint> {
    sandbox
        .session_builder()
        .stdin(keyboard.input())
        .stdout(screen.stdout())
        .stderr(screen.stderr())
        .rollback(true)
        .open()
        .map_err(|error| Complaint::failed(&error))
}

impl Prompt<'_> {
    fn talk(&mut self, options: &ReplOptions) -> u8 {
        let version = env!("MPSANDBOX_VERSION");
        if self
            .screen
            .show(&format!("mpsandbox {version}\nhelp() helps, Ctrl-D leaves.\n"))
            .is_err()
        {
            return exit::OK; // the terminal is gone
        }
        let mut file = if options.no_history { None } else { self.open_history() };
        let mut pending = String::new();
        loop {
            let prompt = if pending.is_empty() { ">>> " } else { "... " };
            let Palette { prompt: begin, end, .. } = self.output.palette;
            let mut ended = false;
            let lines = match self.editor.read(prompt, &format!("{begin}{prompt}{end}"), &pending) {
                Ok(Typed::Lines(lines)) => lines,
                Ok(Typed::Interrupt) => {
                    pending.clear();
                    let _ = self.screen.show("KeyboardInterrupt\n");
                    continue;
                }
                Ok(Typed::End) if pending.is_empty() => return exit::OK,
                Ok(Typed::End) => {
                    ended = true;
                    pending.clone()
                }
                Err(error) => {
                    self.tell(&format!("cannot read from the terminal: {error}"));
                    return exit::FAILED;
                }
            };
            if lines.trim().is_empty() {
                continue;
            }
            let Some(outcome) = self.feed(&lines, ended) else {
                pending = lines;
                continue;
            };
            pending.clear();
            self.remember(&lines, &mut file);
            if let Some(exit_code) = self.conclude(&lines, &outcome) {
                return exit_code;
            }
        }
    }

    /// Runs a block if it is complete, or `ended`.
    fn feed(&mut self, lines: &str, ended: bool) -> Option<Outcome> {
        let mut session = self.session.borrow_mut();
        // One of its own: no interrupt that comes late reaches the next.
        let handle = InterruptHandle::new();
        session.set_interrupt_handle(&handle);
        let feed = || match session.feed(&format!("{lines}\n")) {
            Feed::Done(outcome) => Some(outcome),
            Feed::Incomplete(_) if ended => session.feed_end(),
            Feed::Incomplete(_) => {
                // They come again, with the next.
                session.feed_cancel();
                None
            }
        };
        self.ctrl_c.reaches(&handle, || self.keyboard.lend(feed))
    }

    /// Shows what it came to; gives the exit code if that is the end.
    fn conclude(&mut self, lines: &str, outcome: &Outcome) -> Option<u8> {
        // The terminal itself shows the key that interrupts.
        let interrupted = matches!(outcome.error, Some(Error::Interrupted { .. }));
        let shown = self
            .screen
            .end_output(interrupted)
            .and_then(|()| self.screen.show(&show::value(outcome, &self.output)));
        if shown.is_err() || outcome.error == Some(Error::OutputClosed) {
            return Some(exit::OK);
        }
        self.screen.tell(&show::failure(outcome, &self.limits, &self.errors));
        if let Ending::Exited(_) = outcome.ending {
            return Some(exit::code(outcome));
        }
        let is_exit = outcome.value.as_ref().is_some_and(|value| value.type_name == "function");
        if is_exit && matches!(lines.trim(), "exit" | "quit") {
            return Some(exit::OK);
        }
        if outcome.rolled_back {
            self.tell("all that this input did was undone");
        }
        if self.session.borrow().alive() {
            return None;
        }
        self.tell("the session has ended: a new one begins, without what was defined in it");
        match open(self.sandbox, &self.screen, &self.keyboard) {
            Ok(session) => {
                *self.session.borrow_mut() = session;
                None
            }
            Err(complaint) => Some(complaint.tell(false)),
        }
    }

    fn tell(&self, note: &str) {
        self.screen.tell(&show::note(note, &self.errors));
    }

    fn open_history(&mut self) -> Option<HistoryFile> {
        match HistoryFile::open(self.editor.history()) {
            Ok(file) => file,
            Err(error) => {
                self.tell(&format!(
                    "what is typed is not kept: {error} (--no-history says not to)"
                ));
                None
            }
        }
    }

    /// Keeps a block in the history; in the file too, until that fails.
    fn remember(&mut self, lines: &str, file: &mut Option<HistoryFile>) {
        let blocks = self.editor.history();
        // An entry that is not kept is no reason not to run it.
        let _ = blocks.add(lines.trim_end());
        if let Some(open) = file
            && let Err(error) = open.append(blocks)
        {
            *file = None;
            self.tell(&format!("what is typed is not kept: {error}"));
        }
    }
}
