//! `known.txt`: what does not pass, and why.

use crate::suite::Script;
use std::fmt::Write as _;

const LIST: &str = include_str!("known.txt");

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It tests something that a sandbox is not to have.
    ByDesign,
    /// It tests something that could be there.
    Gap,
    /// It looks at the memory that it uses.
    MeasuresMemory,
    /// Running it would tell nothing, or take minutes.
    NotRun,
    /// Running it takes seconds, and tells little.
    Slow,
}

/// The start of each reason.
const KINDS: [(&str, Kind); 5] = [
    ("missing by design: ", Kind::ByDesign),
    ("known gap: ", Kind::Gap),
    ("measures memory: ", Kind::MeasuresMemory),
    ("not run: ", Kind::NotRun),
    ("slow: ", Kind::Slow),
];

/// One section of the list.
pub struct Known(Vec<Entry>);

struct Entry {
    /// A script; or with `*` at the end, all whose names begin so.
    pattern: &'static str,
    kind: Kind,
}

impl Known {
    /// Reads the section; a line that makes no sense fails the test.
    pub fn section(name: &str) -> Known {
        let header = format!("[{name}]");
        let lines: Vec<&str> = LIST
            .lines()
            .skip_while(|line| **line != header)
            .skip(1)
            .take_while(|line| !line.starts_with('['))
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .collect();
        assert!(!lines.is_empty(), "known.txt has nothing in {header}");
        let mut entries: Vec<Entry> = lines.into_iter().map(Entry::new).collect();
        entries.sort_by_key(|entry| entry.pattern);
        for pair in entries.windows(2) {
            let again = pair[0].covers(pair[1].pattern);
            assert!(!again, "known.txt has {} twice", pair[1].pattern);
        }
        Known(entries)
    }

    /// Why this script does not pass, if it is listed.
    pub fn reason(&self, script: &str) -> Option<Kind> {
        self.0.iter().find(|entry| entry.covers(script)).map(|entry| entry.kind)
    }

    /// The lines that no script is behind.
    pub fn unused(&self, scripts: &[Script]) -> String {
        let mut found = String::new();
        for entry in &self.0 {
            if !scripts.iter().any(|script| entry.covers(&script.name)) {
                let _ = writeln!(found, "{}: listed, and there is no such script", entry.pattern);
            }
        }
        found
    }
}

impl Entry {
    fn new(line: &'static str) -> Entry {
        let (pattern, reason) =
            line.split_once(": ").unwrap_or_else(|| panic!("known.txt gives no reason: {line}"));
        let kind = KINDS.iter().find(|(start, _)| reason.starts_with(start));
        let (start, kind) =
            kind.unwrap_or_else(|| panic!("known.txt has no such kind of reason: {line}"));
        assert!(reason.len() > start.len(), "known.txt gives no reason: {line}");
        Entry { pattern, kind: *kind }
    }

    fn covers(&self, script: &str) -> bool {
        match self.pattern.strip_suffix('*') {
            Some(start) => script.starts_with(start),
            None => script == self.pattern,
        }
    }
}
