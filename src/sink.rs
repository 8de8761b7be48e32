//! One output stream of a program: bounded, and cut between characters.

use crate::policy::Output;
use std::io::{self, Write};

/// A stream that takes what the program prints, up to a limit for each run.
pub(crate) struct Sink {
    target: Target,
    limit_bytes: u64,
    /// Bytes offered in this run, including those dropped.
    printed_bytes: u64,
    /// Bytes accepted in this run, including those held back.
    kept_bytes: u64,
    /// The beginning of a character whose end may fall beyond the limit, at
    /// most three bytes: nobody shall see half of it.
    held: Vec<u8>,
}

enum Target {
    Capture(Vec<u8>),
    Writer(Box<dyn Write + Send>),
}

/// What a sink has taken in one run.
pub(crate) struct Printed {
    pub captured: Vec<u8>,
    pub printed_bytes: u64,
    pub truncated: bool,
}

impl Sink {
    pub(crate) fn new(output: Output, limit_bytes: u64) -> Sink {
        let target = match output {
            Output::Capture => Target::Capture(Vec::new()),
            Output::Writer(writer) => Target::Writer(writer),
        };
        Sink { target, limit_bytes, printed_bytes: 0, kept_bytes: 0, held: Vec::new() }
    }

    /// Takes bytes, as many as the limit allows, and drops the rest.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.printed_bytes = self.printed_bytes.saturating_add(bytes.len() as u64);
        let room = usize::try_from(self.limit_bytes - self.kept_bytes).unwrap_or(usize::MAX);
        let kept = &bytes[..bytes.len().min(room)];
        if kept.is_empty() {
            return Ok(());
        }
        self.kept_bytes += kept.len() as u64;
        // Only close to the limit can a character be cut, so that only there
        // its beginning must wait for its end.
        if self.limit_bytes - self.kept_bytes >= 3 && self.held.is_empty() {
            return self.pass_on(kept);
        }
        let mut all = std::mem::take(&mut self.held);
        all.extend_from_slice(kept);
        self.held = all.split_off(all.len() - incomplete_tail(&all));
        self.pass_on(&all)
    }

    /// Whether some of what was printed in this run has been dropped.
    pub(crate) fn truncated(&self) -> bool {
        self.printed_bytes > self.kept_bytes
    }

    /// What it still takes in this run, in bytes.
    pub(crate) fn left_bytes(&self) -> u64 {
        self.limit_bytes - self.kept_bytes
    }

    /// What it takes in one run, in bytes.
    pub(crate) fn limit_bytes(&self) -> u64 {
        self.limit_bytes
    }

    fn pass_on(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.target {
            Target::Capture(captured) => {
                captured.extend_from_slice(bytes);
                Ok(())
            }
            Target::Writer(writer) => writer.write_all(bytes),
        }
    }

    /// Hands on what a writer may have in its buffer.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        match &mut self.target {
            Target::Capture(_) => Ok(()),
            Target::Writer(writer) => writer.flush(),
        }
    }

    /// Ends a run: flushes, tells what was printed, and starts anew.
    pub(crate) fn finish(&mut self) -> (Printed, io::Result<()>) {
        let truncated = self.truncated();
        let held = std::mem::take(&mut self.held);
        // Half a character that nothing was cut from is what the program
        // printed, so it is passed on.
        let passed = if truncated { Ok(()) } else { self.pass_on(&held) };
        let flushed = passed.and_then(|()| self.flush());
        let captured = match &mut self.target {
            Target::Capture(captured) => std::mem::take(captured),
            Target::Writer(_) => Vec::new(),
        };
        let printed = Printed { captured, printed_bytes: self.printed_bytes, truncated };
        self.printed_bytes = 0;
        self.kept_bytes = 0;
        (printed, flushed)
    }
}

/// How many bytes at the end begin a UTF-8 character without ending it.
pub(crate) fn incomplete_tail(bytes: &[u8]) -> usize {
    for back in 1..=bytes.len().min(3) {
        let byte = bytes[bytes.len() - back];
        let needed = match byte {
            0x80..=0xBF => continue, // goes on a character that began before
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => 1,
        };
        return if needed > back { back } else { 0 };
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Shared(Arc<Mutex<Vec<u8>>>);

    impl Write for Shared {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn printed(limit: u64, pieces: &[&[u8]]) -> (Vec<u8>, bool, u64) {
        let mut sink = Sink::new(Output::Capture, limit);
        let shared = Shared::default();
        let mut streaming = Sink::new(Output::Writer(Box::new(shared.clone())), limit);
        for piece in pieces {
            sink.write(piece).unwrap();
            streaming.write(piece).unwrap();
        }
        let (result, flushed) = sink.finish();
        flushed.unwrap();
        streaming.finish().1.unwrap();
        assert_eq!(result.captured, *shared.0.lock().unwrap(), "streamed as captured");
        (result.captured, result.truncated, result.printed_bytes)
    }

    #[test]
    fn up_to_the_limit_nothing_is_lost() {
        assert_eq!(printed(5, &[b"hel", b"lo"]), (b"hello".to_vec(), false, 5));
        assert_eq!(printed(0, &[b""]), (vec![], false, 0));
        assert_eq!(printed(u64::MAX, &[b"x"]), (b"x".to_vec(), false, 1));
    }

    #[test]
    fn beyond_the_limit_the_rest_is_dropped_and_counted() {
        assert_eq!(printed(4, &[b"hel", b"lo", b"!"]), (b"hell".to_vec(), true, 6));
        assert_eq!(printed(0, &[b"x"]), (vec![], true, 1));
    }

    #[test]
    fn a_character_is_kept_whole_or_not_at_all() {
        let euro = "€".as_bytes(); // three bytes
        assert_eq!(printed(4, &[b"ab", euro]), (b"ab".to_vec(), true, 5));
        assert_eq!(printed(5, &[b"ab", euro]), ("ab€".as_bytes().to_vec(), false, 5));
        // In pieces, as a small print buffer hands them over.
        assert_eq!(
            printed(4, &[b"ab", &euro[..1], &euro[1..2], &euro[2..]]),
            (b"ab".to_vec(), true, 5)
        );
        assert_eq!(
            printed(6, &[b"abc", &euro[..2], &euro[2..]]),
            ("abc€".as_bytes().to_vec(), false, 6)
        );
    }

    #[test]
    fn bytes_that_are_no_text_pass() {
        assert_eq!(printed(2, &[&[0xFF, 0xFE]]), (vec![0xFF, 0xFE], false, 2));
        assert_eq!(printed(3, &[&[0x80, 0x80, 0x80, 0x80]]), (vec![0x80; 3], true, 4));
        assert_eq!(printed(8, &[b"ab", &[0xE2]]), (vec![b'a', b'b', 0xE2], false, 3));
    }

    #[test]
    fn each_run_has_the_whole_limit() {
        let mut sink = Sink::new(Output::Capture, 3);
        sink.write(b"abcd").unwrap();
        assert!(sink.finish().0.truncated);
        sink.write(b"efg").unwrap();
        let (second, _) = sink.finish();
        assert_eq!((second.captured.as_slice(), second.truncated), (&b"efg"[..], false));
    }
}
