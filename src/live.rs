//! An instance between its birth and its death, and what a run in it comes to.

mod ending;

use crate::contract::{
    MPH_BUFFER_VALUE, MPH_OPERATION_INSTALL, MPH_OPERATION_SEARCH, MPH_STATUS_DONE,
};
use crate::deadline::WaitBound;
use crate::error::Error;
use crate::failure::{failure, start_failed};
use crate::feed::Missing;
use crate::function::Context;
use crate::host::{self, Ended, Guest, Host};
use crate::interrupt::{InterruptHandle, Target};
use crate::limits::Limits;
use crate::memory;
use crate::meter::Meter;
use crate::mode::Mode;
use crate::outcome::{Ending, Outcome, Usage};
use crate::program::{Instantiated, STARTUP};
use crate::record::Asked;
use crate::report::Report;
use crate::signal::Signalled;
use crate::snapshot::Snapshot;
use crate::source::{Modules, Sources};
use crate::stop::Stop;
use crate::surface::{self, PERFORM};
use crate::value::{self, Value};
use crate::work::Work;
use ending::{End, end};
use std::sync::Arc;
use wasmtime::{AsContextMut as _, Global, TypedFunc};

/// An instance between its birth and its death.
pub(crate) struct Live {
    mode: Mode,
    store: Signalled<Host>,
    guest: Guest,
    buffer: TypedFunc<(u32, u32), u32>,
    run: TypedFunc<(), u32>,
    /// The counter of steps, in the variant that has one.
    steps: Option<Global>,
    /// Missing in modules that only run programs.
    perform: Option<TypedFunc<u32, u32>>,
    target: Target,
    /// Whether a run may have changed it since it was opened or restored.
    changed: bool,
}

/// What is left of an instance that has ended: the host's side, ready for
/// another.
pub(crate) struct Remains {
    pub host: Host,
    pub bound: WaitBound,
}

/// What the interpreter is to do.
pub(crate) struct Task<'a> {
    /// A number of `enum mph_operation`; `None` for running a program.
    pub operation: Option<u32>,
    /// The text that it runs, if there is one.
    pub source: &'a str,
    /// What it needs, by buffers.
    pub buffers: &'a [(u32, &'a [u8])],
    /// What host functions get.
    pub context: Context,
}

impl Task<'_> {
    fn asked(&self) -> Asked<'_> {
        Asked::new(self.operation, self.source, self.buffers)
    }
}

/// What the interpreter did with it.
pub(crate) enum Ran {
    /// It gave this status.
    Status(u32),
    /// It had no memory for the program's text.
    NoRoom,
    /// Nothing: an interrupt had come before.
    Interrupted,
    /// Nothing: it is not what was recorded, or it could not be recorded.
    Refused,
}

impl Live {
    pub(crate) async fn new(instantiated: Instantiated, limits: &Limits) -> wasmtime::Result<Live> {
        let Instantiated { mode, mut store, instance, target } = instantiated;
        let missing = || Ended::ContractBroken("it has no memory");
        let memory = instance.get_memory(&mut store, "memory").ok_or_else(missing)?;
        let control = instance.get_typed_func::<(), u32>(&mut store, "control")?;
        let buffer = instance.get_typed_func(&mut store, "buffer")?;
        let run = instance.get_typed_func(&mut store, "run")?;
        let perform = instance.get_typed_func(&mut store, PERFORM).ok();
        let control = mode.call(&control, &mut store, ()).await?;
        let guest = Guest { memory, control };
        guest.set_limits(&mut store, limits)?;
        let host = store.data_mut();
        host.guest = Some(guest);
        host.stop = None;
        let steps = instance.get_global(&mut store, surface::STEPS);
        let changed = false;
        Ok(Live { mode, store, guest, buffer, run, steps, perform, target, changed })
    }

    /// How it waits.
    pub(crate) fn mode(&self) -> Mode {
        self.mode
    }

    /// Ends the instance and gives back its memory and its place in the pool at
    /// once; the host's side is left.
    pub(crate) fn end(self) -> Remains {
        let Live { store, target, .. } = self;
        let mut host = store.into_data();
        host.forget_instance();
        Remains { host, bound: target.bound }
    }

    /// Ends it in the middle of a run that nobody waits for any more; what that
    /// printed and was not handed on yet is lost.
    pub(crate) fn abandon(self) -> Remains {
        let mut remains = self.end();
        remains.host.tape.drop_task();
        // Should the streams fail, there is nobody to tell.
        let _ = remains.host.stdout.finish();
        let _ = remains.host.stderr.finish();
        remains
    }

    /// Remembers its state, between two runs, in `saved`.
    pub(crate) fn save(&self, saved: &mut Snapshot) {
        saved.update(self.guest.memory.data(&self.store));
    }

