//! Answering from a recording, and seeing where a run differs from it.

use super::format::{Answer, ClockLine, LeftLine, Line, Quantity};
use super::lines::{LineReader, sha256};
use super::task::Asked;
use super::{Input, shown};
use crate::error::Error;
use crate::function::{Called, Registry};
use crate::value::Value;

/// A recording that is being replayed.
pub(crate) struct Player {
    reader: LineReader,
    tasks: u64,
    calls: u64,
    /// Whether it is to see that the programs are the recorded ones.
    pub(super) strict: bool,
    /// Why it cannot go on.
    stuck: Option<Error>,
}

impl Player {
    /// Goes on after the first line.
    pub(super) fn new(reader: LineReader) -> Player {
        Player { reader, tasks: 0, calls: 0, strict: true, stuck: None }
    }

    /// Keeps the first error: what comes after it means nothing.
    fn step<T>(&mut self, step: impl FnOnce(&mut Player) -> Result<T, Error>) -> Result<T, Error> {
        if let Some(error) = &self.stuck {
            return Err(error.clone());
        }
        let result = step(self);
        self.stuck = result.as_ref().err().cloned();
        result
    }

    pub(super) fn begin_task(&mut self, asked: &Asked<'_>) -> Result<(), Error> {
        self.step(|player| {
            player.tasks += 1;
            let made = asked.line(player.tasks);
            match read(&mut player.reader)? {
                Some(Line::Task(line)) if line.is_like(&made, player.strict) => Ok(()),
                other => {
                    let recorded = told(other);
                    Err(player.differs("the beginning", &recorded, &made.told()))
                }
            }
        })
    }

    pub(super) fn end_task(&mut self, made: &str) -> Result<(), Error> {
        self.step(|player| match read(&mut player.reader)? {
            Some(Line::End(recorded)) if recorded == made || !player.strict => Ok(()),
            other => {
                let recorded = told(other);
                Err(player.differs("the end", &recorded, &format!("the end: {made}")))
            }
        })
    }

    /// What the recorded function answered.
    pub(super) fn call(
        &mut self,
        registry: &Registry,
        function: u32,
        arguments: &[u8],
        reply: &mut Vec<u8>,
    ) -> Result<Called, Error> {
        self.step(|player| {
            player.calls += 1;
            let name = registry.path(function).unwrap_or("?");
            let digest = sha256(arguments);
            let other = match read(&mut player.reader)? {
                Some(Line::Call(line)) if line.function == name && line.sha256 == digest => {
                    let called = called(line.answer, &line.reply.0);
                    *reply = line.reply.0.into_owned();
                    return called.ok_or_else(|| player.reader.complain("its reply is damaged"));
                }
                other => other,
            };
            let shown = shown::arguments(registry.parameters(function), arguments);
            let mut made = format!("{name}({shown})");
            let digests = match &other {
                Some(Line::Call(line)) => Some([line.sha256.to_string(), digest]),
                _ => None,
            };
            let mut recorded = told(other);
            if recorded == made
                && let Some([first, second]) = digests
            {
                // The difference is in what is not shown of long arguments.
                recorded += &format!(" (sha256 {first:.16}...)");
                made += &format!(" (sha256 {second:.16}...)");
            }
            let place = format!("call {}", player.calls);
            Err(player.differs(&place, &recorded, &made))
        })
    }

    pub(super) fn clock(&mut self, id: i32) -> Result<u64, Error> {
        self.answer("a look at the clock", |line| match line {
            Line::Clock(ClockLine { id: recorded, ns }) if *recorded == id => Some(*ns),
            _ => None,
        })
    }

    pub(super) fn input(&mut self) -> Result<Input, Error> {
        self.answer("a read of the input", |line| match line {
            Line::Input(bytes) => Some(Input::Bytes(std::mem::take(&mut bytes.0).into_owned())),
            Line::InputFailed(errno) => Some(Input::Failed(*errno)),
            _ => None,
        })
    }

    pub(super) fn left(&mut self, of: Quantity) -> Result<u64, Error> {
        self.answer("a look at what is left", |line| match line {
            Line::Left(LeftLine { of: recorded, amount }) if *recorded == of => Some(*amount),
            _ => None,
        })
    }

    /// What the next line answers to this.
    fn answer<T>(
        &mut self,
        made: &str,
        answer: impl FnOnce(&mut Line<'_>) -> Option<T>,
    ) -> Result<T, Error> {
        self.step(|player| {
            let mut line = read(&mut player.reader)?;
            match line.as_mut().and_then(answer) {
                Some(answer) => Ok(answer),
                None => {
                    let recorded = told(line);
                    let place = format!("what comes before call {}", player.calls + 1);
                    Err(player.differs(&place, &recorded, made))
                }
            }
        })
    }

    /// `place`: where in the task.
    fn differs(&self, place: &str, recorded: &str, made: &str) -> Error {
        let (recorded, made) = shown::apart(recorded, made);
        let (task, line) = (self.tasks, self.reader.number());
        Error::Replay(format!(
            "the run differs from its recording at {place} of task {task} (line {line}): \
             recorded is {recorded}; now it is {made}"
        ))
    }
}

/// Reads the next line; nothing at the end.
fn read(reader: &mut LineReader) -> Result<Option<Line<'_>>, Error> {
    // The content is borrowed from the reader, whose number is all that is
    // needed to complain.
    let number = reader.number() + 1;
    let Some(content) = reader.next()? else { return Ok(None) };
    serde_json::from_slice(content).map(Some).map_err(|_| {
        Error::Replay(format!("line {number} of the recording: it says nothing that is known"))
    })
}

/// A line in words.
fn told(line: Option<Line<'_>>) -> String {
    match line {
        None => "nothing more".to_owned(),
        Some(Line::Recording(_)) => "the beginning of another recording".to_owned(),
        Some(Line::Task(task)) => task.told(),
        Some(Line::Call(call)) => format!("{}({})", call.function, call.arguments),
        Some(Line::Clock(_)) => "a look at the clock".to_owned(),
        Some(Line::Input(_) | Line::InputFailed(_)) => "a read of the input".to_owned(),
        Some(Line::Left(_)) => "a look at what is left".to_owned(),
        Some(Line::End(ending)) => format!("the end: {ending}"),
    }
}

/// What is recorded of a call, if it can have come of one.
fn called(answer: Answer, reply: &[u8]) -> Option<Called> {
    match answer {
        Answer::Returned => Value::decode(reply).ok().map(|_| Called::Value),
        Answer::Raised => shown::exception_parts(reply).map(|_| Called::Raised),
        Answer::Panicked => reply.is_empty().then_some(Called::Panicked),
    }
}
