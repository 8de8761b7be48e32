//! Entering the interpreter, and what becomes of the session by that.

use super::{Session, State};
use crate::error::Error;
use crate::failure::start_failed;
use crate::live::{Live, Ran, Remains, Task};
use crate::meter::Meter;
use crate::mode::Mode;
use crate::outcome::Outcome;
use crate::sandbox::Sandbox;
use crate::snapshot::Snapshot;

impl Session {
    /// Has the interpreter do something, and sees what becomes of it.
    pub(super) async fn enter(&mut self, mode: Mode, task: &Task<'_>) -> Outcome {
        // Should a stream of the caller's panic, the instance goes with it.
        let live = match self.take_live(mode).await {
            Ok(live) => live,
            Err(error) => return Outcome::not_run(error),
        };
        if self.rollback && live.changed() {
            live.save(self.saved.get_or_insert_with(|| Snapshot::new(self.sandbox.stack_bytes())));
        }
        let mut meter = Meter::start();
        let mut running = Running { live: Some(live), session: self };
        let result = running.enter(task, &mut meter).await;
        let mut live = running.end();
        let program = (task.source, &self.sources);
        let (mut outcome, alive) = live.conclude(result, program, &self.limits, &meter);
        if alive {
            if !task.source.is_empty() && live.missing().is_none() {
                self.sources.keep(task.source);
            }
            self.state = State::Alive(live);
            return outcome;
        }
        let mode = live.mode();
        let remains = live.end();
        if !self.rollback {
            self.state = State::Ended(Box::new(remains));
        } else if let Ok(live) = open(&self.sandbox, mode, remains, self.saved.as_ref()).await {
            self.state = State::Alive(Box::new(live));
            outcome.set_rolled_back();
        }
        outcome
    }

    /// Takes the instance, to be entered in this mode.
    async fn take_live(&mut self, mode: Mode) -> Result<Box<Live>, Error> {
        let live = match std::mem::replace(&mut self.state, State::Gone) {
            State::Alive(live) => live,
            State::Dropped(remains) => {
                Box::new(open(&self.sandbox, mode, *remains, self.saved.as_ref()).await?)
            }
            other => {
                self.state = other;
                return Err(Error::SessionDead);
            }
        };
        // One that suspends a task can block as well.
        if mode == Mode::Blocking || live.mode() == mode {
            return Ok(live);
        }
        let moved = live.changed().then(|| {
            let mut moved = Snapshot::new(self.sandbox.stack_bytes());
            live.save(&mut moved);
            moved
        });
        let state = moved.as_ref().or(self.saved.as_ref());
        let mut live = open(&self.sandbox, mode, live.end(), state).await?;
        if moved.is_some() {
            live.set_changed();
        }
        Ok(Box::new(live))
    }
}

/// A session in the middle of a run. Dropped before that has ended, as the
/// future of a run may be, it cuts the run off.
struct Running<'a> {
    live: Option<Box<Live>>,
    session: &'a mut Session,
}

impl Running<'_> {
    async fn enter(&mut self, task: &Task<'_>, meter: &mut Meter) -> wasmtime::Result<Ran> {
        let Session { limits, interrupt_handle, .. } = &*self.session;
        let live = self.live.as_mut().expect("a run that has not ended");
        meter.measure(live.enter(task, limits, interrupt_handle)).await
    }

    fn end(mut self) -> Box<Live> {
        self.live.take().expect("a run that has not ended")
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        // After a panic the instance goes, and the session with it.
        if let Some(live) = self.live.take()
            && !std::thread::panicking()
        {
            let remains = Box::new(live.abandon());
            let undone = self.session.rollback;
            self.session.state =
                if undone { State::Dropped(remains) } else { State::Ended(remains) };
        }
    }
}

/// Brings an instance to life in the state as opened, or in one that was saved.
pub(super) async fn open(
    sandbox: &Sandbox,
    mode: Mode,
    remains: Remains,
    saved: Option<&Snapshot>,
) -> Result<Live, Error> {
    let Remains { host, bound } = remains;
    let instantiated = sandbox.instantiate(mode, host, &bound).await?;
    let live = Live::new(instantiated, sandbox.limits()).await;
    let mut live = live.map_err(|error| start_failed(&error))?;
    if let Some(saved) = saved {
        live.restore(saved).map_err(|error| start_failed(&error))?;
    } else {
        live.install(sandbox.limits()).await?;
    }
    Ok(live)
}
