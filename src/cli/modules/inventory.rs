//! The modules that there are.

use super::super::Complaint;
use super::finished;
use super::reference::Reference;
use micropython_sandbox::{MANIFEST, Session};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Where a module comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It is written in C.
    BuiltIn,
    /// It is written in Python, and part of the interpreter as bytecode.
    Frozen,
    /// It is this file, as programs see it.
    Granted(String),
}

/// A module.
#[derive(Debug)]
pub struct Entry {
    /// As it is imported.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// What it says of itself; empty if that is not known.
    pub doc: String,
    /// Whether CPython has one of this name.
    pub is_cpythons: bool,
}

impl Entry {
    /// Whether it is for programs to import, not for other modules only.
    pub fn is_public(&self) -> bool {
        let is_internal = |name: &str| name.starts_with('_');
        // Of packages only what CPython documents.
        self.is_cpythons || !(self.name.contains('.') || self.name.split('.').any(is_internal))
    }

    /// What it is, in a sentence without a full stop.
    pub fn about(&self) -> String {
        let paragraph = self.doc.split("\n\n").next().unwrap_or_default();
        let words: Vec<&str> = paragraph.split_whitespace().collect();
        let text = words.join(" ");
        let sentence = text.split_once(". ").map_or(&*text, |(first, _)| first);
        sentence.trim_end_matches([':', '.']).to_owned()
    }
}

/// All modules.
#[derive(Debug)]
pub struct Inventory {
    entries: Vec<Entry>,
    /// The version of MicroPython.
    pub version: String,
}

#[derive(Deserialize)]
struct Manifest {
    micropython: Source,
    frozen: Vec<Frozen>,
}

#[derive(Deserialize)]
struct Source {
    version: String,
}

#[derive(Deserialize)]
struct Frozen {
    path: String,
    #[serde(default)]
    doc: String,
}

impl Inventory {
    /// Asks a session in which `inside.py` has been run.
    ///
    /// # Errors
    ///
    /// When it does not answer.
    pub fn of(session: &mut Session, reference: &Reference) -> Result<Inventory, Complaint> {
        let manifest: Manifest =
            serde_json::from_str(MANIFEST).map_err(|_| Complaint::internal())?;
        let frozen: BTreeMap<String, String> =
            manifest.frozen.into_iter().map(|it| (imported(&it.path), it.doc)).collect();
        let mut found = BTreeMap::new();
        let outcome = session.run("help('modules')");
        finished(&outcome)?;
        let told = outcome.stdout_text().into_owned();
        let loaded: Vec<String> = answer(session, "_loaded()")?;
        // The last line says that there may be others in files.
        let names = told.lines().filter(|line| !line.starts_with("Plus "));
        let names = names.flat_map(str::split_whitespace).map(imported).chain(loaded);
        for name in names.filter(|name| name != "__main__") {
            let (origin, doc) = match frozen.get(&name) {
                Some(doc) => (Origin::Frozen, Some(&**doc)),
                None => (Origin::BuiltIn, reference.of_c(&name)),
            };
            found.insert(name, (origin, doc.unwrap_or_default().trim().to_owned()));
        }
        let granted: Vec<(String, String, bool)> = answer(session, "_granted()")?;
        // The first of a name is the one that is imported; one in a file comes before
        // a frozen one.
        for (name, path, is_before) in granted.into_iter().rev() {
            let built_in = found.get(&name).is_some_and(|it| it.0 == Origin::BuiltIn);
            if is_before || !built_in {
                found.insert(name, (Origin::Granted(path), String::new()));
            }
        }
        let entries = found.into_iter().map(|(name, (origin, doc))| {
            let is_cpythons = reference.names(&name).is_some();
            Entry { name, origin, doc, is_cpythons }
        });
        Ok(Inventory { entries: entries.collect(), version: manifest.micropython.version })
    }

    /// The modules, in the order of their names.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The one of this name.
    pub fn get(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name == name)
    }

    /// Whether there is one of this name.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// What it says of itself.
    pub fn doc(&self, name: &str) -> &str {
        self.get(name).map_or("", |entry| &entry.doc)
    }
}

fn answer<T: serde::de::DeserializeOwned>(
    session: &mut Session,
    question: &str,
) -> Result<T, Complaint> {
    let outcome = session.eval(question);
    finished(&outcome)?;
    outcome.to().map_err(|error| Complaint::failed(&error))
}

/// How a module is imported whose path this is: `json/decoder.py`, `json/__init__`.
fn imported(path: &str) -> String {
    let path = path.strip_suffix(".py").unwrap_or(path);
    let path = path.strip_suffix("/__init__").unwrap_or(path);
    // What os has beyond its functions in C lies beside it.
    path.replace('/', ".").replace("_os.path", "os.path")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_the_names_that_programs_import() {
        for (path, name) in [
            ("json/__init__.py", "json"),
            ("json/decoder", "json.decoder"),
            ("heapq.py", "heapq"),
            ("_os/path", "os.path"),
            ("_os/__init__", "_os"),
            ("re", "re"),
        ] {
            assert_eq!(imported(path), name);
        }
    }

    #[test]
    fn a_sentence_says_what_a_module_is() {
        for (doc, about) in [
            (
                "Copies of objects, shallow and deep.\n\nMore.",
                "Copies of objects, shallow and deep",
            ),
            (
                "Lists as heaps: the first\nis least. Written in C.",
                "Lists as heaps: the first is least",
            ),
            ("", ""),
        ] {
            let entry = Entry {
                name: "x".to_owned(),
                origin: Origin::BuiltIn,
                doc: doc.to_owned(),
                is_cpythons: true,
            };
            assert_eq!(entry.about(), about);
        }
    }
}
