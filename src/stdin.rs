//! Standard input of a program, read when it asks and never beyond its time.

use crate::deadline::WaitBound;
use crate::policy::Input;
use std::io::{self, Read};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The most that is read from the caller's reader at once, in bytes: what is
/// read ahead of a program that asks for less is lost to other readers.
const MAX_READ_BYTES: usize = 8 << 10;

/// Where a program's input comes from, and what of it has come.
pub(crate) struct Stdin {
    source: Source,
    /// Bytes that have come and were not read yet, from `position` on.
    ready: Vec<u8>,
    position: usize,
    /// How many of the bytes before that the last read gave.
    taken: usize,
    bound: WaitBound,
}

enum Source {
    /// Nothing more will come.
    Ended,
    /// Not read from yet.
    Reader(Box<dyn Read + Send>),
    /// Read by a thread, one request at a time.
    Thread { requests: SyncSender<usize>, reply: Reply, asked: bool },
}

/// Where the thread puts what it has read, at most one piece.
#[derive(Clone, Default)]
struct Reply(Arc<Mutex<Option<io::Result<Vec<u8>>>>>);

impl Reply {
    fn lock(&self) -> MutexGuard<'_, Option<io::Result<Vec<u8>>>> {
        // Nothing in here can be left half done by a panic.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The thread's end of it. When the thread is gone nothing more will come, and
/// whoever waits must learn it.
struct Replier {
    reply: Reply,
    bound: WaitBound,
}

impl Replier {
    fn give(&self, read: io::Result<Vec<u8>>) {
        self.reply.lock().get_or_insert(read);
        self.bound.wake();
    }
}

impl Drop for Replier {
    fn drop(&mut self) {
        self.give(Err(io::ErrorKind::BrokenPipe.into()));
    }
}

/// The caller's reader failed.
#[derive(Debug)]
pub(crate) struct Failed;

impl Stdin {
    pub(crate) fn new(input: Input, bound: WaitBound) -> Stdin {
        let (source, ready) = match input {
            Input::Empty => (Source::Ended, Vec::new()),
            Input::Bytes(bytes) => (Source::Ended, bytes),
            Input::Reader(reader) => (Source::Reader(reader), Vec::new()),
        };
        Stdin { source, ready, position: 0, taken: 0, bound }
    }

    /// Reads what is there, up to the size of `buffer`; 0 bytes at the end, or
    /// where [`ready`](Stdin::ready) has not said that there is something.
    pub(crate) fn read(&mut self, buffer: &mut [u8]) -> usize {
        let ready = &self.ready[self.position..];
        let length = ready.len().min(buffer.len());
        buffer[..length].copy_from_slice(&ready[..length]);
        self.position += length;
        self.taken = length;
        length
    }

    /// Says that nothing has been read yet.
    pub(crate) fn begin_read(&mut self) {
        self.taken = 0;
    }

    /// The bytes that were read since then.
    pub(crate) fn taken(&self) -> &[u8] {
        &self.ready[self.position - self.taken..self.position]
    }

    /// Puts these bytes in the place of all that would have come.
    pub(crate) fn give(&mut self, bytes: Vec<u8>) {
        self.source = Source::Ended;
        (self.ready, self.position, self.taken) = (bytes, 0, 0);
    }

