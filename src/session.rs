//! One living interpreter, and what a run in it comes to.

use crate::contract::{
    MPH_BUFFER_ARGV, MPH_BUFFER_NAME, MPH_BUFFER_SOURCE, MPH_STATUS_DONE, MPH_STATUS_EXITED,
    MPH_STATUS_RAISED,
};
use crate::deadline::WaitBound;
use crate::error::{Error, LimitKind, LimitReached, Raised};
use crate::failure::{failure, start_failed};
use crate::host::{Ended, Guest, Host};
use crate::interrupt::{InterruptHandle, Target};
use crate::limits::Limits;
use crate::memory;
use crate::meter::Meter;
use crate::outcome::{Ending, Outcome, Usage, Value};
use crate::policy::{Input, Output};
use crate::program::{Instantiated, LinkInUse};
use crate::report::Report;
use crate::sandbox::Sandbox;
use crate::source::Sources;
use crate::stack;
use crate::stdin::Stdin;
use crate::stop::{Cause, Stop};
use crate::wasi::Wasi;
use wasmtime::{Store, TypedFunc};

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

    /// By which other threads interrupt the session's runs; to have it before
    /// there is a session. Default a new one: see
    /// [`Session::interrupt_handle`].
    pub fn interrupt_handle(mut self, handle: &InterruptHandle) -> SessionBuilder {
        self.interrupt_handle = handle.clone();
        self
    }

    /// Opens the session.
    ///
    /// # Errors
    ///
    /// - [`Error::Config`] when an argument or the file name contains a NUL
    ///   character.
    /// - [`Error::Artifact`] when the caller's own module does not start.
    /// - [`Error::Internal`] when the system gives no memory or thread.
    pub fn open(self) -> Result<Session, Error> {
        stack::with_room(|| self.open_here())
    }

    /// Opens the session on this stack.
    fn open_here(self) -> Result<Session, Error> {
        if let Some(position) = self.arguments.iter().position(|item| item.contains('\0')) {
            return Err(Error::Config(format!("argument {position} contains a NUL character")));
        }
        if self.file_name.contains('\0') {
            return Err(Error::Config("the file name contains a NUL character".to_owned()));
        }
        let limits = *self.sandbox.limits();
        let bound = WaitBound::new();
        let stdin = Stdin::new(self.stdin, bound.clone());
        let host = Host::new(
            &limits,
            Wasi::new(self.sandbox.clock(), self.sandbox.random(), stdin, bound.clone()),
            self.stdout,
            self.stderr,
        );
        let instantiated = self.sandbox.instantiate(host, &bound)?;
        let live =
            Live::new(instantiated, limits.memory_bytes).map_err(|error| start_failed(&error))?;
        let mut argv = self.arguments.join("\0");
        argv.push('\0');
        Ok(Session {
            live: Some(live),
            limits,
            argv,
            file_name: self.file_name,
            sources: Sources::default(),
            interrupt_handle: self.interrupt_handle,
        })
    }

    /// Opens the session and runs one program in it.
    pub fn run(self, source: &str) -> Outcome {
        stack::with_room(|| match self.open_here() {
            Ok(mut session) => session.run_here(source),
            Err(error) => Outcome::not_run(error),
        })
    }
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
    /// `None` once a run has ended in the middle: nobody knows in what state.
    live: Option<Live>,
    limits: Limits,
    /// As the interpreter wants them: each ended by a NUL byte.
    argv: String,
    file_name: String,
    /// What it has run.
    sources: Sources,
    interrupt_handle: InterruptHandle,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("alive", &self.alive()).finish_non_exhaustive()
    }
}

impl Session {
    /// Runs a program in the state that earlier ones left.
    ///
    /// Each run has the whole wall time and output to itself; memory is the
    /// session's.
    pub fn run(&mut self, source: &str) -> Outcome {
        stack::with_room(|| self.run_here(source))
    }

    /// Runs a program on this stack.
    fn run_here(&mut self, source: &str) -> Outcome {
        let Some(live) = &mut self.live else {
            return Outcome::not_run(Error::SessionDead);
        };
        let meter = Meter::start();
        let name = self.sources.name(&self.file_name, source);
        let handle = &self.interrupt_handle;
        let result = live.run(source, &name, &self.argv, &self.limits, handle);
        let program = (source, &self.sources);
        let (outcome, alive) = live.conclude(result, program, &self.limits, &meter);
        if alive {
            self.sources.keep(source);
        } else {
            self.live = None;
        }
        outcome
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
        self.live.is_some()
    }
}

/// An instance between its birth and its death.
struct Live {
    store: Store<Host>,
    guest: Guest,
    buffer: TypedFunc<(u32, u32), u32>,
    run: TypedFunc<(), u32>,
    target: Target,
    /// Dropped last, when the instance that uses it is gone.
    _link: LinkInUse,
}

/// What the interpreter did with a program.
enum Ran {
    /// It gave this status.
    Status(u32),
    /// It had no memory for the program's text.
    NoRoom,
    /// Nothing: an interrupt had come before.
    Interrupted,
}

impl Live {
    fn new(instantiated: Instantiated, memory_bytes: u64) -> wasmtime::Result<Live> {
        let Instantiated { mut store, instance, target, link } = instantiated;
        let missing = || Ended::ContractBroken("it has no memory");
        let memory = instance.get_memory(&mut store, "memory").ok_or_else(missing)?;
        let control = instance.get_typed_func::<(), u32>(&mut store, "control")?;
        let buffer = instance.get_typed_func(&mut store, "buffer")?;
        let run = instance.get_typed_func(&mut store, "run")?;
        let control = control.call(&mut store, ())?;
        let guest = Guest { memory, control };
        guest.set_memory_limit(&mut store, memory_bytes)?;
        let host = store.data_mut();
        host.guest = Some(guest);
        host.stop = None;
        Ok(Live { store, guest, buffer, run, target, _link: link })
    }

