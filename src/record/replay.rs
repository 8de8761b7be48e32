//! A recording, opened to be replayed.

use super::format::{ClockKind, FORMAT, Line, RandomKind};
use super::lines::LineReader;
use super::player::Player;
use crate::error::Error;
use crate::function::Registry;
use crate::limits::Limits;
use crate::policy::Randomness;
use serde::Deserialize;
use std::fmt;
use std::io::Read;
use std::sync::Arc;

/// Repeats the runs of a [`Recording`](crate::Recording) without their host.
///
/// Whatever a program gets from outside comes from the recording: no host function
/// is called, no input read, no time waited. The caller runs the same programs, and
/// does everything else to the session that was done to the recorded one (`set`,
/// `call`, `reset`), in the same order.
///
/// Where a run does something else than was recorded, calls another function for
/// example, or the same with other arguments, it is stopped with
/// [`Error::Replay`], which shows the first difference. The program cannot keep
/// it from that, and the session runs nothing more. What took long, so that a
/// limit of time stopped it, or was interrupted, is not stopped at the same place
/// when it is replayed: it differs from there on.
///
/// The recording may come from anywhere: whatever is in it, a program gets no more
/// than it could print. It is read as the run goes.
pub struct Replay {
    pub(super) recorded: Recorded,
    pub(super) player: Player,
}

/// What the first line says.
pub(super) struct Recorded {
    pub interpreter: String,
    pub limits: Limits,
    pub clock: ClockKind,
    pub random: Randomness,
    pub argv: Vec<String>,
    pub file_name: String,
    pub rollback: bool,
    pub functions: Arc<Registry>,
}

/// As much of the first line as every version has.
#[derive(Deserialize)]
struct AnyHeader {
    recording: AnyFormat,
}

#[derive(Deserialize)]
struct AnyFormat {
    format: u32,
}

impl Replay {
    /// Reads what the recorded session was.
    ///
    /// # Errors
    ///
    /// [`Error::Replay`] when that is not a recording, or damaged, or one of
    /// another version of the format.
    pub fn new(reader: impl Read + Send + 'static) -> Result<Replay, Error> {
        let mut reader = LineReader::new(Box::new(reader));
        let recorded = match reader.next() {
            Ok(None) => return Err(Error::Replay("the recording is empty".to_owned())),
            Ok(Some(line)) => first(line),
            Err(Error::Replay(text)) => Err(text),
            Err(error) => return Err(error),
        };
        let recorded = recorded.map_err(|text| {
            Error::Replay(format!("this is no recording to be replayed: {text}"))
        })?;
        Ok(Replay { recorded, player: Player::new(reader) })
    }

    /// Lets the programs, expressions and values be others than the recorded ones,
    /// as long as they call the same functions with the same arguments and get
    /// everything else in the same order: to see what a changed program makes of
    /// the same answers. It may also end in another way. Default: they may not.
    #[must_use]
    pub fn with_other_programs(mut self) -> Replay {
        self.player.strict = false;
        self
    }

    /// The limits under which it was recorded.
    pub fn limits(&self) -> &Limits {
        &self.recorded.limits
    }

    /// What programs know of the functions.
    pub(crate) fn functions(&self) -> Arc<Registry> {
        Arc::clone(&self.recorded.functions)
    }
}

impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Replay").field("limits", self.limits()).finish_non_exhaustive()
    }
}

/// Reads the first line; gives what is wrong with it.
fn first(line: &[u8]) -> Result<Recorded, String> {
    let any = serde_json::from_slice::<AnyHeader>(line);
    let AnyHeader { recording: AnyFormat { format } } =
        any.map_err(|_| "its first line does not say what it is".to_owned())?;
    if format != FORMAT {
        return Err(format!("it has format {format}, and this version reads format {FORMAT}"));
    }
    let Ok(Line::Recording(header)) = serde_json::from_slice(line) else {
        return Err("its first line says something that is not known".to_owned());
    };
    let random = match header.random {
        RandomKind::Seed(seed) => Randomness::Seeded(seed),
        RandomKind::Key(key) => Randomness::Keyed(
            key.0.as_ref().try_into().map_err(|_| "its key of randomness is damaged".to_owned())?,
        ),
    };
    let functions = Registry::standing_in(header.functions.0.into_owned());
    let functions = functions.map_err(|what| format!("its functions are damaged: {what}"))?;
    Ok(Recorded {
        interpreter: header.interpreter.into_owned(),
        limits: (&header.limits).into(),
        clock: header.clock,
        random,
        argv: header.argv,
        file_name: header.file_name.into_owned(),
        rollback: header.rollback,
        functions: Arc::new(functions),
    })
}