    /// Whether there is something to read, or the end, or a failure. If not it is
    /// asked for, up to `wanted` bytes, and the run's bound wakes who waits for it.
    pub(crate) fn ready(&mut self, wanted: usize) -> Option<Result<(), Failed>> {
        if self.position < self.ready.len() {
            return Some(Ok(()));
        }
        if self.source.start(&self.bound).is_err() {
            return Some(Err(Failed));
        }
        let Source::Thread { requests, reply, asked } = &mut self.source else {
            return Some(Ok(()));
        };
        if !*asked {
            // The channel holds one request, and none is under way. A thread
            // that is gone has left its reply.
            let _ = requests.try_send(wanted.min(MAX_READ_BYTES));
            *asked = true;
        }
        let read = reply.lock().take()?;
        *asked = false;
        match read {
            Ok(bytes) => {
                // An end is not remembered: at a terminal, input can go on after it.
                (self.ready, self.position, self.taken) = (bytes, 0, 0);
                Some(Ok(()))
            }
            Err(_) => {
                self.source = Source::Ended;
                Some(Err(Failed))
            }
        }
    }
}

impl Source {
    /// Starts the thread of a reader that has not been read from; it wakes who
    /// waits by `bound`.
    fn start(&mut self, bound: &WaitBound) -> io::Result<()> {
        if !matches!(self, Source::Reader(_)) {
            return Ok(());
        }
        let Source::Reader(mut reader) = std::mem::replace(self, Source::Ended) else {
            return Ok(());
        };
        let (requests, asked_for) = sync_channel::<usize>(1);
        let reply = Reply::default();
        let replier = Replier { reply: reply.clone(), bound: bound.clone() };
        std::thread::Builder::new().name("mpsandbox-stdin".to_owned()).spawn(move || {
            while let Ok(wanted) = asked_for.recv() {
                replier.give(read_once(&mut *reader, wanted));
            }
        })?;
        *self = Source::Thread { requests, reply, asked: false };
        Ok(())
    }
}

fn read_once(reader: &mut dyn Read, wanted: usize) -> io::Result<Vec<u8>> {
    let mut buffer = vec![0; wanted];
    loop {
        match reader.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
            Ok(length) => {
                buffer.truncate(length);
                return Ok(buffer);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::task::at_once;
    use std::sync::mpsc::Receiver;
    use std::time::{Duration, Instant};

    /// Waits for something to read; nothing where the wait ended before.
    fn wait(stdin: &mut Stdin, until: Option<Instant>) -> Option<Result<(), Failed>> {
        let bound = stdin.bound.clone();
        at_once(bound.wait(until, || stdin.ready(10))).expect("it blocks")
    }

    /// Waits, and reads.
    fn read(stdin: &mut Stdin, buffer: &mut [u8]) -> usize {
        let wanted = buffer.len();
        let bound = stdin.bound.clone();
        let ready = at_once(bound.wait(None, || stdin.ready(wanted))).expect("it blocks");
        ready.expect("it has the time").expect("it works");
        stdin.read(buffer)
    }

    fn read_all(stdin: &mut Stdin, step: usize) -> Vec<u8> {
        let mut all = Vec::new();
        let mut buffer = vec![0; step];
        loop {
            match read(stdin, &mut buffer) {
                0 => return all,
                length => all.extend_from_slice(&buffer[..length]),
            }
        }
    }

    #[test]
    fn each_kind_of_input_gives_its_bytes_and_then_ends() {
        let text = "line\n".repeat(10_000).into_bytes();
        for step in [1000, 100_000] {
            let reader = Input::Reader(Box::new(io::Cursor::new(text.clone())));
            for input in [Input::Bytes(text.clone()), reader] {
                let mut stdin = Stdin::new(input, WaitBound::new());
                assert!(read_all(&mut stdin, step) == text);
                assert!(read_all(&mut stdin, step).is_empty());
            }
        }
        assert!(read_all(&mut Stdin::new(Input::Empty, WaitBound::new()), 10).is_empty());
    }

    #[test]
    fn waiting_ends_when_it_should_and_nothing_is_lost() {
        let (writer, reader) = pipe();
        let mut stdin = Stdin::new(Input::Reader(Box::new(reader)), WaitBound::new());
        let until = Instant::now() + Duration::from_millis(20);
        let result = wait(&mut stdin, Some(until));
        assert!(result.is_none(), "{result:?}");
        assert!(Instant::now() >= until);
        writer.send(b"late".to_vec()).unwrap();
        let mut buffer = [0; 10];
        assert_eq!(read(&mut stdin, &mut buffer), 4);
        assert_eq!(&buffer[..4], b"late");
    }

    #[test]
    fn no_more_is_read_than_was_asked_for() {
        let (writer, reader) = pipe();
        writer.send(b"abcdef".to_vec()).unwrap();
        let mut stdin = Stdin::new(Input::Reader(Box::new(reader)), WaitBound::new());
        let mut buffer = [0; 2];
        assert_eq!(read(&mut stdin, &mut buffer), 2);
        assert!(stdin.position == stdin.ready.len());
    }

    #[test]
    fn a_reader_that_fails_is_told_once() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::PermissionDenied.into())
            }
        }
        let mut stdin = Stdin::new(Input::Reader(Box::new(Broken)), WaitBound::new());
        let result = wait(&mut stdin, None);
        assert!(matches!(result, Some(Err(Failed))), "{result:?}");
        assert_eq!(read(&mut stdin, &mut [0]), 0);
    }

    #[test]
    fn a_reader_that_panics_ends_the_wait() {
        struct Panics;
        impl Read for Panics {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                std::panic::resume_unwind(Box::new(())); // says nothing
            }
        }
        let mut stdin = Stdin::new(Input::Reader(Box::new(Panics)), WaitBound::new());
        let result = wait(&mut stdin, None);
        assert!(matches!(result, Some(Err(Failed))), "{result:?}");
    }

    #[test]
    fn an_interrupt_ends_the_wait_and_nothing_is_lost() {
        let (writer, reader) = pipe();
        let bound = WaitBound::new();
        let mut stdin = Stdin::new(Input::Reader(Box::new(reader)), bound.clone());
        let other = {
            let bound = bound.clone();
            std::thread::spawn(move || {
                std::thread::sleep(Duration::from_millis(20));
                bound.interrupt(Instant::now())
            })
        };
        let result = at_once(bound.wait(None, || stdin.ready(1))).expect("it blocks");
        assert!(result.is_none(), "{result:?}");
        assert!(other.join().unwrap());
        writer.send(b"late".to_vec()).unwrap();
        bound.begin(None);
        let mut buffer = [0; 10];
        assert_eq!(read(&mut stdin, &mut buffer), 1, "as much as was asked for");
        assert_eq!(read(&mut stdin, &mut buffer), 3);
        assert_eq!(&buffer[..3], b"ate");
    }

    /// A reader that waits for what is sent.
    fn pipe() -> (SyncSender<Vec<u8>>, impl Read + Send) {
        struct Pipe(Receiver<Vec<u8>>, Vec<u8>);
        impl Read for Pipe {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                if self.1.is_empty() {
                    self.1 = self.0.recv().unwrap_or_default();
                }
                let length = self.1.len().min(buffer.len());
                buffer[..length].copy_from_slice(&self.1[..length]);
                self.1.drain(..length);
                Ok(length)
            }
        }
        let (sender, receiver) = sync_channel(1);
        (sender, Pipe(receiver, Vec::new()))
    }
}
