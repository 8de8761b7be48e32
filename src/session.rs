//! One living interpreter, in which programs are run one after another.

mod complete;
mod entering;
mod feed;
mod operations;
mod taping;

pub use complete::Completion;

use crate::calls::Calls;
use crate::contract::{MPH_BUFFER_ARGV, MPH_BUFFER_NAME, MPH_BUFFER_SOURCE};
use crate::deadline::WaitBound;
use crate::error::Error;
use crate::fetch::Fetches;
use crate::function::Context;
use crate::host::Host;
use crate::interrupt::InterruptHandle;
use crate::limits::Limits;
use crate::live::{Live, Remains, Task};
use crate::mode::Mode;
use crate::outcome::Outcome;
use crate::policy::{Input, Output};
use crate::record::Setting;
use crate::sandbox::Sandbox;
use crate::snapshot::Snapshot;
use crate::source::Sources;
use crate::stack;
use crate::stdin::Stdin;
use crate::task::block_on;
use crate::wasi::Wasi;
use entering::open;
use taping::Taping;

/// A session to be opened: its streams, its arguments, and the name under
/// which its program appears. Made by
/// [`Sandbox::session_builder`](Sandbox::session_builder).
#[derive(Debug)]
#[must_use]
pub struct SessionBuilder {
    sandbox: Sandbox,
    stdin: Input,
    stdout: Output,
    stderr: Output,
    arguments: Vec<String>,
    file_name: String,
    interrupt_handle: InterruptHandle,
    rollback: bool,
    context: Context,
    taping: Taping,
}

impl SessionBuilder {
    pub(crate) fn new(sandbox: Sandbox) -> SessionBuilder {
        SessionBuilder {
            sandbox,
            stdin: Input::default(),
            stdout: Output::default(),
            stderr: Output::default(),
            arguments: vec![String::new()],
            file_name: "<string>".to_owned(),
            interrupt_handle: InterruptHandle::new(),
            rollback: false,
            context: Context::new(),
            taping: Taping::Off,
        }
    }

    /// What the program reads. Default [`Input::Empty`].
    pub fn stdin(mut self, input: Input) -> SessionBuilder {
        self.stdin = input;
        self
    }

    /// Where its output goes. Default [`Output::Capture`].
    pub fn stdout(mut self, output: Output) -> SessionBuilder {
        self.stdout = output;
        self
    }

    /// Where its error output goes. Default [`Output::Capture`].
    pub fn stderr(mut self, output: Output) -> SessionBuilder {
        self.stderr = output;
        self
    }

    /// `sys.argv`, whose first item is the program's name. Default one empty
    /// item.
    pub fn argv<T: Into<String>>(
        mut self,
        arguments: impl IntoIterator<Item = T>,
    ) -> SessionBuilder {
        self.arguments = arguments.into_iter().map(Into::into).collect();
        self
    }

    /// The file name that tracebacks show, of which the last 200 bytes are
    /// kept. Default `<string>`. All programs of a session have the same; the
    /// source lines in a traceback are those of the program that each function
    /// came from.
    pub fn file_name(mut self, name: impl Into<String>) -> SessionBuilder {
        self.file_name = name.into();
        self
    }

    /// What host functions get that programs of this session call, unless a run
    /// has its own: see [`Session::run_with`]. Default an empty one.
    pub fn context(mut self, context: Context) -> SessionBuilder {
        self.context = context;
        self
    }

    /// By which other threads interrupt the session's runs; to have it before
    /// there is a session. Default a new one: see
    /// [`Session::interrupt_handle`].
    pub fn interrupt_handle(mut self, handle: &InterruptHandle) -> SessionBuilder {
        self.interrupt_handle = handle.clone();
        self
    }

    /// Whether a run that was cut off in the middle is undone, so that the
    /// session can go on in the state that it had before. Default false: such a
    /// session is dead.
    ///
    /// A run is cut off when it does not stop within the grace after its time is
    /// over, when its output is closed or a stream fails, or when the interpreter
    /// fails. All that its program did to variables, modules and other objects
    /// is undone then. What it printed, the input that the host gave it, the time
    /// that it slept and the randomness that it drew are not, nor is what it did to
    /// files, those of the scratch folder included; all that the session had open is
    /// closed. (The interpreter
    /// takes input in blocks of up to 4 KiB; what of a block an earlier run has
    /// left, the program after this one reads again.) A run that ends by an
    /// exception, which is how nearly all limits stop it, is not undone: its
    /// session lives on as the program left it.
    ///
    /// The session's state is saved before each run but the first. That takes 4 µs
    /// for a small program and up to 0.1 ms for each MiB that is in use, ten times
    /// as much the first time, and as much memory again as is in use: see
    /// [`Limits::memory_bytes`] and docs/performance.md.
    ///
    /// ```
    /// use micropython_sandbox::{Limits, Sandbox};
    /// use std::time::Duration;
    ///
    /// let wall_time = Some(Duration::from_millis(50));
    /// let sandbox = Sandbox::builder().limits(Limits { wall_time, ..Limits::DEFAULT }).build()?;
    /// let mut session = sandbox.session_builder().rollback(true).open()?;
    /// session.run("x = 1");
    /// // No exception reaches a program that computes one huge number.
    /// let outcome = session.run("x = 2; n = 10 ** 8; 7 ** n");
    /// assert!(outcome.rolled_back);
    /// assert_eq!(session.run("x").value.unwrap().repr, "1");
    /// # Ok::<(), micropython_sandbox::Error>(())
    /// ```
    pub fn rollback(mut self, on: bool) -> SessionBuilder {
        self.rollback = on;
        self
    }

