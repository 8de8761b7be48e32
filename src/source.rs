//! The texts of the programs that a session ran, for tracebacks to show lines
//! of.
//!
//! Programs may have the same name, and what one leaves behind is called by the
//! next. So each name is handed to the interpreter with a tag that is made of
//! the text, behind a NUL byte; the interpreter gives it back with each call
//! that it tells of. What it does not know the text of (`exec`, modules of its
//! own) has no tag. A tag means the same in every session and process, so that
//! it may be wrong only by the interpreter's lying.

use crate::traceback::{Calls, Trace};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

/// Bytes of the texts that one session keeps beside the one that is running;
/// the oldest go first.
const MAX_KEPT_BYTES: usize = 1 << 20;

/// Programs that get a tag in one session: the interpreter remembers each name
/// for ever.
const MAX_TAGS: usize = 1 << 14;

/// Bytes of a name that the interpreter is given. With a tag it has room in one
/// of the interpreter's names.
const MAX_NAME_BYTES: usize = 200;

/// Modules from files of which lines are shown after one run.
const MAX_MODULES: usize = 16;

/// What tells texts apart.
type Tag = [u8; 8];

/// The texts of one session.
#[derive(Default)]
pub(crate) struct Sources {
    kept: VecDeque<(Tag, Box<str>)>,
    kept_bytes: usize,
    given: HashSet<Tag>,
}

impl Sources {
    /// The name under which the interpreter gets a text.
    pub(crate) fn name(&mut self, name: &str, text: &str) -> String {
        let mut tagged = shortened(name);
        let tag = tag_of(text);
        if self.given.len() < MAX_TAGS {
            self.given.insert(tag);
        }
        if self.given.contains(&tag) {
            tagged.push('\0');
            tagged.extend(tag.iter().map(|byte| format!("{byte:02x}")));
        }
        tagged
    }

    /// Keeps a text that has run.
    pub(crate) fn keep(&mut self, text: &str) {
        let tag = tag_of(text);
        if text.len() > MAX_KEPT_BYTES || self.kept.iter().any(|(kept, _)| *kept == tag) {
            return;
        }
        self.kept_bytes += text.len();
        self.kept.push_back((tag, text.into()));
        while self.kept_bytes > MAX_KEPT_BYTES {
            let Some((_, oldest)) = self.kept.pop_front() else { break };
            self.kept_bytes -= oldest.len();
        }
    }

    /// The calls with their source lines, as far as those are known; `running`
    /// is the text of the program that they are of, and `modules` has those of
    /// files.
    pub(crate) fn resolve(&self, trace: Trace, running: &str, modules: &mut Modules<'_>) -> Calls {
        let (told, omitted) = trace.into_told();
        let mut wanted: HashMap<Tag, BTreeSet<u32>> = HashMap::new();
        for call in &told {
            if let (_, Some(tag)) = name_and_tag(&call.file) {
                wanted.entry(tag).or_default().insert(call.line);
            }
        }
        let mut found: HashMap<(Tag, u32), &str> = HashMap::new();
        for (tag, numbers) in &wanted {
            let kept = self.kept.iter().find(|(kept, _)| kept == tag).map(|(_, text)| &**text);
            let text = kept.or_else(|| (*tag == tag_of(running)).then_some(running));
            let last = numbers.last().copied().unwrap_or_default();
            for (number, line) in (1..=last).zip(text.into_iter().flat_map(lines)) {
                if numbers.contains(&number) {
                    found.insert((*tag, number), line);
                }
            }
        }
        let frames = told
            .into_iter()
            .map(|call| {
                let (name, tag) = name_and_tag(&call.file);
                let name = String::from_utf8_lossy(name).into_owned();
                let source = match tag {
                    Some(tag) => found.get(&(tag, call.line)).copied(),
                    None => modules.line(&name, call.line),
                };
                call.resolve(name, source)
            })
            .collect();
        Calls { frames, omitted }
    }
}

/// The texts of the modules that calls of one run are in.
pub(crate) struct Modules<'a> {
    /// Reads a file by its guest path, if it is one that could be a module.
    read: &'a dyn Fn(&str) -> Option<String>,
    texts: HashMap<String, Option<String>>,
}

