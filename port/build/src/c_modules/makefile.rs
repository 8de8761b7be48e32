//! The little of make's language that a `micropython.mk` is read in: comments,
//! lines that go on after a backslash, assignments, `$(VARIABLE)` and
//! `$(wildcard PATTERN)`. What else it has is an error that names the line.

use anyhow::{Context as _, Result, anyhow, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Variables that upstream's makefiles set: the module's folder and
/// MicroPython's.
const MODULE: &str = "USERMOD_DIR";
const TOP: &str = "TOP";

/// A word of a variable's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The word, expanded.
    pub word: String,
    /// The line that says it.
    pub line: usize,
}

/// The file, with the variables that it sets.
#[derive(Debug, Clone)]
pub struct Makefile {
    path: PathBuf,
    folder: PathBuf,
    micropython: PathBuf,
    variables: BTreeMap<String, Vec<Value>>,
}

impl Makefile {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// When it cannot be read or has what is not understood here.
    pub fn read(path: &Path, folder: &Path, micropython: &Path) -> Result<Makefile> {
        let text =
            fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        if folder.to_string_lossy().contains(char::is_whitespace) {
            bail!(
                "{} cannot be read in make's way, which takes a path with white space in it for \
                 several: move the module elsewhere",
                path.display()
            );
        }
        let micropython = micropython.canonicalize()?;
        let given = |path: &Path| vec![Value { word: path.display().to_string(), line: 0 }];
        let variables = BTreeMap::from([
            (MODULE.to_owned(), given(folder)),
            (TOP.to_owned(), given(&micropython)),
        ]);
        let mut makefile =
            Makefile { path: path.to_owned(), folder: folder.to_owned(), micropython, variables };
        for (line, text) in logical_lines(&text) {
            makefile.assign(line, &text).with_context(|| format!("{}:{line}", path.display()))?;
        }
        Ok(makefile)
    }

    /// The words of a variable.
    pub fn values(&self, variable: &str) -> &[Value] {
        self.variables.get(variable).map_or(&[], Vec::as_slice)
    }

    /// The file itself.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder that it describes.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// MicroPython's folder.
    pub fn micropython(&self) -> &Path {
        &self.micropython
    }

    fn assign(&mut self, line: usize, text: &str) -> Result<()> {
        let not_understood = || {
            anyhow!(
                "this is not understood: {text:?}. Of make's language there are assignments, \
                 $(VARIABLE) and $(wildcard PATTERN)"
            )
        };
        let (left, right) = text.split_once('=').ok_or_else(not_understood)?;
        let name = left.trim_end_matches([':', '+', '?']).trim();
        let operator = left[name.len().min(left.len())..].trim();
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if name.is_empty() || !name.chars().all(is_name) {
            return Err(not_understood());
        }
        let expanded = self.expand(right.trim())?;
        let words = expanded.split_whitespace().map(|word| Value { word: word.to_owned(), line });
        match operator {
            "" | ":" | "::" => {
                self.variables.insert(name.to_owned(), words.collect());
            }
            "+" => self.variables.entry(name.to_owned()).or_default().extend(words),
            "?" => {
                let words = words.collect();
                self.variables.entry(name.to_owned()).or_insert(words);
            }
            _ => return Err(not_understood()),
        }
        Ok(())
    }

    fn expand(&self, text: &str) -> Result<String> {
        let mut expanded = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('$') {
            expanded += before;
            let close = match after.chars().next() {
                Some('(') => ')',
                Some('{') => '}',
                _ => bail!("a $ that is not followed by (VARIABLE) is not understood"),
            };
            let end = closing(after, close).context("a $( has no end")?;
            expanded += &self.reference(&after[1..end])?;
            rest = &after[end + 1..];
        }
        Ok(expanded + rest)
    }

    fn reference(&self, inner: &str) -> Result<String> {
        if let Some(pattern) = inner.strip_prefix("wildcard ") {
            return matching(&self.folder.join(self.expand(pattern.trim())?));
        }
        if inner.contains([' ', '$', ':']) {
            bail!("$({inner}) is not understood: there are $(VARIABLE) and $(wildcard PATTERN)");
        }
        // As in make, one that is not set is empty; but a path with a hole in it
        // would be another path.
        let values = self
            .variables
            .get(inner)
            .with_context(|| format!("$({inner}) is not set in this file"))?;
        Ok(values.iter().map(|value| value.word.as_str()).collect::<Vec<_>>().join(" "))
    }
}

/// Where a parenthesis closes that is the first character.
fn closing(text: &str, close: char) -> Option<usize> {
    let open = text.chars().next()?;
    let mut depth = 0;
    for (at, character) in text.char_indices() {
        if character == open {
            depth += 1;
        } else if character == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// The files that a pattern with `*` in its last part stands for, sorted.
fn matching(pattern: &Path) -> Result<String> {
    let folder = pattern.parent().unwrap_or(Path::new(""));
    let name = pattern.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if folder.to_string_lossy().contains('*') || name.matches('*').count() > 1 {
        bail!("a pattern can have one *, in the name of the file");
    }
    let (start, end) = name.split_once('*').unwrap_or((&name, ""));
    let exact = !name.contains('*');
    let mut found = Vec::new();
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let path = entry?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let fits =
            file.len() >= start.len() + end.len() && file.starts_with(start) && file.ends_with(end);
        if if exact { file == name } else { fits } {
            found.push(path.display().to_string());
        }
    }
    found.sort();
    Ok(found.join(" "))
}

/// Lines without comments, joined where one goes on, each with the number of its
/// first; empty ones left out.
fn logical_lines(text: &str) -> Vec<(usize, String)> {
    let mut lines = Vec::new();
    let mut started: Option<(usize, String)> = None;
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.split('#').next().unwrap_or_default().trim_end();
        let (content, goes_on) = match line.strip_suffix('\\') {
            Some(content) => (content, true),
            None => (line, false),
        };
        let (_, joined) = started.get_or_insert_with(|| (number, String::new()));
        joined.push_str(content);
        joined.push(' ');
        if !goes_on {
            lines.extend(started.take());
        }
    }
    lines.extend(started);
    lines
        .into_iter()
        .map(|(number, line)| (number, line.trim().to_owned()))
        .filter(|(_, line)| !line.is_empty())
        .collect()
}
