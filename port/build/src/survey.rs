//! What of the interpreter is in: its modules written in C, and the switches of
//! its configuration that are on.

use crate::command::{command, run};
use crate::layout::Layout;
use crate::toolchain::Toolchain;
use anyhow::{Context as _, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// How the macros start that say what of the language and of the library is in.
const PREFIXES: [&str; 2] = ["MICROPY_COMP_", "MICROPY_PY_"];

/// The names of the modules that are written in C, sorted: from the table that
/// was generated.
///
/// # Errors
///
/// When the table cannot be read.
pub fn modules(layout: &Layout) -> Result<Vec<String>> {
    let table = layout.generated().join("moduledefs.h");
    let table =
        fs::read_to_string(&table).with_context(|| format!("cannot read {}", table.display()))?;
    Ok(modules_in(&table))
}

fn modules_in(table: &str) -> Vec<String> {
    let names: BTreeSet<String> = table
        .lines()
        .filter(|line| line.starts_with("#define MODULE_DEF_"))
        .filter_map(|line| line.split_once("MP_ROM_QSTR(MP_QSTR_")?.1.split_once(')'))
        .map(|(name, _)| name.to_owned())
        .collect();
    names.into_iter().collect()
}

/// The names of the switches that are on, sorted: as the compiler reads the
/// configuration with these flags.
///
/// # Errors
///
/// When it cannot read it.
pub fn switches(layout: &Layout, toolchain: &Toolchain, flags: &[String]) -> Result<Vec<String>> {
    let mut names = BTreeSet::new();
    for file in [layout.micropython.join("py/mpconfig.h"), layout.port.join("mpconfigport.h")] {
        let text =
            fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        names.extend(text.lines().filter_map(defined).map(str::to_owned));
    }
    // Some macros are no numbers; of those that are, the compiler says which are
    // not zero. A name in quotes is not replaced.
    let file = layout.out.join("switches.c");
    let lines: String = names.iter().map(|name| format!("\"{name}\" = {name}\n")).collect();
    let expanded = preprocess(&file, &lines, toolchain, flags)?;
    let questions: String = expanded
        .lines()
        .filter_map(numeric)
        .map(|name| format!("#if {name}\n\"{name}\"\n#endif\n"))
        .collect();
    let answers = preprocess(&file, &questions, toolchain, flags)?;
    let is_on = |line: &str| Some(line.strip_prefix('"')?.strip_suffix('"')?.to_owned());
    Ok(answers.lines().filter_map(is_on).filter(|name| names.contains(name)).collect())
}

/// The name that a line defines, if it is that of a switch.
fn defined(line: &str) -> Option<&str> {
    let name = line.trim_start().strip_prefix('#')?.trim_start().strip_prefix("define ")?;
    let name = name.split_whitespace().next()?;
    PREFIXES
        .iter()
        .any(|prefix| name.starts_with(prefix))
        .then_some(name)
        // A macro with arguments is no switch.
        .filter(|name| !name.contains('('))
}

/// The name in a line `"NAME" = EXPANSION`, if the expansion is an expression of
/// numbers.
fn numeric(line: &str) -> Option<&str> {
    let (name, expansion) = line.strip_prefix('"')?.split_once("\" = ")?;
    let is_part = |c: char| c.is_ascii_digit() || " ()<>=!&|+-*".contains(c);
    (!expansion.trim().is_empty() && expansion.chars().all(is_part)).then_some(name)
}

fn preprocess(file: &Path, lines: &str, toolchain: &Toolchain, flags: &[String]) -> Result<String> {
    fs::write(file, format!("#include \"py/mpconfig.h\"\n{lines}"))?;
    run(command(&toolchain.clang).args(flags).args(["-E", "-P"]).arg(file))
        .context("cannot read the interpreter's configuration")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_modules_is_read() {
        let table = "\
            extern const struct _mp_obj_module_t mp_module_re;\n\
            #undef MODULE_DEF_RE\n\
            #define MODULE_DEF_RE { MP_ROM_QSTR(MP_QSTR_re), MP_ROM_PTR(&mp_module_re) },\n\
            #define MODULE_DEF__ASYNCIO { MP_ROM_QSTR(MP_QSTR__asyncio), MP_ROM_PTR(&x) },\n\
            #define MICROPY_REGISTERED_MODULES \\\n    MODULE_DEF_RE \\\n";
        assert_eq!(modules_in(table), ["_asyncio", "re"]);
    }

    #[test]
    fn switches_are_told_from_other_macros() {
        assert_eq!(defined("#define MICROPY_PY_RE (1)"), Some("MICROPY_PY_RE"));
        assert_eq!(defined("  # define MICROPY_COMP_CONST 1"), Some("MICROPY_COMP_CONST"));
        for line in [
            "#define MICROPY_ENABLE_GC (1)",
            "#ifndef MICROPY_PY_RE",
            "#define MICROPY_PY_WAIT(x) wait(x)",
            "MICROPY_PY_RE",
        ] {
            assert_eq!(defined(line), None, "{line}");
        }
        assert_eq!(numeric("\"MICROPY_PY_RE\" = ((40 >= 30) && !0)"), Some("MICROPY_PY_RE"));
        for line in ["\"A\" = \"linux\"", "\"A\" = (seed())", "\"A\" = A", "\"A\" = ", "A = 1"] {
            assert_eq!(numeric(line), None, "{line}");
        }
    }
}
