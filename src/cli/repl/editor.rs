//! The line editor, and what it asks the living session.

use super::history::{Blocks, MAX_ENTRIES};
use micropython_sandbox::Session;
use rustyline::completion::Completer;
use rustyline::config::BellStyle;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{ColorMode, CompletionType, Config, Context, Editor, Helper};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What the Tab key inserts where a line begins.
const INDENT: &str = "    ";

/// Reads blocks line by line.
pub struct LineEditor {
    editor: Editor<Asker, Blocks>,
}

/// What was typed.
pub enum Typed {
    /// All lines of the block so far.
    Lines(String),
    /// The key that interrupts.
    Interrupt,
    /// The key that ends.
    End,
}

impl LineEditor {
    /// An editor that asks this session.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be used.
    pub fn new(session: Rc<RefCell<Session>>) -> Result<LineEditor, ReadlineError> {
        let config = Config::builder()
            .max_history_size(MAX_ENTRIES)?
            .completion_type(CompletionType::List)
            .completion_show_all_if_ambiguous(true)
            .bell_style(BellStyle::None)
            // Colours are ours to decide; what is shown always passes our filter.
            .color_mode(ColorMode::Forced)
            .tab_stop(8)
            .build();
        let blocks = Blocks::new(&config);
        let mut editor = Editor::with_history(config, blocks)?;
        editor.set_helper(Some(Asker {
            session,
            pending: String::new(),
            pending_index: None,
            edited_index: Cell::new(usize::MAX),
        }));
        Ok(LineEditor { editor })
    }

    /// What was typed before.
    pub fn history(&mut self) -> &mut Blocks {
        self.editor.history_mut()
    }

    /// Asks for a line that follows these. `styled`: the prompt as it is shown.
    ///
    /// # Errors
    ///
    /// When the terminal fails.
    pub fn read(
        &mut self,
        prompt: &str,
        styled: &str,
        pending: &str,
    ) -> Result<Typed, ReadlineError> {
        self.history().set_pending(pending);
        let pending_index = self.history().pending_index();
        if let Some(asker) = self.editor.helper_mut() {
            pending.clone_into(&mut asker.pending);
            asker.pending_index = pending_index;
            asker.edited_index.set(usize::MAX);
        }
        let read = self.editor.readline(&(prompt, styled));
        self.history().set_pending("");
        match read {
            Ok(line) => {
                let asker = self.editor.helper();
                Ok(Typed::Lines(asker.map_or(line.clone(), |asker| asker.whole(&line))))
            }
            Err(ReadlineError::Interrupted) => Ok(Typed::Interrupt),
            Err(ReadlineError::Eof) => Ok(Typed::End),
            Err(error) => Err(error),
        }
    }
}

/// Answers the editor's questions.
struct Asker {
    session: Rc<RefCell<Session>>,
    /// Lines that are typed and not complete, and where they are in the history.
    pending: String,
    pending_index: Option<usize>,
    /// Which entry of the history is being edited.
    edited_index: Cell<usize>,
}

impl Asker {
    /// The whole block: with the lines before it, unless it is those, brought back
    /// to be edited.
    fn whole(&self, line: &str) -> String {
        if self.pending.is_empty() || self.is_brought_back() {
            line.to_owned()
        } else {
            format!("{}\n{line}", self.pending)
        }
    }

    fn is_brought_back(&self) -> bool {
        self.pending_index == Some(self.edited_index.get())
    }
}

impl Validator for Asker {
    /// A single line ends with the key for that: what is incomplete goes on at the
    /// next prompt. A block that is edited as a whole goes on below.
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        let text = context.input();
        if !text.contains('\n') && !self.is_brought_back() {
            return Ok(ValidationResult::Valid(None));
        }
        let whole = format!("{}\n", self.whole(text));
        match self.session.borrow_mut().feed_check(&whole) {
            Ok(Some(_)) => Ok(ValidationResult::Incomplete),
            // What is wrong shows when it is run.
            Ok(None) | Err(_) => Ok(ValidationResult::Valid(None)),
        }
    }
}

impl Completer for Asker {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        position: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        let text = &line[..position];
        let in_line = text.rsplit('\n').next().unwrap_or_default();
        if in_line.trim().is_empty() {
            return Ok((position, vec![INDENT.to_owned()]));
        }
        let whole = self.whole(text);
        let before = whole.len() - text.len();
        match self.session.borrow_mut().complete(&whole) {
            Ok(completion) if completion.start >= before => {
                Ok((completion.start - before, completion.names))
            }
            _ => Ok((position, Vec::new())),
        }
    }
}

impl Hinter for Asker {
    type Hint = String;

    /// Gives no hint, but is told what is being edited.
    fn hint(&self, _: &str, _: usize, context: &Context<'_>) -> Option<String> {
        self.edited_index.set(context.history_index());
        None
    }
}

impl Highlighter for Asker {
    /// What was pasted may have anything in it. Control characters take no room, so
    /// that nothing moves where they are left out.
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        let is_odd = |c: char| c.is_control() && c != '\n' && c != '\t';
        if line.contains(is_odd) {
            Cow::Owned(line.chars().filter(|c| !is_odd(*c)).collect())
        } else {
            Cow::Borrowed(line)
        }
    }
}

impl Helper for Asker {}
