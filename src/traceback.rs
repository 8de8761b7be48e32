//! Where a program was: calls as data, and in Python's words.

use std::collections::VecDeque;
use std::fmt::Write as _;

/// Bytes kept of the name of a file and of a function, and of a source line.
const MAX_NAME_BYTES: usize = 255;
const MAX_LINE_BYTES: usize = 255;

/// How often Python lists a call that repeats before it counts.
const LISTED_REPEATS: u32 = 3;

/// One call in a traceback, or the place of a syntax error.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frame {
    /// Name of the file, as the program was given with
    /// [`file_name`](crate::SessionBuilder::file_name); `<string>` for what `exec` and `eval` run; a name
    /// such as `asyncio/core.py` for a module of the interpreter's.
    pub file: String,
    /// Number of the line, the first being 1.
    pub line: u32,
    /// Name of the function, `<module>` outside of all functions. `None` for
    /// the place of a syntax error.
    pub function: Option<String>,
    /// The line itself, without the white space around it, of which at most
    /// 255 bytes are kept. `None` where the text is not known: a module of the
    /// interpreter's, what `exec` and `eval` run, an empty line, or a program
    /// of so long ago that its text was dropped.
    pub source: Option<String>,
    /// How many more times the same call follows directly, as in a recursion.
    pub repeats: u32,
}

impl Frame {
    /// How many calls are kept of each end of a longer traceback: 32.
    pub const KEPT: usize = 32;

    fn print(&self, text: &mut String) {
        for _ in 0..=self.repeats.min(LISTED_REPEATS - 1) {
            // Writing to a string cannot fail.
            let _ = write!(text, "  File \"{}\", line {}", self.file, self.line);
            if let Some(function) = &self.function {
                let _ = write!(text, ", in {function}");
            }
            text.push('\n');
            if let Some(source) = &self.source {
                let _ = writeln!(text, "    {source}");
            }
        }
        if let Some(more @ 1..) = (self.repeats + 1).checked_sub(LISTED_REPEATS) {
            let s = if more == 1 { "" } else { "s" };
            let _ = writeln!(text, "  [Previous line repeated {more} more time{s}]");
        }
    }
}

/// The calls that an exception has passed, outermost first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Calls {
    /// The first [`Frame::KEPT`] and the last.
    pub frames: Vec<Frame>,
    /// How many were left out between them.
    pub omitted: u64,
}

impl Calls {
    /// Appends the calls as Python prints them.
    pub(crate) fn print(&self, text: &mut String) {
        // Python prints the place of a syntax error without this.
        if self.frames.iter().any(|frame| frame.function.is_some()) {
            text.push_str("Traceback (most recent call last):\n");
        }
        let (outer, inner) = self.frames.split_at(self.frames.len().min(Frame::KEPT));
        outer.iter().for_each(|frame| frame.print(text));
        if self.omitted > 0 {
            let _ = writeln!(text, "  [{} calls left out]", self.omitted);
        }
        inner.iter().for_each(|frame| frame.print(text));
    }
}

/// A call as the interpreter tells of it: bytes that may be anything.
#[derive(Debug)]
pub(crate) struct Told {
    pub file: Vec<u8>,
    pub line: u32,
    pub function: Vec<u8>,
    pub repeats: u32,
}

impl Told {
    /// The call with the name of its file, and the line if that is known.
    pub(crate) fn resolve(self, file: String, source: Option<&str>) -> Frame {
        let function = String::from_utf8_lossy(&self.function).into_owned();
        let source = source.map(shown).filter(|line| !line.is_empty());
        let function = Some(function).filter(|name| !name.is_empty());
        Frame { file, line: self.line, function, source, repeats: self.repeats }
    }
}

/// A source line as a traceback shows it.
fn shown(line: &str) -> String {
    let line = line.trim();
    if line.len() <= MAX_LINE_BYTES {
        return line.to_owned();
    }
    format!("{}...", &line[..line.floor_char_boundary(MAX_LINE_BYTES - 3)])
}

/// Calls as they are told of, however many there are.
#[derive(Debug, Default)]
pub(crate) struct Trace {
    outer: Vec<Told>,
    omitted: u64,
    inner: VecDeque<Told>,
}

