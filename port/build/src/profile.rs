//! The profile: how often each part of the interpreter's C code ran in the
//! training programs. The compiler inlines and lays out code by it, and compiles
//! for speed only what ran often; the rest, by far the most, for size.
//!
//! It is kept as text, in the form that LLVM reads, beside the sources that it
//! counts. A function whose control flow has changed since then has no counts, as
//! has what a maintainer adds, and is compiled without.

use crate::command::{command, run};
use crate::layout::Layout;
use crate::toolchain::Toolchain;
use anyhow::{Context as _, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

/// Flags against warnings of that: they are nothing that whoever builds could mend.
const QUIET_FLAGS: [&str; 2] = ["-Wno-profile-instr-unprofiled", "-Wno-profile-instr-out-of-date"];

/// The profile's name in the port's folder.
pub const PROFILE_FILE: &str = "interpreter.proftext";

/// The flag that makes the compiler use a profile, before its path.
const USE: &str = "-fprofile-instr-use=";

/// Keeps the functions' names readable in the counting module.
const PLAIN_NAMES: &str = "-enable-name-compression=false";

/// What is before the path of a file with further flags.
const FURTHER: &str = "@";

/// How often some part of a function ran in training at least for the function to
/// be compiled for speed. A tenth of the functions ran that often, and most of them
/// far more often.
const FAST: u64 = 25_000;

/// The same for what costs less room: polls in place, with hints.
const HOT: u64 = 10_000;

/// The compiler's flags to use the profile.
///
/// # Errors
///
/// When LLVM cannot read it.
pub fn flags_to_use(layout: &Layout, toolchain: &Toolchain) -> Result<Vec<String>> {
    let text = layout.port.join(PROFILE_FILE);
    let indexed = layout.out.join("interpreter.profdata");
    run(command(&toolchain.profdata).arg("merge").arg(&text).arg("-o").arg(&indexed))
        .with_context(|| format!("cannot read the profile {}", text.display()))?;
    let cold = layout.out.join("cold-functions.flags");
    fs::write(&cold, flags_for_size(&counts(layout)?))
        .with_context(|| format!("cannot write {}", cold.display()))?;
    let mut flags = QUIET_FLAGS.map(str::to_owned).to_vec();
    flags.push(format!("{USE}{}", indexed.display()));
    flags.push(format!("{FURTHER}{}", cold.display()));
    Ok(flags)
}

/// The files that these flags name.
pub fn used_in(flags: &[String]) -> Vec<PathBuf> {
    let path = |flag: &String| {
        [USE, FURTHER].iter().find_map(|before| flag.strip_prefix(before)).map(PathBuf::from)
    };
    flags.iter().filter_map(path).collect()
}

/// The names of the functions of which some part ran often, so that their polls are
/// to cost as little time as can be.
///
/// # Errors
///
/// When the profile cannot be read.
pub fn hot_functions(layout: &Layout) -> Result<BTreeSet<String>> {
    let often = counts(layout)?.into_iter().filter(|(_, count)| *count >= HOT);
    Ok(often.map(|(name, _)| name).collect())
}

/// The compiler's flags for a module that counts.
pub fn flags_to_count() -> Vec<String> {
    ["-fprofile-instr-generate", "-mllvm", PLAIN_NAMES].map(str::to_owned).to_vec()
}

/// How often what ran most often in each function did.
fn counts(layout: &Layout) -> Result<BTreeMap<String, u64>> {
    let file = layout.port.join(PROFILE_FILE);
    fs::read_to_string(&file)
        .map_err(anyhow::Error::from)
        .and_then(|text| parse(&text))
        .with_context(|| format!("cannot read the profile {}", file.display()))
}

/// Reads a profile as LLVM writes it: for each function its name, a hash, the
/// number of its counters, and these, a line each. A static function is written
/// `file.c:name`, but known to the compiler by `name` alone, so that those of one
/// name count as one.
fn parse(text: &str) -> Result<BTreeMap<String, u64>> {
    let mut counts = BTreeMap::new();
    let mut lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    while let Some(name) = lines.next() {
        let mut number = |what: &str| -> Result<u64> {
            let line = lines.next().with_context(|| format!("{name} lacks {what}"))?;
            line.parse().with_context(|| format!("{what} of {name} is no number, but {line}"))
        };
        number("its hash")?;
        let counters = number("the number of its counters")?;
        let most: &mut u64 =
            counts.entry(name.rsplit(':').next().unwrap_or(name).to_owned()).or_default();
        for _ in 0..counters {
            *most = number("a counter")?.max(*most);
        }
    }
    Ok(counts)
}

/// The flags by which LLVM compiles for size what is not worth more. (Its option
/// that takes a list from a file warns of every function that is in another one.)
fn flags_for_size(counts: &BTreeMap<String, u64>) -> String {
    let cold = counts.iter().filter(|(_, count)| **count < FAST);
    cold.map(|(name, _)| format!("-mllvm -force-attribute={name}:minsize\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ran_seldom_is_compiled_for_size() {
        let counts = parse(
            "# A comment.\nmp_binary_op\n12\n3\n0\n25000\n7\n\na.c:get\n5\n1\n60000\n\n\
             b.c:get\n5\n1\n3\n\nonce\n9\n2\n24999\n1\n\nnever\n1\n0\n",
        );
        assert_eq!(
            flags_for_size(&counts.unwrap()),
            "-mllvm -force-attribute=never:minsize\n-mllvm -force-attribute=once:minsize\n"
        );
    }

    #[test]
    fn a_broken_profile_is_told_by_its_function() {
        let fault = |text| parse(text).unwrap_err().to_string();
        assert_eq!(fault("f\n1\n2\n3\n"), "f lacks a counter");
        assert_eq!(fault("f\n"), "f lacks its hash");
        assert_eq!(fault("f\n1\nx\n"), "the number of its counters of f is no number, but x");
    }
}
