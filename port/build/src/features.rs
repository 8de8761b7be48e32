//! What of the interpreter is in: a small TOML file of switches.
//!
//! ```toml
//! [modules]
//! re = false
//! [builtins]
//! exec = false
//! ```
//!
//! Everything that the file does not name is in. `docs/building.md` lists the
//! switches; a test compares that with the table here.

use anyhow::{Context as _, Result, bail};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use toml::{Table, Value};

/// The header that the port's configuration ends with, in the folder of
/// generated ones.
pub const HEADER: &str = "features.h";

/// Something that can be left out.
#[derive(Debug, Clone, Copy)]
pub struct Switch {
    /// The table that it stands in.
    pub table: &'static str,
    /// Its name there.
    pub name: &'static str,
    /// The macros that are 0 without it.
    macros: &'static [&'static str],
    /// Files of the port that are not compiled without it.
    c_files: &'static [&'static str],
    /// Files and folders of the port's frozen modules that are not frozen without it.
    frozen: &'static [&'static str],
    /// Imports that the module does not have without it.
    imports: &'static [&'static str],
    /// Switches that have to be on for this one, with their tables.
    needs: &'static [&'static str],
}

impl Switch {
    /// Its name with its table, as `modules.re`.
    pub fn full_name(&self) -> String {
        format!("{}.{}", self.table, self.name)
    }
}

/// One that is a macro of upstream's and nothing else.
const fn switch(
    table: &'static str,
    name: &'static str,
    macros: &'static [&'static str],
) -> Switch {
    Switch { table, name, macros, c_files: &[], frozen: &[], imports: &[], needs: &[] }
}

/// A module of the port's own: C files and frozen modules.
const fn own(
    name: &'static str,
    c_files: &'static [&'static str],
    frozen: &'static [&'static str],
    needs: &'static [&'static str],
) -> Switch {
    Switch { table: "modules", name, macros: &[], c_files, frozen, imports: &[], needs }
}

/// The files of the engine for regular expressions.
const RE: [&str; 12] = [
    "modre.c",
    "reanalysis.c",
    "rechars.c",
    "recompile.c",
    "reescapes.c",
    "regroups.c",
    "rematch.c",
    "rematchobject.c",
    "reparse.c",
    "repattern.c",
    "resets.c",
    "resub.c",
];

/// All of them, sorted.
pub const SWITCHES: &[Switch] = &[
    switch(
        "builtins",
        "exec", // and eval, compile and execfile
        &[
            "MICROPY_PY_BUILTINS_COMPILE",
            "MICROPY_PY_BUILTINS_EVAL_EXEC",
            "MICROPY_PY_BUILTINS_EXECFILE",
        ],
    ),
    Switch {
        c_files: &["modfetch.c"],
        frozen: &["_fetch.py"],
        imports: &["fetch"],
        ..switch("builtins", "fetch", &["MPH_FETCH"])
    },
    Switch {
        c_files: &["help.c"],
        ..switch(
            "builtins",
            "help",
            &["MICROPY_PY_BUILTINS_HELP", "MICROPY_PY_BUILTINS_HELP_MODULES"],
        )
    },
    switch("builtins", "input", &["MICROPY_PY_BUILTINS_INPUT"]),
    own("asyncio", &[], &["asyncio"], &["modules.heapq"]),
    own("binascii", &["modbinascii.c"], &[], &[]),
    switch("modules", "cmath", &["MICROPY_PY_CMATH"]),
    switch("modules", "deflate", &["MICROPY_PY_DEFLATE"]),
    own("hashlib", &["digest.c", "modhashlib.c"], &[], &[]),
    own("heapq", &["modheapq.c"], &["heapq.py"], &[]), // and bisect
    own("json", &["jsondecode.c", "jsonencode.c", "modjson.c"], &["json"], &[]),
    Switch { macros: &["MICROPY_PY_MATH"], ..own("math", &["mathsum.c", "modmath.c"], &[], &[]) },
    Switch { macros: &["MICROPY_PY_PLATFORM"], ..own("platform", &[], &["platform.py"], &[]) },
    own(
        "random",
        &["modrandom.c", "twister.c"],
        &["random.py"],
        &["modules.heapq", "modules.math"],
    ),
    own("re", &RE, &["_reerror.py"], &[]),
    own("requests", &[], &["requests"], &["builtins.fetch", "modules.binascii", "modules.json"]),
    switch("modules", "select", &["MICROPY_PY_SELECT"]),
    own("struct", &["modstruct.c", "structvalue.c"], &[], &[]),
];

/// What a file leaves out.
#[derive(Debug, Clone, Default)]
pub struct Features {
    without: Vec<Switch>,
}

