//! Programs that come line by line, as somebody types them.

use super::{Mode, Session, State, Task, blocking};
use crate::contract::{
    MPH_BUFFER_ARGV, MPH_BUFFER_NAME, MPH_BUFFER_SOURCE, MPH_OPERATION_CHECK, MPH_OPERATION_FEED,
};
use crate::error::Error;
use crate::feed::{Feed, Missing, Unfinished};
use crate::outcome::Outcome;

/// The longest text that is fed in pieces, in bytes: each line costs a look at all
/// before it.
pub(super) const MAX_FED_BYTES: usize = 1 << 20;

/// What tracebacks call it, as Python does.
const FILE_NAME: &str = "<stdin>";

/// For prompts, consoles and notebooks: a program is fed line by line, and is run
/// as soon as it is a whole. The interpreter's own parser says when that is;
/// docs/feed.md compares it with CPython's.
impl Session {
    /// Feeds a line to the program, as it is typed at a prompt. A line ending at
    /// its end makes no difference; further lines may be in it.
    ///
    /// As long as more has to follow, it is kept, and nothing runs: brackets are
    /// open, or a string; a backslash has come; or a statement that has others in
    /// it waits for an empty line. What is wrong already is told at once.
    ///
    /// What is complete is run under the limits of a run. The value of its last
    /// statement, if that is an expression, is the outcome's, and the program finds
    /// it as `_`; other expressions print theirs, as they do at Python's prompt. In
    /// tracebacks its file is `<stdin>`; its first line is line 1.
    ///
    /// ```
    /// use micropython_sandbox::{Feed, Missing, Sandbox};
    ///
    /// let mut session = Sandbox::new()?.session()?;
    /// let Feed::Incomplete(unfinished) = session.feed("for n in range(2):") else { panic!() };
    /// assert_eq!((unfinished.missing, &*unfinished.indent), (Missing::Block, "    "));
    /// assert!(matches!(session.feed("    print(n)"), Feed::Incomplete(_)));
    /// let Feed::Done(outcome) = session.feed("") else { panic!() };
    /// assert_eq!(outcome.stdout_text(), "0\n1\n");
    ///
    /// let Feed::Done(outcome) = session.feed("n + 41") else { panic!() };
    /// assert_eq!(outcome.to::<i64>()?, 42);
    /// # Ok::<(), micropython_sandbox::Error>(())
    /// ```
    ///
    /// Each line is looked at under the limits of a run too: a text that takes too
    /// long to be read ends like a program that does. All lines together have at
    /// most 1 MiB, and their outcome is [`Error::Config`] otherwise.
    pub fn feed(&mut self, line: &str) -> Feed {
        blocking(self.feed_in(Mode::Blocking, line))
    }

    /// As [`feed`](Session::feed), the way of [`run_async`](Session::run_async).
    pub async fn feed_async(&mut self, line: &str) -> Feed {
        self.feed_in(Mode::Suspending, line).await
    }

    async fn feed_in(&mut self, mode: Mode, line: &str) -> Feed {
        let text = match self.with_fed(line) {
            Ok(text) => text,
            Err(error) => {
                self.feed_cancel();
                return Feed::Done(Outcome::not_run(error));
            }
        };
        self.feed_cancel();
        let (outcome, missing) = self.feed_text(mode, &text).await;
        match missing {
            Some(missing) if outcome.success() => {
                let unfinished = Unfinished::new(missing, &text);
                self.fed = text;
                Feed::Incomplete(unfinished)
            }
            _ => Feed::Done(outcome),
        }
    }

    /// Whether what was fed would be complete with this line; if not, what it would
    /// lack. Nothing is fed, and nothing runs. What is wrong is complete: it can be
    /// run, and fails.
    ///
    /// ```
    /// # use micropython_sandbox::{Missing, Sandbox};
    /// # let mut session = Sandbox::new()?.session()?;
    /// let unfinished = session.feed_check("print('''one")?.expect("it is not complete");
    /// assert_eq!(unfinished.missing, Missing::Quotes);
    /// assert_eq!(session.feed_check("print('''one\ntwo''')")?, None);
    /// # Ok::<(), micropython_sandbox::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// - [`Error::Config`] when all together has more than 1 MiB.
    /// - [`Error::Raised`] when the program has no memory for it.
    /// - Any error that ends a run in the middle.
    pub fn feed_check(&mut self, line: &str) -> Result<Option<Unfinished>, Error> {
        let text = self.with_fed(line)?;
        let buffers = [(MPH_BUFFER_SOURCE, text.as_bytes())];
        blocking(self.operate(Mode::Blocking, MPH_OPERATION_CHECK, &buffers)).into_result()?;
        Ok(self.missing().map(|missing| Unfinished::new(missing, &text)))
    }

    /// Runs what was fed as it is, as no more lines come. It usually ends in a
    /// `SyntaxError`, unless only an empty line is missing. `None` if nothing was
    /// fed that has not run.
    pub fn feed_end(&mut self) -> Option<Outcome> {
        if self.fed.is_empty() {
            return None;
        }
        let text = self.fed.clone();
        if let Feed::Done(outcome) = self.feed("") {
            return Some(outcome);
        }
        self.feed_cancel();
        let name = self.sources.name(FILE_NAME, &text);
        let context = self.context.clone();
        Some(blocking(self.run_named(Mode::Blocking, &text, &name, context)))
    }

    /// Forgets what was fed and has not run. The next line begins anew.
    pub fn feed_cancel(&mut self) {
        self.fed.clear();
    }

    /// What was fed and has not run: lines, each ended by a newline.
    pub fn fed(&self) -> &str {
        &self.fed
    }

    /// What was fed, with another line.
    pub(super) fn with_fed(&self, line: &str) -> Result<String, Error> {
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        if self.fed.len() + line.len() >= MAX_FED_BYTES {
            let what = "what is fed line by line has more than 1 MiB; run it as a program";
            return Err(Error::Config(what.to_owned()));
        }
        Ok(format!("{}{line}\n", self.fed))
    }

    async fn feed_text(&mut self, mode: Mode, text: &str) -> (Outcome, Option<Missing>) {
        let name = self.sources.name_if_run(FILE_NAME, text);
        let argv = self.argv.clone();
        let buffers = &[
            (MPH_BUFFER_SOURCE, text.as_bytes()),
            (MPH_BUFFER_NAME, name.as_bytes()),
            (MPH_BUFFER_ARGV, argv.as_bytes()),
        ];
        let context = self.context.clone();
        let operation = Some(MPH_OPERATION_FEED);
        let task = Task { operation, source: text, buffers, context };
        let outcome = self.enter(mode, &task).await;
        let missing = self.missing();
        if missing.is_none() {
            let _ = self.sources.name(FILE_NAME, text);
        }
        (outcome, missing)
    }

    /// What the text of the last task lacks.
    fn missing(&self) -> Option<Missing> {
        match &self.state {
            State::Alive(live) => live.missing(),
            _ => None,
        }
    }
}
