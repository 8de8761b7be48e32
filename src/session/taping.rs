//! Sessions that are recorded, and sessions that replay.

use super::SessionBuilder;
use crate::error::Error;
use crate::record::{Recording, Replay, Setting, Tape};
use crate::sandbox::Sandbox;

/// What becomes of what a session's runs get from outside.
#[derive(Debug, Default)]
pub(super) enum Taping {
    #[default]
    Off,
    Record(Recording),
    Replay(Box<Replay>),
}

impl SessionBuilder {
    /// Writes down what the session's runs get from outside: see [`Recording`].
    /// Default nothing. Of this and [`replay`](SessionBuilder::replay) the last
    /// one holds.
    pub fn record(mut self, recording: Recording) -> SessionBuilder {
        self.taping = Taping::Record(recording);
        self
    }

    /// Answers from a recording all that the session's runs get from outside: see
    /// [`Replay`]. Its arguments, its file name and whether it is rolled back are
    /// those of the recorded session, and its input is not read.
    pub fn replay(mut self, replay: Replay) -> SessionBuilder {
        self.taping = Taping::Replay(Box::new(replay));
        self
    }
}

impl Taping {
    /// Begins it, where a session is opened so. Gives how it is opened in fact.
    pub(super) fn start(
        self,
        mut setting: Setting,
        sandbox: &Sandbox,
    ) -> Result<(Setting, Tape), Error> {
        check(&setting)?;
        if !matches!(self, Taping::Off) {
            if sandbox.grants() {
                let what = "a session whose programs may use files or the network cannot be \
                            recorded or replayed; requests alone can be: see Cassette";
                return Err(Error::Config(what.to_owned()));
            }
            setting.interpreter = sandbox.interpreter_sha256();
        }
        let tape = match self {
            Taping::Off => Tape::Off,
            Taping::Record(recording) => setting.record(recording)?,
            Taping::Replay(replay) => setting.replay(*replay)?,
        };
        // A recording may come from anywhere.
        check(&setting)?;
        Ok((setting, tape))
    }
}

/// The interpreter gets these ended by NUL bytes.
fn check(setting: &Setting) -> Result<(), Error> {
    if let Some(position) = setting.argv.iter().position(|item| item.contains('\0')) {
        return Err(Error::Config(format!("argument {position} contains a NUL character")));
    }
    if setting.file_name.contains('\0') {
        return Err(Error::Config("the file name contains a NUL character".to_owned()));
    }
    Ok(())
}