    /// Puts it, just born, in a state that was saved.
    pub(crate) fn restore(&mut self, saved: &Snapshot) -> wasmtime::Result<()> {
        saved.restore(self.guest.memory, &mut self.store)
    }

    /// Whether its state may be another than that in which it was opened or
    /// restored.
    pub(crate) fn changed(&self) -> bool {
        self.changed
    }

    /// Says that its state is another than that in which it was restored is told
    /// to be: it was moved here from another instance.
    pub(crate) fn set_changed(&mut self) {
        self.changed = true;
    }

    /// Makes what the host offers known to the interpreter, which was just born.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when there is something of that name; another when the
    /// interpreter fails.
    pub(crate) async fn install(&mut self, limits: &Limits) -> Result<(), Error> {
        let registry = Arc::clone(&self.store.data().calls.registry);
        if let Some(table) = registry.table() {
            self.prepare(MPH_OPERATION_INSTALL, table, limits).await?;
        }
        let search_path = self.store.data().wasi.files().search_path();
        if !search_path.is_empty() {
            let search_path = value::encode(search_path).map_err(Error::Conversion)?;
            self.prepare(MPH_OPERATION_SEARCH, &search_path, limits).await?;
        }
        Ok(())
    }

    /// Has the interpreter do something before its first program.
    async fn prepare(
        &mut self,
        operation: u32,
        value: &[u8],
        limits: &Limits,
    ) -> Result<(), Error> {
        let task = Task {
            operation: Some(operation),
            source: "",
            buffers: &[(MPH_BUFFER_VALUE, value)],
            context: Context::new(),
        };
        // A program's own limits begin with its first run.
        let limits = Limits {
            wall_time: limits.wall_time.map(|_| STARTUP),
            steps: limits.steps.map(|_| u64::MAX),
            fuel: limits.fuel.map(|_| u64::MAX),
            ..*limits
        };
        let ran = self.enter(&task, &limits, &InterruptHandle::new()).await;
        self.changed = false;
        let host = self.store.data_mut();
        host.stop = None;
        let modules = &mut Modules::new(&|_| None);
        let raised = host.report.take_raised(&Sources::default(), "", modules);
        match (ran.map_err(|error| start_failed(&error))?, raised) {
            (Ran::Status(MPH_STATUS_DONE), _) => Ok(()),
            (Ran::Status(_), Some(raised)) if raised.type_name == "ValueError" => {
                Err(Error::Config(raised.message))
            }
            (Ran::NoRoom, _) | (_, Some(_)) => {
                Err(Error::Config("the functions have no room in the program's memory".to_owned()))
            }
            _ => Err(Error::Artifact("it does not take functions".to_owned())),
        }
    }

    /// The value that was asked for, after a task that asks for one.
    pub(crate) fn take_object(&mut self) -> Option<Value> {
        self.store.data_mut().report.take_object()
    }

    /// What the text of the last task lacks, if it is one that may lack something.
    pub(crate) fn missing(&self) -> Option<Missing> {
        self.store.data().report.missing()
    }

    /// Hands over what the task needs, and calls the interpreter.
    pub(crate) async fn enter(
        &mut self,
        task: &Task<'_>,
        limits: &Limits,
        handle: &InterruptHandle,
    ) -> wasmtime::Result<Ran> {
        let host = self.store.data_mut();
        // What prepares for the first program is no task of the caller's.
        let prepares = [Some(MPH_OPERATION_INSTALL), Some(MPH_OPERATION_SEARCH)];
        if !prepares.contains(&task.operation)
            && let Err(error) = host.tape.begin_task(&task.asked())
        {
            host.fail(error);
            return Ok(Ran::Refused);
        }
        self.changed = true;
        self.store.data_mut().calls.begin_run(task.context.clone());
        self.store.data_mut().fetches.begin_run();
        self.store.data_mut().wasi.files().begin_run();
        self.store.data_mut().report = Report::default();
        self.store.as_context_mut().set_epoch_deadline(1);
        // It may have been told something just as the last run ended by itself.
        self.target.signal.reset();
        self.store.data_mut().work = Work::prepare(limits, self.steps, &mut self.store)?;
        let mut stop = Stop::start(limits.wall_time, self.target.clone());
        if !stop.interruptible_by(handle) {
            return Ok(Ran::Interrupted);
        }
        self.store.data_mut().stop = Some(stop);
        if self.mode == Mode::Suspending {
            self.store.data_mut().begin_turn(&self.target);
        }
        for (buffer, bytes) in task.buffers {
            if !self.fill(*buffer, bytes).await? {
                return Ok(Ran::NoRoom);
            }
        }
        host::begin_work(&mut self.store)?;
        let status = match (task.operation, &self.perform) {
            (None, _) => self.mode.call(&self.run, &mut self.store, ()).await,
            (Some(operation), Some(perform)) => {
                self.mode.call(perform, &mut self.store, operation).await
            }
            (Some(_), None) => Err(Ended::ContractBroken("it can only run programs").into()),
        };
        status.map(Ran::Status)
    }

