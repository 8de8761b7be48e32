//! What CPython 3.11 has, and what is written here of modules that have no source of
//! their own to say it.

use super::super::Complaint;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Made by scripts/list-cpython.
const CPYTHON: &str = include_str!("cpython-3.11.json");
/// What the modules written in C are.
const WRITTEN_IN_C: &str = include_str!("written_in_c.toml");
/// Why modules of CPython's are not there.
const ABSENT: &str = include_str!("absent.toml");

/// All of it.
pub struct Reference {
    cpython: CPython,
    written_in_c: BTreeMap<String, String>,
    absent: Absent,
}

#[derive(Deserialize)]
struct CPython {
    /// By name; none for a module that the listed CPython was built without.
    modules: BTreeMap<String, Option<BTreeMap<String, Listed>>>,
}

/// A name in a module of CPython's.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Listed {
    /// Its kind, with its signature if it is a function.
    Plain(String),
    /// A class, with what it has itself.
    Class { methods: Vec<String> },
}

impl Listed {
    /// The methods, if it is a class.
    pub fn methods(&self) -> &[String] {
        match self {
            Listed::Plain(_) => &[],
            Listed::Class { methods } => methods,
        }
    }

    /// How it is called, if that is known: `(a, b=0)`.
    pub fn signature(&self) -> Option<&str> {
        match self {
            Listed::Plain(text) => text.strip_prefix("function").filter(|it| !it.is_empty()),
            Listed::Class { .. } => None,
        }
    }
}

#[derive(Deserialize)]
struct Absent {
    reasons: BTreeMap<String, String>,
    modules: BTreeMap<String, Why>,
}

#[derive(Deserialize)]
struct Why {
    reason: String,
    instead: Option<String>,
}

impl Reference {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// When this program was put together wrongly.
    pub fn read() -> Result<Reference, Complaint> {
        let read = || {
            Some(Reference {
                cpython: serde_json::from_str(CPYTHON).ok()?,
                written_in_c: toml::from_str(WRITTEN_IN_C).ok()?,
                absent: toml::from_str(ABSENT).ok()?,
            })
        };
        read().ok_or_else(Complaint::internal)
    }

    /// The names of CPython's module; `None` if it has no such module.
    pub fn names(&self, module: &str) -> Option<&BTreeMap<String, Listed>> {
        static NONE: BTreeMap<String, Listed> = BTreeMap::new();
        self.cpython.modules.get(module).map(|names| names.as_ref().unwrap_or(&NONE))
    }

    /// The names of CPython's modules.
    pub fn modules(&self) -> impl Iterator<Item = &str> {
        self.cpython.modules.keys().map(String::as_str)
    }

    /// What a module written in C is, in the words of a docstring.
    pub fn of_c(&self, module: &str) -> Option<&str> {
        self.written_in_c.get(module).map(String::as_str)
    }

    /// Why CPython's module is not there, and what to use in its place.
    pub fn absence(&self, module: &str) -> String {
        // What is said of a package holds for what is in it.
        let why = std::iter::successors(Some(module), |name| name.rsplit_once('.').map(|it| it.0))
            .find_map(|name| self.absent.modules.get(name));
        let Some(Why { reason, instead }) = why else {
            return "not yet".to_owned();
        };
        let reason = self.absent.reasons.get(reason).unwrap_or(reason);
        match instead {
            Some(instead) => format!("{reason}; {instead}"),
            None => reason.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_here_can_be_read() {
        let reference = Reference::read().ok().unwrap();
        assert!(reference.names("math").unwrap().contains_key("gcd"));
        assert!(reference.names("no_such_module").is_none());
        for (module, why) in &reference.absent.modules {
            assert!(reference.names(module).is_some(), "CPython has no {module}");
            assert!(reference.absent.reasons.contains_key(&why.reason), "{module}");
        }
        assert_eq!(reference.absence("heapq"), "not yet");
        assert!(reference.absence("subprocess").contains("process"));
        assert_eq!(reference.absence("http.client"), reference.absence("http"));
    }
}
