//! Recording what the runs of a session get from outside, and repeating them
//! from that: `docs/recordings.md`.
//!
//! A program gets something from outside at few places only, which are imports of
//! the interpreter. Each asks the [`Tape`] of its session before it answers, or
//! tells it after.

mod format;
mod lines;
mod player;
mod recorder;
mod replay;
mod setting;
mod shown;
mod task;

pub(crate) use format::Quantity;
pub use recorder::Recording;
pub use replay::Replay;
pub(crate) use setting::Setting;
pub(crate) use task::Asked;

use crate::error::Error;
use crate::function::{Called, Registry};
use crate::outcome::{Ending, Outcome};
use player::Player;
use recorder::Recorder;
use std::time::Duration;

/// What a session records, or replays.
#[derive(Default)]
pub(crate) enum Tape {
    /// Neither.
    #[default]
    Off,
    Recording {
        recorder: Box<Recorder>,
        /// Whether the clock shows something else each time.
        clock: bool,
    },
    Replaying {
        player: Box<Player>,
        clock: bool,
        /// The limit that the program was told.
        wall_time: Option<Duration>,
    },
}

/// What a read of the input gave.
pub(crate) enum Input {
    Bytes(Vec<u8>),
    /// Nothing, with this number of a WASI error.
    Failed(u16),
}

/// Every error is that of the run: it is to be stopped with it.
impl Tape {
    /// Begins with a task.
    pub(crate) fn begin_task(&mut self, asked: &Asked<'_>) -> Result<(), Error> {
        match self {
            Tape::Off => Ok(()),
            Tape::Recording { recorder, .. } => recorder.begin_task(asked),
            Tape::Replaying { player, .. } => player.begin_task(asked),
        }
    }

    /// Ends the task, and changes what came of it where that is another thing than
    /// was recorded.
    pub(crate) fn end_task(&mut self, outcome: &mut Outcome) {
        let ended = match self {
            Tape::Off => return,
            Tape::Recording { recorder, .. } => recorder.end_task(task::ending(outcome)),
            Tape::Replaying { player, .. } => player.end_task(&task::ending(outcome)),
        };
        let Err(error) = ended else { return };
        // What the caller has done to it explains more.
        if matches!(outcome.error, None | Some(Error::Raised(_))) {
            outcome.ending = Ending::of(&error);
            outcome.value = None;
            outcome.error = Some(error);
        }
    }

    /// Ends a task that nobody waits for any more.
    pub(crate) fn drop_task(&mut self) {
        if let Tape::Recording { recorder, .. } = self {
            // Should it not be written, the next task is told.
            let _ = recorder.end_task("dropped".to_owned());
        }
    }

    /// Whether nothing is recorded or replayed.
    pub(crate) fn is_off(&self) -> bool {
        matches!(self, Tape::Off)
    }

    /// Puts the session back in the state as opened.
    pub(crate) fn reset(&mut self) -> Result<(), Error> {
        self.begin_task(&Asked::RESET)
    }

    /// A function is about to be called. `Some`: it is not to be, and this is
    /// what it came to, with the reply in `reply`.
    pub(crate) fn begin_call(
        &mut self,
        registry: &Registry,
        function: u32,
        arguments: &[u8],
        reply: &mut Vec<u8>,
    ) -> Result<Option<Called>, Error> {
        match self {
            Tape::Off => Ok(None),
            Tape::Recording { recorder, .. } => {
                recorder.begin_call(registry, function, arguments).map(|()| None)
            }
            Tape::Replaying { player, .. } => {
                player.call(registry, function, arguments, reply).map(Some)
            }
        }
    }

    /// The function that was called has come to this.
    pub(crate) fn end_call(&mut self, called: Called, reply: &[u8]) -> Result<(), Error> {
        match self {
            Tape::Recording { recorder, .. } => recorder.end_call(called, reply),
            Tape::Off | Tape::Replaying { .. } => Ok(()),
        }
    }

    /// What the clock shows to the program, where it has been read by now.
    pub(crate) fn clock(&mut self, id: i32, ns: u64) -> Result<u64, Error> {
        match self {
            Tape::Recording { recorder, clock: true } => recorder.clock(id, ns).map(|()| ns),
            Tape::Replaying { player, clock: true, .. } => player.clock(id),
            _ => Ok(ns),
        }
    }

    /// What is to be read in place of the input, if anything.
    pub(crate) fn begin_input(&mut self) -> Result<Option<Input>, Error> {
        match self {
            Tape::Replaying { player, .. } => player.input().map(Some),
            Tape::Off | Tape::Recording { .. } => Ok(None),
        }
    }

    /// What was read of the input, or with what error it was not.
    pub(crate) fn end_input(&mut self, read: Result<&[u8], u16>) -> Result<(), Error> {
        match self {
            Tape::Recording { recorder, .. } => recorder.input(read),
            Tape::Off | Tape::Replaying { .. } => Ok(()),
        }
    }

    /// What the program is told that is left of something.
    pub(crate) fn left(&mut self, of: Quantity, amount: u64) -> Result<u64, Error> {
        match self {
            Tape::Off => Ok(amount),
            Tape::Recording { recorder, .. } => recorder.left(of, amount).map(|()| amount),
            Tape::Replaying { player, .. } => player.left(of),
        }
    }

    /// The limit that the program is told, which is that of the recording.
    pub(crate) fn wall_time(&self, actual: Option<Duration>) -> Option<Duration> {
        match self {
            Tape::Replaying { wall_time, .. } => *wall_time,
            Tape::Off | Tape::Recording { .. } => actual,
        }
    }

    /// Whether anything is recorded.
    pub(crate) fn records(&self) -> bool {
        matches!(self, Tape::Recording { .. })
    }
}
