//! One patch: a unified diff under a text that says what it is for.
//!
//! ```diff
//! What it changes, and why nothing but a change of this file can do it.
//!
//! --- a/py/map.c
//! +++ b/py/map.c
//! @@ -60,3 +60,3 @@
//!  line
//! -old line
//! +new line
//! ```
//!
//! What a hunk says is there has to be there, to the letter; only where it is may
//! differ, since patches before it and another release of upstream's move it. A
//! hunk that fits nowhere, or in several places of which none is the one that it
//! names, is an error, never a guess.

use anyhow::{Context as _, Result, bail, ensure};

/// What a patch does to one file.
#[derive(Debug, PartialEq, Eq)]
pub struct FilePatch {
    /// The file, from the top of the tree.
    pub path: String,
    hunks: Vec<Hunk>,
}

#[derive(Debug, PartialEq, Eq)]
struct Hunk {
    /// The line, from 1, at which it begins in the file as it was.
    line: usize,
    old: Vec<String>,
    new: Vec<String>,
}

/// Reads a patch: the text above it, and what it does to each file.
///
/// # Errors
///
/// When it has no text above it, changes nothing, adds or removes a file, or is
/// no unified diff.
pub fn parse(text: &str) -> Result<(String, Vec<FilePatch>)> {
    let mut lines = text.lines().enumerate().peekable();
    let mut explanation = String::new();
    while let Some((_, line)) = lines.next_if(|(_, line)| !line.starts_with("--- ")) {
        explanation += line;
        explanation.push('\n');
    }
    ensure!(!explanation.trim().is_empty(), "it does not say above the diff what it is for");
    let mut files: Vec<FilePatch> = Vec::new();
    while let Some((number, line)) = lines.next() {
        if let Some(old) = line.strip_prefix("--- ") {
            let new = lines.next().and_then(|(_, line)| line.strip_prefix("+++ "));
            let path = old.strip_prefix("a/").filter(|path| new == Some(&format!("b/{path}")));
            let path = path.with_context(|| {
                format!("line {}: expected `--- a/PATH`, then `+++ b/PATH`", number + 1)
            })?;
            ensure!(
                !path.split('/').any(|part| part.is_empty() || part == ".."),
                "{path} is no path within the tree"
            );
            files.push(FilePatch { path: path.to_owned(), hunks: Vec::new() });
            continue;
        }
        let file = files.last_mut().context("a hunk stands before any file")?;
        let mut hunk = Hunk { line: old_line(line, number)?, old: Vec::new(), new: Vec::new() };
        let is_body = |line: &str| line.starts_with([' ', '-', '+', '\\']);
        while let Some((_, line)) =
            lines.next_if(|(_, line)| is_body(line) && !line.starts_with("--- "))
        {
            match line.split_at(1) {
                (" ", both) => {
                    hunk.old.push(both.to_owned());
                    hunk.new.push(both.to_owned());
                }
                ("-", old) => hunk.old.push(old.to_owned()),
                ("+", new) => hunk.new.push(new.to_owned()),
                _ => bail!("{}: the end of the file is part of a hunk", file.path),
            }
        }
        ensure!(hunk.old != hunk.new && !hunk.old.is_empty(), "{}: a hunk is empty", file.path);
        file.hunks.push(hunk);
    }
    ensure!(!files.is_empty(), "it changes no file");
    Ok((explanation, files))
}

/// From `@@ -12,3 +12,4 @@ ...`, the 12.
fn old_line(line: &str, number: usize) -> Result<usize> {
    line.strip_prefix("@@ -")
        .and_then(|rest| rest.split([',', ' ']).next()?.parse().ok())
        .with_context(|| format!("line {}: expected `@@ -LINE,COUNT +LINE,COUNT @@`", number + 1))
}

impl FilePatch {
    /// Gives the file's text as the patch makes it.
    ///
    /// # Errors
    ///
    /// When a hunk does not fit: then with its number and place.
    pub fn apply(&self, text: &str) -> Result<String> {
        let old: Vec<&str> = text.lines().collect();
        let mut new: Vec<&str> = Vec::new();
        let mut taken = 0;
        let mut moved = 0;
        for (number, hunk) in (1..).zip(&self.hunks) {
            let expected = (hunk.line - 1).wrapping_add_signed(moved);
            let at = place(&old, hunk, expected, taken)
                .with_context(|| format!("{}: hunk {number}, at line {}", self.path, hunk.line))?;
            moved = at.cast_signed() - (hunk.line - 1).cast_signed();
            new.extend(&old[taken..at]);
            new.extend(hunk.new.iter().map(String::as_str));
            taken = at + hunk.old.len();
        }
        new.extend(&old[taken..]);
        Ok(new.iter().flat_map(|line| [*line, "\n"]).collect())
    }
}

/// Where a hunk fits: where it is expected, else in the only such place.
fn place(lines: &[&str], hunk: &Hunk, expected: usize, from: usize) -> Result<usize> {
    let fits = |at: &usize| {
        lines.get(*at..*at + hunk.old.len()).is_some_and(|found| found == hunk.old.as_slice())
    };
    if expected >= from && fits(&expected) {
        return Ok(expected);
    }
    let mut places = (from..lines.len()).filter(fits);
    match (places.next(), places.next()) {
        (Some(at), None) => Ok(at),
        (None, _) => bail!("the lines that it changes are not there"),
        _ => bail!("the lines that it changes are in several places"),
    }
}
