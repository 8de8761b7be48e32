//! What the interpreter itself says it has.

use crate::listed::Listed;
use micropython_sandbox::Sandbox;
use std::collections::{BTreeMap, BTreeSet};

/// What of CPython's is missing.
pub struct Answers {
    pub builtins: BTreeSet<String>,
    /// Methods, by type.
    pub types: BTreeMap<String, BTreeSet<String>>,
    /// By module; none of one that is not there.
    pub modules: BTreeMap<String, Option<Lacking>>,
}

/// What a module lacks.
pub struct Lacking {
    pub names: BTreeSet<String>,
    /// Methods and attributes of its classes, as `Class.method`.
    pub members: BTreeSet<String>,
}

/// A module, with its names and what those have, if they are classes.
type Asked<'a> = (&'a String, Vec<(&'a String, Vec<&'a str>)>);

type Answer = (
    BTreeSet<String>,
    Vec<(String, BTreeSet<String>)>,
    Vec<(String, Option<(BTreeSet<String>, BTreeSet<String>)>)>,
);

impl Answers {
    pub fn ask(sandbox: &Sandbox, listed: &Listed) -> Answers {
        let mut session = sandbox.session().unwrap();
        let run = session.run(include_str!("ask.py"));
        assert_eq!(run.error, None);
        let builtins: Vec<&String> = listed.cpython.builtins.keys().collect();
        let types: Vec<(&String, Vec<&String>)> = listed
            .cpython
            .types
            .iter()
            .map(|(name, methods)| (name, methods.keys().collect()))
            .collect();
        // Modules of its own are asked for as well.
        let others = listed.docs.keys().filter(|name| {
            !name.contains('.')
                && !name.starts_with('_')
                && !listed.cpython.modules.contains_key(*name)
        });
        let modules: Vec<Asked<'_>> = listed
            .cpython
            .modules
            .iter()
            .map(|(module, names)| {
                let names = names.iter().flatten();
                (module, names.map(|(name, listed)| (name, listed.members())).collect())
            })
            .chain(others.map(|module| (module, Vec::new())))
            .collect();
        let (builtins, types, modules): Answer =
            session.call("missing", (builtins, types, modules)).to().unwrap();
        let lacking = |(names, members)| Lacking { names, members };
        Answers {
            builtins,
            types: types.into_iter().collect(),
            modules: modules.into_iter().map(|(name, it)| (name, it.map(lacking))).collect(),
        }
    }
}
