//! The terminal, as far as it is written to.

use super::visible::Filter;
use micropython_sandbox::Output;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The most that is looked at at once, in bytes.
const PIECE_BYTES: usize = 8 << 10;

/// Knows what was written, so that each prompt begins a line of its own.
#[derive(Clone)]
pub struct Screen {
    state: Arc<Mutex<State>>,
}

struct State {
    stdout: Stream,
    stderr: Stream,
    at_line_start: bool,
}

/// Where one of a script's streams goes.
struct Stream {
    to: Box<dyn Write + Send>,
    /// `None` where a script may write anything.
    filter: Option<Filter>,
}

#[derive(Clone, Copy)]
enum Which {
    Stdout,
    Stderr,
}

/// One of a script's streams, as it sees it.
struct Writer {
    screen: Screen,
    which: Which,
}

impl Screen {
    /// What scripts write is filtered for each stream that is to be.
    pub fn new(filter_stdout: bool, filter_stderr: bool) -> Screen {
        let filter = |wanted: bool| wanted.then(Filter::default);
        let stdout = Stream { to: Box::new(io::stdout()), filter: filter(filter_stdout) };
        let stderr = Stream { to: Box::new(io::stderr()), filter: filter(filter_stderr) };
        let state = State { stdout, stderr, at_line_start: true };
        Screen { state: Arc::new(Mutex::new(state)) }
    }

    /// Where a script's output goes.
    pub fn stdout(&self) -> Output {
        Output::Writer(Box::new(Writer { screen: self.clone(), which: Which::Stdout }))
    }

    /// Where its errors go.
    pub fn stderr(&self) -> Output {
        Output::Writer(Box::new(Writer { screen: self.clone(), which: Which::Stderr }))
    }

    /// Somebody else has ended the line.
    pub fn line_ended(&self) {
        self.lock().at_line_start = true;
    }

    /// Ends what a script has written, so that a line begins. `echoed`: the
    /// terminal itself has shown something since.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn end_output(&self, echoed: bool) -> io::Result<()> {
        let mut state = self.lock();
        let state = &mut *state;
        for stream in [&mut state.stdout, &mut state.stderr] {
            let mut shown = String::new();
            if stream.filter.as_mut().is_some_and(|filter| filter.end(&mut shown)) {
                state.at_line_start = false;
            }
            stream.to.write_all(shown.as_bytes())?;
        }
        if echoed || !state.at_line_start {
            state.stdout.to.write_all(b"\n")?;
        }
        state.at_line_start = true;
        state.stdout.to.flush()
    }

    /// Shows whole lines of ours on stdout.
    ///
    /// # Errors
    ///
    /// When they cannot be written.
    pub fn show(&self, lines: &str) -> io::Result<()> {
        let to = &mut self.lock().stdout.to;
        to.write_all(lines.as_bytes())?;
        to.flush()
    }

    /// Likewise on stderr. Where that is closed there is nobody to tell.
    pub fn tell(&self, lines: &str) {
        let mut state = self.lock();
        let _ = state.stdout.to.flush();
        let _ = state.stderr.to.write_all(lines.as_bytes());
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing in here can be left half done by a panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let bytes = &bytes[..bytes.len().min(PIECE_BYTES)];
        let mut state = self.screen.lock();
        let state = &mut *state;
        let stream = match self.which {
            Which::Stdout => &mut state.stdout,
            Which::Stderr => {
                // In the order in which they were written.
                state.stdout.to.flush()?;
                &mut state.stderr
            }
        };
        let mut shown = String::new();
        let line_ended = match &mut stream.filter {
            None => bytes.last().map(|last| *last == b'\n'),
            Some(filter) => filter.take(bytes, &mut shown),
        };
        let sent = if stream.filter.is_none() { bytes } else { shown.as_bytes() };
        stream.to.write_all(sent)?;
        state.at_line_start = line_ended.unwrap_or(state.at_line_start);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut state = self.screen.lock();
        match self.which {
            Which::Stdout => state.stdout.to.flush(),
            Which::Stderr => state.stderr.to.flush(),
        }
    }
}