impl Features {
    /// Reads the file, if there is one.
    ///
    /// # Errors
    ///
    /// When it cannot be read, is no TOML, names what is no switch, says something
    /// else than true or false, or leaves out what something else needs.
    pub fn read(file: Option<&Path>) -> Result<Features> {
        let Some(file) = file else { return Ok(Features::default()) };
        let text = fs::read_to_string(file)
            .with_context(|| format!("the features {} cannot be read", file.display()))?;
        parse(&text).with_context(|| format!("in the features {}", file.display()))
    }

    /// The names of what is left out, with their tables, sorted.
    pub fn left_out(&self) -> Vec<String> {
        self.without.iter().map(Switch::full_name).collect()
    }

    /// The header for the compiler.
    pub fn header(&self) -> String {
        let mut header = String::new();
        for name in self.without.iter().flat_map(|switch| switch.macros) {
            let _ = write!(header, "#undef {name}\n#define {name} (0)\n");
        }
        header
    }

    /// Whether a file of the port is compiled.
    pub fn keeps_c_file(&self, name: &str) -> bool {
        !self.without.iter().any(|switch| switch.c_files.contains(&name))
    }

    /// Whether the module has an import of the host's.
    pub fn keeps_import(&self, name: &str) -> bool {
        !self.without.iter().any(|switch| switch.imports.contains(&name))
    }

    /// Whether a module is frozen whose source lies there among the port's.
    pub fn keeps_frozen(&self, place: &Path) -> bool {
        !self.without.iter().flat_map(|switch| switch.frozen).any(|it| place.starts_with(it))
    }
}

fn parse(text: &str) -> Result<Features> {
    // Where it is no TOML, this says the line and shows it.
    let tables: Table = text.parse()?;
    let known = || SWITCHES.iter().map(Switch::full_name).collect::<Vec<_>>().join(", ");
    let mut without = Vec::new();
    for (table, switches) in &tables {
        let Value::Table(switches) = switches else {
            bail!("{table} is no table; there are {}", known());
        };
        for (name, value) in switches {
            let found = SWITCHES.iter().find(|known| (known.table, known.name) == (table, name));
            let Some(switch) = found else {
                bail!("{table}.{name} cannot be switched; there are {}", known());
            };
            match value {
                Value::Boolean(true) => {}
                Value::Boolean(false) => without.push(*switch),
                _ => bail!("{table}.{name} is {value}; it can be true or false"),
            }
        }
    }
    without.sort_by_key(|switch| (switch.table, switch.name));
    let is_without = |full: &str| without.iter().any(|switch| switch.full_name() == full);
    for switch in SWITCHES {
        let (missing, name) = (switch.needs.iter().find(|it| is_without(it)), switch.full_name());
        if let Some(needed) = missing
            && !is_without(&name)
        {
            bail!("{needed} is false, and {name} needs it: make that false too");
        }
    }
    Ok(Features { without })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        format!("{:#}", parse(text).unwrap_err())
    }

    #[test]
    fn everything_is_in_unless_it_is_switched_off() {
        assert!(parse("").unwrap().header().is_empty());
        assert!(parse("[modules]\nre = true\n").unwrap().left_out().is_empty());
        let features = parse("[modules]\nre = false\nhashlib = false\n").unwrap();
        assert_eq!(features.left_out(), ["modules.hashlib", "modules.re"]);
        let cmath = parse("[modules]\ncmath = false\n").unwrap().header();
        assert_eq!(cmath, "#undef MICROPY_PY_CMATH\n#define MICROPY_PY_CMATH (0)\n");
        assert!(!features.keeps_c_file("digest.c") && features.keeps_c_file("main.c"));
        assert!(features.keeps_frozen(Path::new("asyncio/tasks.py")));
        let features = parse("[modules]\nasyncio = false\n").unwrap();
        assert!(!features.keeps_frozen(Path::new("asyncio/tasks.py")));
        assert!(features.keeps_frozen(Path::new("asyncio_more.py")));
        assert!(features.keeps_import("fetch"));
        let features = parse("[builtins]\nfetch = false\n[modules]\nrequests = false\n").unwrap();
        assert!(!features.keeps_import("fetch") && features.keeps_import("print"));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, part) in [
            (
                "[modules]\nregex = false",
                "modules.regex cannot be switched; there are builtins.exec",
            ),
            ("[modules]\nre = 0", "modules.re is 0; it can be true or false"),
            ("re = false", "re is no table"),
            ("[modules\nre = false", "line 1"),
            ("[modules]\nheapq = false", "modules.asyncio needs it"),
            ("[builtins]\nfetch = false", "modules.requests needs it: make that false too"),
        ] {
            let fault = fault(text);
            assert!(fault.contains(part), "{fault}");
        }
    }

    #[test]
    fn the_table_is_sorted_and_needs_what_there_is() {
        let names: Vec<_> = SWITCHES.iter().map(Switch::full_name).collect();
        assert!(names.is_sorted(), "{names:?}");
        for Switch { needs, .. } in SWITCHES {
            assert!(needs.iter().all(|needed| names.iter().any(|name| name == needed)));
        }
    }
}