    /// Opens the session.
    ///
    /// # Errors
    ///
    /// - [`Error::Config`] when an argument or the file name contains a NUL
    ///   character.
    /// - [`Error::Artifact`] when the caller's own module does not start.
    /// - [`Error::Replay`] when the session is to replay what was recorded in another
    ///   sandbox.
    /// - [`Error::Host`] when it is to be recorded and that cannot be written.
    /// - [`Error::Internal`] when the system gives no memory or thread.
    pub fn open(self) -> Result<Session, Error> {
        blocking(self.open_in(Mode::Blocking))
    }

    /// Opens a session for runs by [`run_async`](Session::run_async), which then
    /// does not have to prepare it for that.
    ///
    /// # Errors
    ///
    /// As [`open`](SessionBuilder::open).
    pub async fn open_async(self) -> Result<Session, Error> {
        self.open_in(Mode::Suspending).await
    }

    async fn open_in(self, mode: Mode) -> Result<Session, Error> {
        let limits = *self.sandbox.limits();
        let (setting, tape) = self.taping.start(
            Setting {
                interpreter: String::new(),
                limits,
                clock: self.sandbox.clock(),
                random: self.sandbox.random().into(),
                argv: self.arguments,
                file_name: self.file_name,
                rollback: self.rollback,
                functions: self.sandbox.registry(),
            },
            &self.sandbox,
        )?;
        let Setting { clock, random, argv, file_name, rollback, functions, .. } = setting;
        let bound = WaitBound::new();
        let stdin = Stdin::new(self.stdin, bound.clone());
        let wasi = Wasi::new(clock, random, self.sandbox.granted(), stdin, bound.clone());
        let mut host = Host::new(&limits, wasi, self.stdout, self.stderr);
        host.calls = Calls::new(functions, &limits);
        host.tape = tape;
        host.fetches = Fetches::new(self.sandbox.network(), bound.clone());
        let live = open(&self.sandbox, mode, Remains { host, bound }, None).await?;
        let mut argv = argv.join("\0");
        argv.push('\0');
        Ok(Session {
            sandbox: self.sandbox,
            state: State::Alive(Box::new(live)),
            limits,
            argv,
            file_name,
            sources: Sources::default(),
            interrupt_handle: self.interrupt_handle,
            rollback,
            context: self.context,
            saved: None,
            fed: String::new(),
        })
    }

    /// Opens the session and runs one program in it.
    pub fn run(self, source: &str) -> Outcome {
        blocking(self.run_in(Mode::Blocking, source))
    }

    /// Opens the session and runs one program in it, as
    /// [`Session::run_async`] does.
    pub async fn run_async(self, source: &str) -> Outcome {
        self.run_in(Mode::Suspending, source).await
    }

    async fn run_in(self, mode: Mode, source: &str) -> Outcome {
        match self.open_in(mode).await {
            Ok(mut session) => session.run_in(mode, source, session.context.clone()).await,
            Err(error) => Outcome::not_run(error),
        }
    }
}

/// Does what never leaves this thread, on enough of a stack for a guest.
fn blocking<T>(future: impl Future<Output = T>) -> T {
    stack::with_room(|| block_on(future))
}

/// One living interpreter. What a program leaves behind (variables, functions,
/// imported modules) is there for the next.
///
/// Sessions share nothing with each other. A session can move between threads.
///
/// ```
/// # let sandbox = micropython_sandbox::Sandbox::new()?;
/// let mut session = sandbox.session()?;
/// session.run("total = 40");
/// assert_eq!(session.run("total + 2").value.unwrap().repr, "42");
/// # Ok::<(), micropython_sandbox::Error>(())
/// ```
pub struct Session {
    sandbox: Sandbox,
    state: State,
    limits: Limits,
    /// As the interpreter wants them: each ended by a NUL byte.
    argv: String,
    file_name: String,
    /// What it has run.
    sources: Sources,
    interrupt_handle: InterruptHandle,
    rollback: bool,
    context: Context,
    /// What a run is rolled back to; `None` for the state as opened.
    saved: Option<Snapshot>,
    /// The lines that were fed and are not complete, each ended by a newline.
    fed: String,
}

