//! What the last word of a text may become.

use super::{Mode, Session, State, blocking};
use crate::contract::{
    MPH_BUFFER_SOURCE, MPH_COMPLETION_MAX_BYTES, MPH_COMPLETION_MAX_NAMES, MPH_OPERATION_COMPLETE,
};
use crate::error::Error;
use crate::value::Value;
use std::collections::BTreeSet;

/// Names that the last word of a text may become: see [`Session::complete`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Completion {
    /// Where in the text that word begins, in bytes. It is the text's length where
    /// there is no word yet.
    pub start: usize,
    /// What may stand there, in order: whole names, each of which begins with what is
    /// there already. At most [`Completion::MAX_NAMES`].
    pub names: Vec<String>,
}

impl Completion {
    /// How many names there are at most: 1000.
    pub const MAX_NAMES: usize = MPH_COMPLETION_MAX_NAMES as usize;

    /// How long each is at most, in bytes: 128. Longer ones are left out.
    pub const MAX_NAME_BYTES: usize = MPH_COMPLETION_MAX_BYTES as usize;
}

impl Session {
    /// The names that the last word of `text` may become, after what was fed
    /// before it: variables, functions of yours, keywords; attributes after a dot;
    /// modules after `import`. Those that begin with an underscore are left out
    /// until the word does. In a string, a number or a comment there are none.
    ///
    /// Nothing of the program's runs for it: no `__getattr__`, no property, no
    /// import. So what only such code would bring about is not found, nor are
    /// attributes that the interpreter's own objects compute, such as the `args` of
    /// an exception.
    ///
    /// All names are such as can be written in a program, without control
    /// characters, whatever the program has made of its objects.
    ///
    /// ```
    /// # let mut session = micropython_sandbox::Sandbox::new()?.session()?;
    /// session.run("class Point: north = 1; nose = 2\nhere = Point()");
    /// let completion = session.complete("print(here.no")?;
    /// assert_eq!((completion.start, &*completion.names), (11, &["north".into(), "nose".into()][..]));
    /// # Ok::<(), micropython_sandbox::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// - [`Error::Config`] when the text, with what was fed before, has more than
    ///   1 MiB.
    /// - [`Error::Raised`] when the program has no memory for it.
    /// - Any error that ends a run in the middle.
    pub fn complete(&mut self, text: &str) -> Result<Completion, Error> {
        let whole = self.with_fed(text)?;
        // The word may be at its end; a line that has ended is not.
        let whole = if text.ends_with('\n') { &whole } else { &whole[..whole.len() - 1] };
        let buffers = [(MPH_BUFFER_SOURCE, whole.as_bytes())];
        blocking(self.operate(Mode::Blocking, MPH_OPERATION_COMPLETE, &buffers)).into_result()?;
        let State::Alive(live) = &mut self.state else { return Ok(Completion::default()) };
        let word = text.trim_end_matches(is_part).len();
        let (start, prefix) = (word, &text[word..]);
        let Some(Value::List(found)) = live.take_object() else {
            return Ok(Completion { start, names: Vec::new() });
        };
        let names: BTreeSet<String> = found
            .into_iter()
            .filter_map(|name| if let Value::Str(name) = name { Some(name) } else { None })
            .filter(|name| name.starts_with(prefix) && is_name(name))
            .collect();
        let names = names.into_iter().take(Completion::MAX_NAMES).collect();
        Ok(Completion { start, names })
    }
}

/// What the interpreter takes for a part of a name.
fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii()
}

/// Whether that is a name that may be shown: the interpreter itself takes any
/// character beyond ASCII, some of which do things to a terminal.
fn is_name(name: &str) -> bool {
    name.len() <= Completion::MAX_NAME_BYTES
        && name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_written_and_shown_is_a_name() {
        for name in ["a", "_", "a1", "größe", "名前", &"x".repeat(128)] {
            assert!(is_name(name), "{name}");
        }
        for name in [
            "",
            "1a",
            "a b",
            "a.b",
            "a\n",
            "\x1b[2J",
            "a\u{9b}31m",
            "a\u{202e}b",
            "a\0",
            "a-b",
            &"x".repeat(129),
        ] {
            assert!(!is_name(name), "{name:?}");
        }
    }
}