    /// Hands a program over and runs it.
    fn run(
        &mut self,
        source: &str,
        name: &str,
        argv: &str,
        limits: &Limits,
        handle: &InterruptHandle,
    ) -> wasmtime::Result<Ran> {
        self.store.data_mut().report = Report::default();
        self.store.set_epoch_deadline(1);
        // It may have been told something just as the last run ended by itself.
        self.target.signal.reset();
        let mut stop = Stop::start(limits.wall_time, self.target.clone());
        if !stop.interruptible_by(handle) {
            return Ok(Ran::Interrupted);
        }
        self.store.data_mut().stop = Some(stop);
        for (buffer, bytes) in
            [(MPH_BUFFER_SOURCE, source), (MPH_BUFFER_NAME, name), (MPH_BUFFER_ARGV, argv)]
        {
            if !self.fill(buffer, bytes.as_bytes())? {
                return Ok(Ran::NoRoom);
            }
        }
        self.run.call(&mut self.store, ()).map(Ran::Status)
    }

    /// Copies bytes into one of the interpreter's buffers; false when it has no
    /// room for them.
    fn fill(&mut self, buffer: u32, bytes: &[u8]) -> wasmtime::Result<bool> {
        let Ok(length) = u32::try_from(bytes.len()) else {
            return Ok(false);
        };
        let address = self.buffer.call(&mut self.store, (buffer, length))?;
        if address == 0 {
            return Ok(false);
        }
        let memory = self.guest.memory.data_mut(&mut self.store);
        let room = memory::bytes_mut(memory, address, length).map_err(Ended::from)?;
        room.copy_from_slice(bytes);
        Ok(true)
    }

    /// Turns what a run of a program came to into its outcome, and tells whether
    /// the session lives on.
    fn conclude(
        &mut self,
        result: wasmtime::Result<Ran>,
        (source, sources): (&str, &Sources),
        limits: &Limits,
        meter: &Meter,
    ) -> (Outcome, bool) {
        let guest = self.guest;
        let exit_code = guest.exit_code(&self.store);
        let host = self.store.data_mut();
        let stop = host.stop.take();
        let stopped = stop.as_ref().and_then(Stop::raised);
        let over = stop.and_then(|mut stop| stop.over());
        let (stdout, stdout_flushed) = host.stdout.finish();
        let (stderr, stderr_flushed) = host.stderr.finish();
        let flushed = stdout_flushed
            .map_err(Ended::writing("stdout"))
            .and(stderr_flushed.map_err(Ended::writing("stderr")));

        let ended = result
            .and_then(|ran| {
                let raised = host.report.take_raised(sources, source);
                end(ran, raised, host, stopped, exit_code, limits)
            })
            // A program that ended well has not, if its output was lost.
            .and_then(|ended| flushed.map(|()| ended).map_err(Into::into));
        let (ended, alive) = match ended {
            Ok(ended) => (ended, true),
            Err(error) => (End::Error(failure(&error, limits, over)), false),
        };
        let (ending, value, error) = match ended {
            End::Finished(value) => (Ending::Finished, value, None),
            End::Exited(code) => (Ending::Exited(code), None, None),
            End::Error(error) => (Ending::of(&error), None, Some(error)),
        };
        let usage = Usage {
            wall_time: meter.wall_time(),
            cpu_time: meter.cpu_time(),
            peak_memory_bytes: host.limiter.peak_bytes(),
            stdout_bytes: stdout.printed_bytes,
            stderr_bytes: stderr.printed_bytes,
        };
        let outcome = Outcome {
            ending,
            error,
            value,
            stdout: stdout.captured,
            stderr: stderr.captured,
            stdout_truncated: stdout.truncated,
            stderr_truncated: stderr.truncated,
            usage,
        };
        (outcome, alive)
    }
}

/// How a program ended that the interpreter brought to an end.
enum End {
    Finished(Option<Value>),
    Exited(i32),
    Error(Error),
}

/// What the interpreter says about the end of a run.
fn end(
    ran: Ran,
    raised: Option<Raised>,
    host: &mut Host,
    stopped: Option<Cause>,
    exit_code: Result<i32, Ended>,
    limits: &Limits,
) -> wasmtime::Result<End> {
    let status = match ran {
        Ran::Status(status) => status,
        Ran::Interrupted => return Ok(End::Error(Cause::Interrupt.error(None, true))),
        Ran::NoRoom => {
            let limit = LimitKind::Memory(limits.memory_bytes);
            return Ok(End::Error(Error::Limit(LimitReached::new(limit, None, true))));
        }
    };
    // Stopped is stopped, whatever the program made of it.
    if let Some(cause) = stopped {
        return Ok(End::Error(cause.error(raised, true)));
    }
    match (status, raised) {
        (MPH_STATUS_DONE, _) => Ok(End::Finished(host.report.take_value())),
        (MPH_STATUS_EXITED, _) => Ok(End::Exited(exit_code?)),
        (MPH_STATUS_RAISED, Some(raised)) => Ok(End::Error(Error::Raised(raised))),
        _ => Err(Ended::ContractBroken("it does not say how the program ended").into()),
    }
}