impl<'a> Modules<'a> {
    pub(crate) fn new(read: &'a dyn Fn(&str) -> Option<String>) -> Modules<'a> {
        Modules { read, texts: HashMap::new() }
    }

    fn line(&mut self, name: &str, number: u32) -> Option<&str> {
        // A module from a file has a path, unless the program made that up.
        if !name.starts_with('/') {
            return None;
        }
        if !self.texts.contains_key(name) {
            if self.texts.len() == MAX_MODULES {
                return None;
            }
            self.texts.insert(name.to_owned(), (self.read)(name));
        }
        let text = self.texts.get(name)?.as_deref()?;
        lines(text).nth(number.checked_sub(1)? as usize)
    }
}

fn tag_of(text: &str) -> Tag {
    let digest: [u8; 32] = Sha256::digest(text).into();
    std::array::from_fn(|at| digest[at])
}

/// The end of a name tells more than its beginning.
fn shortened(name: &str) -> String {
    if name.len() <= MAX_NAME_BYTES {
        return name.to_owned();
    }
    format!("...{}", &name[name.ceil_char_boundary(name.len() - MAX_NAME_BYTES + 3)..])
}

/// What the interpreter calls a file, taken apart.
fn name_and_tag(file: &[u8]) -> (&[u8], Option<Tag>) {
    let Some(end) = file.iter().position(|byte| *byte == 0) else {
        return (file, None);
    };
    let tag = std::str::from_utf8(&file[end + 1..])
        .ok()
        .filter(|digits| digits.len() == 2 * size_of::<Tag>())
        .and_then(|digits| u64::from_str_radix(digits, 16).ok())
        .map(u64::to_be_bytes);
    (&file[..end], tag)
}

/// The lines of a text as the interpreter counts them.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = text.find(['\n', '\r']) else {
            rest = None;
            return Some(text);
        };
        let width = if text[end..].starts_with("\r\n") { 2 } else { 1 };
        rest = Some(&text[end + width..]);
        Some(&text[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The source lines that are found for these calls.
    fn found(sources: &Sources, calls: &[(&str, u32)], running: &str) -> Vec<Option<String>> {
        let mut trace = Trace::default();
        for (file, line) in calls {
            trace.add(file.as_bytes(), *line, b"f");
        }
        let frames = sources.resolve(trace, running, &mut Modules::new(&|_| None)).frames;
        assert!(frames.iter().all(|frame| frame.file == "a.py"), "{frames:?}");
        frames.into_iter().map(|frame| frame.source).collect()
    }

    #[test]
    fn each_call_gets_the_line_of_its_own_text() {
        let mut sources = Sources::default();
        let first = sources.name("a.py", "one\r\ntwo\rthree\n");
        sources.keep("one\r\ntwo\rthree\n");
        let second = sources.name("a.py", "uno\ndue");
        let calls = [(&*first, 2), (&*second, 2), (&*first, 3), (&*first, 9), ("a.py", 1)];
        let lines = found(&sources, &calls, "uno\ndue");
        let expected = [Some("two"), Some("due"), Some("three"), None, None];
        assert_eq!(lines, expected.map(|line| line.map(str::to_owned)));
    }

    #[test]
    fn tags_that_nobody_gave_are_no_tags() {
        let sources = Sources::default();
        let odd = ["a.py\0", "a.py\0zz", "a.py\x000123456789abcdef", "a.py\0+123456789abcdef"];
        for file in odd {
            assert_eq!(found(&sources, &[(file, 1)], "text"), [None], "{file:?}");
        }
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let mut sources = Sources::default();
        let text = |n: usize| format!("{n}\n{}", "#".repeat(100_000));
        let names: Vec<_> = (0..20).map(|n| sources.name("a.py", &text(n))).collect();
        (0..20).for_each(|n| sources.keep(&text(n)));
        (0..20).for_each(|_| sources.keep(&text(19)));
        assert!(sources.kept_bytes <= MAX_KEPT_BYTES && sources.kept.len() == 10);
        assert_eq!(
            found(&sources, &[(&names[0], 1), (&names[19], 1)], ""),
            [None, Some("19".into())]
        );
        sources.keep(&"#".repeat(MAX_KEPT_BYTES + 1));
        assert_eq!(sources.kept.len(), 10);

        (0..MAX_TAGS).for_each(|n| drop(sources.name("a.py", &n.to_string())));
        assert_eq!(sources.given.len(), MAX_TAGS);
        assert_eq!(sources.name("a.py", "another text"), "a.py");
        assert_eq!(sources.name("a.py", &text(19)), names[19]);
    }

    #[test]
    fn the_end_of_a_long_name_is_shown() {
        let name = format!("{}/a.py", "é".repeat(200));
        let given = Sources::default().name(&name, "");
        let (shown, tag) = name_and_tag(given.as_bytes());
        let shown = std::str::from_utf8(shown).unwrap();
        assert!(shown.starts_with("...é") && shown.ends_with("é/a.py"), "{shown}");
        assert!(given.len() <= 255 && shown.len() <= MAX_NAME_BYTES && tag.is_some());
    }
}