    /// Copies bytes into one of the interpreter's buffers; false when it has no
    /// room for them.
    async fn fill(&mut self, buffer: u32, bytes: &[u8]) -> wasmtime::Result<bool> {
        let Ok(length) = u32::try_from(bytes.len()) else {
            return Ok(false);
        };
        let address = self.mode.call(&self.buffer, &mut self.store, (buffer, length)).await?;
        if address == 0 {
            return Ok(false);
        }
        let memory = self.guest.memory.data_mut(&mut self.store);
        let room = memory::bytes_mut(memory, address, length).map_err(Ended::from)?;
        room.copy_from_slice(bytes);
        Ok(true)
    }

    /// All of its memory, grown by so many pages behind the interpreter's back.
    #[cfg(test)]
    pub(crate) fn memory(&mut self, further_pages: u64) -> &[u8] {
        let memory = self.guest.memory;
        memory.grow(&mut self.store, further_pages).expect("there is room");
        memory.data(&self.store)
    }

    /// Turns what a run of a program came to into its outcome, and tells whether
    /// the session lives on.
    pub(crate) fn conclude(
        &mut self,
        result: wasmtime::Result<Ran>,
        (source, sources): (&str, &Sources),
        limits: &Limits,
        meter: &Meter,
    ) -> (Outcome, bool) {
        let guest = self.guest;
        let exit_code = guest.exit_code(&self.store);
        let work = host::end_work(&mut self.store);
        let host = self.store.data_mut();
        host.turn = None;
        host.calls.end_run();
        let stop = host.stop.take();
        let stopped = stop.as_ref().and_then(Stop::raised).or(work.overspent);
        let over = stop.and_then(|mut stop| stop.over());
        let (stdout, stdout_flushed) = host.stdout.finish();
        let (stderr, stderr_flushed) = host.stderr.finish();
        let flushed = stdout_flushed
            .map_err(Ended::writing("stdout"))
            .and(stderr_flushed.map_err(Ended::writing("stderr")));

        let ended = result
            .and_then(|ran| {
                let files = host.wasi.files().clone();
                let modules = |path: &str| files.module_text(path);
                let modules = &mut Modules::new(&modules);
                let raised = host.report.take_raised(sources, source, modules);
                end(ran, raised, host, stopped, exit_code, limits)
            })
            // A program that ended well has not, if its output was lost.
            .and_then(|ended| flushed.map(|()| ended).map_err(Into::into));
        let (ended, alive) = match ended {
            Ok(ended) => (ended, true),
            Err(error) => (End::Error(failure(&error, limits, over, stopped)), false),
        };
        let fault = host.fault.take();
        let (ending, value, error) = match ended {
            End::Finished(value) => (Ending::Finished, value, None),
            End::Exited(code) => (Ending::Exited(code), None, None),
            End::Error(error) => {
                // The cause alone does not tell which function it was, and how.
                let error = fault.filter(|_| matches!(error, Error::Host(_))).unwrap_or(error);
                (Ending::of(&error), None, Some(error))
            }
        };
        let (host_calls, host_bytes) = host.calls.used();
        let fetched = host.fetches.used();
        let files_used = host.wasi.files().used();
        let usage = Usage {
            wall_time: meter.wall_time(),
            cpu_time: meter.cpu_time(),
            steps: work.steps,
            fuel: work.fuel,
            peak_memory_bytes: host.limiter.peak_bytes(),
            stdout_bytes: stdout.printed_bytes,
            stderr_bytes: stderr.printed_bytes,
            host_calls,
            host_bytes,
            fetch_requests: fetched.requests,
            fetch_sent_bytes: fetched.sent_bytes,
            fetch_received_bytes: fetched.received_bytes,
            file_bytes_read: files_used.bytes_read,
            file_bytes_written: files_used.bytes_written,
            files_created: files_used.files_created,
        };
        let (files, files_truncated) = host.wasi.files().changes();
        let mut outcome = Outcome {
            ending,
            error,
            value,
            stdout: stdout.captured,
            stderr: stderr.captured,
            stdout_truncated: stdout.truncated,
            stderr_truncated: stderr.truncated,
            files,
            files_truncated,
            rolled_back: false,
            usage,
        };
        host.tape.end_task(&mut outcome);
        (outcome, alive)
    }
}