enum State {
    Alive(Box<Live>),
    /// A run has ended in the middle: nobody knows in what state, so that the
    /// instance is gone.
    Ended(Box<Remains>),
    /// Likewise, of a run that was dropped and is to be rolled back.
    Dropped(Box<Remains>),
    /// Nothing is left to run with.
    Gone,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("alive", &self.alive()).finish_non_exhaustive()
    }
}

impl Session {
    /// Runs a program in the state that earlier ones left.
    ///
    /// Each run has the whole wall time, steps, fuel and output to itself; memory is the
    /// session's.
    pub fn run(&mut self, source: &str) -> Outcome {
        blocking(self.run_in(Mode::Blocking, source, self.context.clone()))
    }

    /// Runs a program as [`run`](Session::run) does, as a future that can be
    /// polled by any executor: while the program waits (for an asynchronous host
    /// function, for time, for input), it takes no thread, and while it computes,
    /// it lets others go first every 10 ms. So many sessions share few threads.
    ///
    /// The first such run of a session that was opened by
    /// [`open`](SessionBuilder::open) moves its state, which takes as long as opening it;
    /// [`open_async`](SessionBuilder::open_async) saves that.
    ///
    /// A run whose future is dropped is cut off: what it awaits is dropped with it,
    /// and the session is dead; or with [`SessionBuilder::rollback`] as it was before.
    /// What it has printed into the outcome is lost.
    ///
    /// What of this waits all the same, on the thread that polls: host functions
    /// that are not asynchronous, and writers.
    pub async fn run_async(&mut self, source: &str) -> Outcome {
        self.run_in(Mode::Suspending, source, self.context.clone()).await
    }

    async fn run_in(&mut self, mode: Mode, source: &str, context: Context) -> Outcome {
        let name = self.sources.name(&self.file_name, source);
        self.run_named(mode, source, &name, context).await
    }

    async fn run_named(
        &mut self,
        mode: Mode,
        source: &str,
        name: &str,
        context: Context,
    ) -> Outcome {
        let argv = self.argv.clone();
        let buffers = &[
            (MPH_BUFFER_SOURCE, source.as_bytes()),
            (MPH_BUFFER_NAME, name.as_bytes()),
            (MPH_BUFFER_ARGV, argv.as_bytes()),
        ];
        self.enter(mode, &Task { operation: None, source, buffers, context }).await
    }

    /// Puts the session back in the state in which it was opened, be it alive or
    /// dead. Its streams, its clock and its randomness go on where they are;
    /// input that the interpreter has taken ahead, up to 4 KiB, is lost. Its files
    /// are closed, and the scratch folder is emptied; what was written to others
    /// stays.
    ///
    /// # Errors
    ///
    /// [`Error::Internal`] when the system gives no memory or thread; the
    /// session is dead for ever then. [`Error::SessionDead`] when it was that
    /// before. [`Error::Replay`] or [`Error::Host`] when it cannot be replayed or
    /// recorded, and no run can either.
    pub fn reset(&mut self) -> Result<(), Error> {
        blocking(self.reset_in())
    }

    async fn reset_in(&mut self) -> Result<(), Error> {
        let (mode, mut remains) = match std::mem::replace(&mut self.state, State::Gone) {
            State::Alive(live) => (live.mode(), live.end()),
            State::Ended(remains) | State::Dropped(remains) => (Mode::Blocking, *remains),
            State::Gone => return Err(Error::SessionDead),
        };
        let taped = remains.host.tape.reset();
        remains.host.wasi.files().clear_scratch();
        self.saved = None;
        self.sources = Sources::default();
        self.fed.clear();
        let live = open(&self.sandbox, mode, remains, None).await?;
        self.state = State::Alive(Box::new(live));
        taped
    }

    /// By which other threads interrupt this session's runs.
    pub fn interrupt_handle(&self) -> InterruptHandle {
        self.interrupt_handle.clone()
    }

    /// Gives the runs from now on another handle. An interrupt by the one that
    /// it had until now reaches them no more, even if it comes only later.
    pub fn set_interrupt_handle(&mut self, handle: &InterruptHandle) {
        self.interrupt_handle = handle.clone();
    }

    /// Whether the session can run anything: see [`Error::SessionDead`].
    pub fn alive(&self) -> bool {
        matches!(self.state, State::Alive(_) | State::Dropped(_))
    }
}

#[cfg(test)]
mod tests;
