//! What CPython 3.11 has, and what is written of it by hand.

use crate::{path, write};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// What classes may define, though no object has it unless its class does.
const FOR_CLASSES: [&str; 2] = ["object.__del__", "object.__slots__"];

/// Why modules are absent.
const ABSENT: &str = "src/cli/modules/absent.toml";

pub struct Listed {
    pub cpython: CPython,
    pub absent: Absent,
    /// What modules say of themselves, by name.
    pub docs: BTreeMap<String, String>,
}

#[derive(Deserialize)]
pub struct CPython {
    pub version: String,
    pub builtins: BTreeMap<String, Name>,
    /// Methods of built-in types: their kinds.
    pub types: BTreeMap<String, BTreeMap<String, String>>,
    /// None is of a module that the listed CPython was built without.
    pub modules: BTreeMap<String, Option<BTreeMap<String, Name>>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum Name {
    Plain(String),
    Class { methods: BTreeSet<String>, attributes: BTreeSet<String> },
}

impl Name {
    /// What it has itself, if it is a class.
    pub fn members(&self) -> Vec<&str> {
        match self {
            Name::Plain(_) => Vec::new(),
            Name::Class { methods, attributes } => {
                methods.union(attributes).map(String::as_str).collect()
            }
        }
    }

    pub fn is_constant(&self) -> bool {
        matches!(self, Name::Plain(kind) if kind == "constant")
    }
}

#[derive(Deserialize)]
pub struct Absent {
    pub reasons: BTreeMap<String, String>,
    pub modules: BTreeMap<String, Why>,
}

#[derive(Deserialize)]
pub struct Why {
    pub reason: String,
    pub instead: Option<String>,
}

#[derive(Deserialize)]
struct Manifest {
    frozen: Vec<Frozen>,
}

#[derive(Deserialize)]
struct Frozen {
    path: String,
    #[serde(default)]
    doc: String,
}

impl Listed {
    pub fn read() -> Listed {
        let read = |name| fs::read_to_string(path("src/cli/modules").join(name)).unwrap();
        let manifest: Manifest = serde_json::from_str(micropython_sandbox::MANIFEST).unwrap();
        let mut docs: BTreeMap<String, String> =
            toml::from_str(&read("written_in_c.toml")).unwrap();
        docs.extend(manifest.frozen.into_iter().map(|Frozen { path, doc }| {
            let name = path.trim_end_matches(".py").trim_end_matches("/__init__");
            (name.replace('/', ".").replace("_os.path", "os.path"), doc)
        }));
        Listed {
            cpython: serde_json::from_str(&read("cpython-3.11.json")).unwrap(),
            absent: toml::from_str(&fs::read_to_string(path(ABSENT)).unwrap()).unwrap(),
            docs,
        }
    }

    /// Whether CPython has this: `len`, `str.upper`, `math.gcd`, `decimal.Decimal.exp`,
    /// `json`.
    pub fn has(&self, name: &str) -> bool {
        let cpython = &self.cpython;
        if FOR_CLASSES.contains(&name) {
            return true;
        }
        if cpython.builtins.contains_key(name) || cpython.modules.contains_key(name) {
            return true;
        }
        let Some((of, last)) = name.rsplit_once('.') else {
            return cpython.types.contains_key(name);
        };
        let names = |module: &str| cpython.modules.get(module).and_then(Option::as_ref);
        cpython.types.get(of).is_some_and(|methods| methods.contains_key(last))
            || cpython.types["object"].contains_key(last) && cpython.types.contains_key(of)
            || names(of).is_some_and(|names| names.contains_key(last))
            || of
                .rsplit_once('.')
                .and_then(|(module, class)| names(module)?.get(class))
                .is_some_and(|class| class.members().contains(&last))
    }

    /// The modules that are said to be absent, and are there with all that CPython
    /// documents below them.
    pub fn stale(&self, is_there: impl Fn(&str) -> bool) -> Vec<&str> {
        let modules = self.absent.modules.keys().map(String::as_str);
        let all_there = |module: &str| {
            let below = format!("{module}.");
            let mut all = self.cpython.modules.keys();
            all.all(|name| (name != module && !name.starts_with(&below)) || is_there(name))
        };
        modules.filter(|module| all_there(module)).collect()
    }

    /// Takes these modules out of the file, in which each has a line.
    pub fn drop_absent(modules: &[&str]) {
        if modules.is_empty() {
            return; // the program is made of that file too
        }
        let text = fs::read_to_string(path(ABSENT)).unwrap();
        let is_of = |line: &str| {
            let name = line.split(" = {").next().unwrap_or_default().trim_matches('"');
            line.contains(" = {") && modules.contains(&name)
        };
        let kept: Vec<&str> = text.lines().filter(|line| !is_of(line)).collect();
        write(ABSENT, &(kept.join("\n") + "\n"));
    }

    /// Why a module is not there: the key of the reason and what to use in its place.
    pub fn absence(&self, module: &str) -> (&str, Option<&str>) {
        std::iter::successors(Some(module), |name| name.rsplit_once('.').map(|it| it.0))
            .find_map(|name| self.absent.modules.get(name))
            .map_or(("", None), |why| (why.reason.as_str(), why.instead.as_deref()))
    }
}