impl Trace {
    /// Adds a call; what a name has too many bytes of is dropped.
    pub(crate) fn add(&mut self, file: &[u8], line: u32, function: &[u8]) {
        let file = &file[..file.len().min(MAX_NAME_BYTES)];
        let function = &function[..function.len().min(MAX_NAME_BYTES)];
        if let Some(last) = self.inner.back_mut().or(self.outer.last_mut())
            && (&*last.file, last.line, &*last.function) == (file, line, function)
        {
            last.repeats = last.repeats.saturating_add(1);
            return;
        }
        let told = Told { file: file.to_vec(), line, function: function.to_vec(), repeats: 0 };
        if self.outer.len() < Frame::KEPT {
            self.outer.push(told);
            return;
        }
        if self.inner.len() == Frame::KEPT {
            let left_out = self.inner.pop_front().map_or(0, |told| u64::from(told.repeats) + 1);
            self.omitted += left_out;
        }
        self.inner.push_back(told);
    }

    /// The calls that were kept, outermost first, and how many were left out.
    pub(crate) fn into_told(self) -> (Vec<Told>, u64) {
        (self.outer.into_iter().chain(self.inner).collect(), self.omitted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calls(trace: Trace) -> Calls {
        let (told, omitted) = trace.into_told();
        let resolve = |told: Told| told.resolve("f.py".to_owned(), Some("  go( )\t"));
        Calls { frames: told.into_iter().map(resolve).collect(), omitted }
    }

    fn printed(calls: &Calls) -> String {
        let mut text = String::new();
        calls.print(&mut text);
        text
    }

    #[test]
    fn calls_are_printed_as_python_does() {
        let mut trace = Trace::default();
        trace.add(b"f.py", 7, b"<module>");
        trace.add(b"f.py", 2, b"");
        assert_eq!(
            printed(&calls(trace)),
            "Traceback (most recent call last):\n  File \"f.py\", line 7, in <module>\n    go( )\n  \
             File \"f.py\", line 2\n    go( )\n"
        );
        let mut place = Trace::default();
        place.add(b"f.py", 1, b"");
        assert_eq!(printed(&calls(place)), "  File \"f.py\", line 1\n    go( )\n");
    }

    #[test]
    fn repeats_are_counted() {
        for (times, lines, counted) in [
            (1, 1, None),
            (3, 3, None),
            (4, 3, Some("[Previous line repeated 1 more time]")),
            (1000, 3, Some("[Previous line repeated 997 more times]")),
        ] {
            let mut trace = Trace::default();
            (0..times).for_each(|_| trace.add(b"f.py", 2, b"f"));
            let calls = calls(trace);
            assert_eq!(calls.frames.len(), 1);
            assert_eq!(calls.frames[0].repeats, times - 1);
            let text = printed(&calls);
            assert_eq!(text.matches("line 2, in f").count(), lines, "{times}");
            assert_eq!(text.contains("repeated"), counted.is_some(), "{times}");
            assert!(counted.is_none_or(|counted| text.contains(counted)), "{text}");
        }
    }

    #[test]
    fn both_ends_of_a_long_traceback_are_kept() {
        let mut trace = Trace::default();
        (1..=1000).for_each(|line| trace.add(b"f.py", line, b"f"));
        let calls = calls(trace);
        let lines: Vec<u32> = calls.frames.iter().map(|frame| frame.line).collect();
        assert_eq!(lines, (1..=32).chain(969..=1000).collect::<Vec<_>>());
        assert_eq!(calls.omitted, 936);
        let text = printed(&calls);
        assert!(
            text.contains("line 32, in f\n    go( )\n  [936 calls left out]\n  File"),
            "{text}"
        );
    }

    #[test]
    fn long_names_and_lines_are_cut() {
        let mut trace = Trace::default();
        trace.add(&[b'a'; 1 << 20], 1, &[0xff; 1 << 20]);
        let (told, _) = trace.into_told();
        assert_eq!((told[0].file.len(), told[0].function.len()), (255, 255));
        assert_eq!(shown(&"é".repeat(200)), "é".repeat(126) + "...");
        assert_eq!(shown(&"é".repeat(127)), "é".repeat(127));
    }
}
