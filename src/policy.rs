//! What of the outside world a program gets to see.

mod callback;

use callback::Callback;
use std::fmt;
use std::io::{Read, Write};
use std::time::Duration;

/// The time that a program sees.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Clock {
    /// The machine's clocks. The default.
    #[default]
    System,
    /// A time of the caller's choice that stands still while the program
    /// computes. Sleeping does not wait: it moves this clock on by the time
    /// slept, so that a program sees the same times in every run.
    ///
    /// The wall time limit is measured in real time all the same.
    Fixed {
        /// The time at which every session starts, since 1970-01-01 UTC, up to
        /// 430 years. Sleeping moves it on by up to 100 years.
        since_epoch: Duration,
    },
}

/// Where a program's randomness comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Random {
    /// The operating system. The default.
    #[default]
    System,
    /// A generator (ChaCha with 12 rounds) with this seed, the same for every
    /// session: repeatable, and no secret.
    Seeded(u64),
}

/// Where a session's randomness comes from in fact: a recording needs one that can
/// be repeated, with more seeds than anybody can try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Randomness {
    System,
    Seeded(u64),
    Keyed([u8; 32]),
}

impl From<Random> for Randomness {
    fn from(random: Random) -> Randomness {
        match random {
            Random::System => Randomness::System,
            Random::Seeded(seed) => Randomness::Seeded(seed),
        }
    }
}

/// Where native code of the interpreter is kept when it had to be compiled,
/// because what is built in does not fit this processor or because another
/// module is run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum CachePolicy {
    /// `micropython-sandbox` in the user's cache directory
    /// (`XDG_CACHE_HOME` or `~/.cache`). The default. Only on Unix; elsewhere
    /// like [`Off`](CachePolicy::Off).
    #[default]
    User,
    /// This directory. It is made when it is missing, and not used unless it
    /// belongs to the user and nobody else can write to it.
    Directory(std::path::PathBuf),
    /// Nowhere: compile each time.
    Off,
}

/// What a program reads as its standard input.
#[derive(Default)]
pub enum Input {
    /// Nothing: `input()` raises `EOFError`. The default.
    #[default]
    Empty,
    /// These bytes.
    Bytes(Vec<u8>),
    /// Whatever this reader gives, read only when the program asks, and not
    /// more than it asks for.
    ///
    /// Reading happens on a thread of its own, which starts with the first
    /// read, so that the wall time limit reaches a program that waits. A
    /// thread whose reader never returns stays until the process ends.
    Reader(Box<dyn Read + Send>),
}

/// Where a program's output goes. Either way it is cut at the limit of its
/// stream, at the end of a UTF-8 character.
#[derive(Default)]
pub enum Output {
    /// Into the [`Outcome`](crate::Outcome). The default.
    #[default]
    Capture,
    /// To this writer, as it comes. It is flushed when the program waits for
    /// input and when a run ends, however it ends.
    ///
    /// The writer is called on the running thread; time it takes counts as the
    /// program's.
    Writer(Box<dyn Write + Send>),
}

impl Input {
    /// This text.
    pub fn text(text: impl Into<String>) -> Input {
        Input::Bytes(text.into().into_bytes())
    }

    /// What this reader gives: see [`Input::Reader`].
    pub fn reader(reader: impl Read + Send + 'static) -> Input {
        Input::Reader(Box::new(reader))
    }
}

impl Output {
    /// To this writer, as it comes: see [`Output::Writer`].
    pub fn writer(writer: impl Write + Send + 'static) -> Output {
        Output::Writer(Box::new(writer))
    }

    /// To this closure, as text, as it comes: for each piece that the program prints,
    /// which need not be a line. Bytes that are no UTF-8 become U+FFFD.
    ///
    /// It is called on the running thread; time it takes counts as the program's.
    ///
    /// ```
    /// use micropython_sandbox::{Output, Sandbox};
    /// use std::sync::mpsc;
    ///
    /// let (sender, receiver) = mpsc::channel();
    /// let output = Output::callback(move |text| sender.send(text.to_owned()).unwrap());
    /// Sandbox::new()?.session_builder().stdout(output).run("print('a', 1)");
    /// assert_eq!(receiver.iter().collect::<String>(), "a 1\n");
    /// # Ok::<(), micropython_sandbox::Error>(())
    /// ```
    pub fn callback(closure: impl FnMut(&str) + Send + 'static) -> Output {
        Output::writer(Callback::new(closure))
    }
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Input::Empty => "Empty",
            Input::Bytes(_) => "Bytes",
            Input::Reader(_) => "Reader",
        })
    }
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Output::Capture => "Capture",
            Output::Writer(_) => "Writer",
        })
    }
}
