//! What becomes of a program that comes line by line.

use crate::outcome::Outcome;

/// What became of a line: see [`Session::feed`](crate::Session::feed).
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "there is one at a time")]
pub enum Feed {
    /// More lines have to follow; nothing was run.
    Incomplete(Unfinished),
    /// The lines were a whole, or were wrong: this is how their run ended. The
    /// next line begins anew.
    Done(Outcome),
}

/// A text that is right so far, and not complete.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unfinished {
    /// What it lacks.
    pub missing: Missing,
    /// What the next line may well begin with: the indentation of the last one,
    /// or four spaces more where a block begins. Nothing within a string.
    pub indent: String,
}

/// What a text lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Missing {
    /// A closing bracket.
    Bracket,
    /// The closing quotes of a string.
    Quotes,
    /// The line that a backslash announces.
    Line,
    /// The indented lines after a colon.
    Block,
    /// Another part of a statement: `def` or `class` after a decorator, `except` or
    /// `finally` after `try`.
    Clause,
    /// Nothing but the empty line that ends a statement with others in it: until
    /// then, lines may be added.
    EmptyLine,
}

impl Unfinished {
    pub(crate) fn new(missing: Missing, text: &str) -> Unfinished {
        let last = text.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
        let lead = &last[..last.len() - last.trim_start_matches([' ', '\t']).len()];
        let indent = match missing {
            Missing::Quotes => String::new(),
            Missing::Block => format!("{lead}    "),
            Missing::Bracket | Missing::Line | Missing::Clause | Missing::EmptyLine => {
                lead.to_owned()
            }
        };
        Unfinished { missing, indent }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_line_is_indented_as_it_should_be() {
        for (text, missing, indent) in [
            ("if x:\n", Missing::Block, "    "),
            ("if x:\n\n", Missing::Block, "    "),
            ("if x:\n\tif y:\n", Missing::Block, "\t    "),
            ("if x:\n  f(1)\n", Missing::EmptyLine, "  "),
            ("if x:\n  f(1,\n", Missing::Bracket, "  "),
            ("    '''a\n", Missing::Quotes, ""),
            ("@f\n", Missing::Clause, ""),
            ("", Missing::Line, ""),
        ] {
            assert_eq!(Unfinished::new(missing, text).indent, indent, "{text:?}");
        }
    }
}
