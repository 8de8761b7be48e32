//! What a run has come to, as the user sees it.

use super::color::Palette;
use super::visible;
use crate::cli::ending;
use micropython_sandbox::{Error, Limits, Outcome};
use std::borrow::Cow;
use std::fmt::Write as _;

/// How something is shown on a stream.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub palette: Palette,
    /// Whether it goes to a terminal, for which it must be made harmless.
    pub is_terminal: bool,
}

impl Style {
    fn text<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.is_terminal { Cow::Owned(visible::text(text)) } else { Cow::Borrowed(text) }
    }
}

/// The value, as a line; nothing where there is none.
pub fn value(outcome: &Outcome, style: &Style) -> String {
    match &outcome.value {
        Some(value) => format!("{}\n", style.text(&value.repr)),
        None => String::new(),
    }
}

/// The traceback and whatever else is to be told, as lines.
pub fn failure(outcome: &Outcome, limits: &Limits, style: &Style) -> String {
    let mut shown = String::new();
    if let Some(traceback) = ending::traceback(outcome) {
        let kinds = kinds(outcome.error.as_ref());
        for line in style.text(traceback).lines() {
            colored(line, &kinds, &style.palette, &mut shown);
            shown.push('\n');
        }
    }
    for note in ending::notes(outcome, limits, false) {
        shown += &self::note(&note, style);
    }
    shown
}

/// Something that we say, as a line.
pub fn note(text: &str, style: &Style) -> String {
    let Palette { note, end, .. } = style.palette;
    format!("{note}mpsandbox: {}{end}\n", style.text(text))
}

/// The names of the exceptions that a traceback tells of.
fn kinds(error: Option<&Error>) -> Vec<&str> {
    match error {
        Some(Error::Raised(raised)) => std::iter::successors(Some(raised), |raised| {
            raised.cause.as_deref().or(raised.context.as_deref())
        })
        .map(|raised| &*raised.type_name)
        .collect(),
        Some(Error::Limit(_)) => vec!["LimitExceeded"],
        Some(Error::Interrupted { .. }) => vec!["KeyboardInterrupt"],
        _ => Vec::new(),
    }
}

/// Adds a line of a traceback with its colours. A message may look like any line:
/// nothing depends on it.
fn colored(line: &str, kinds: &[&str], palette: &Palette, shown: &mut String) {
    let Palette { place, kind, message, end, .. } = palette;
    if let Some((file, rest)) =
        line.strip_prefix("  File \"").and_then(|it| it.split_once("\", line "))
    {
        let (number, function) = rest.split_once(", in ").unwrap_or((rest, ""));
        // Writing to a string cannot fail.
        let _ = write!(shown, "  File {place}\"{file}\"{end}, line {place}{number}{end}");
        if !function.is_empty() {
            let _ = write!(shown, ", in {place}{function}{end}");
        }
        return;
    }
    let (name, rest) = line.split_at(line.find(':').unwrap_or(line.len()));
    if kinds.contains(&name) {
        let _ = write!(shown, "{kind}{name}{end}");
        let text = rest.strip_prefix(": ");
        let _ = match text {
            Some(text) => write!(shown, ": {message}{text}{end}"),
            None => write!(shown, "{rest}"),
        };
        return;
    }
    shown.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;
    use micropython_sandbox::Sandbox;

    fn style(colors: bool, is_terminal: bool) -> Style {
        Style { palette: Palette::new(colors), is_terminal }
    }

    fn shown(source: &str, style: &Style) -> String {
        let outcome = Sandbox::new().unwrap().run(source);
        value(&outcome, style) + &failure(&outcome, &Limits::default(), style)
    }

    #[test]
    fn without_colours_it_is_the_traceback_itself() {
        let source = "def f(): 1/0\ntry: f()\nexcept Exception as e: raise KeyError('k') from e";
        let Some(Error::Raised(raised)) = Sandbox::new().unwrap().run(source).error else {
            panic!()
        };
        for is_terminal in [false, true] {
            assert_eq!(shown(source, &style(false, is_terminal)), raised.traceback);
        }
    }

    #[test]
    fn colours_are_where_they_help() {
        let shown = shown("def f():\n  raise ValueError('why: so')\nf()", &style(true, true));
        assert_eq!(
            shown,
            "Traceback (most recent call last):\n  \
             File \x1b[35m\"<string>\"\x1b[0m, line \x1b[35m3\x1b[0m, in \x1b[35m<module>\x1b[0m\n    f()\n  \
             File \x1b[35m\"<string>\"\x1b[0m, line \x1b[35m2\x1b[0m, in \x1b[35mf\x1b[0m\n    \
             raise ValueError('why: so')\n\
             \x1b[1;35mValueError\x1b[0m: \x1b[35mwhy: so\x1b[0m\n"
        );
    }

    /// Positive control: what goes to a file is what the script gave.
    #[test]
    fn nothing_of_a_scripts_does_anything_to_a_terminal() {
        for source in [
            "class C:\n  def __repr__(self): return 'a\\x1b]0;t\\x07\\rb'\nC()",
            "raise ValueError('a\\x1b]0;t\\x07\\rb')",
            "class E(Exception): pass\nE = type('E\\x1b[2J', (Exception,), {})\nraise E('\\x9b2J')",
        ] {
            let safe = shown(source, &style(false, true));
            assert!(safe.chars().all(|c| !c.is_control() || c == '\n'), "{safe:?}");
            assert!(safe.contains("^["), "{safe:?}");
            assert!(shown(source, &style(false, false)).contains('\x1b'), "{source}");
        }
    }
}
