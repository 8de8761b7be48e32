//! The profile: how often each part of the interpreter's C code ran in the
//! training programs. The compiler inlines and lays out code by it.
//!
//! It is kept as text, in the form that LLVM reads, beside the sources that it
//! counts. A function whose control flow has changed since then has no counts, as
//! has what a maintainer adds, and is compiled without.

use crate::command::{command, run};
use crate::layout::Layout;
use crate::toolchain::Toolchain;
use anyhow::{Context as _, Result};
use std::path::PathBuf;

/// Flags against warnings of that: they are nothing that whoever builds could mend.
const QUIET_FLAGS: [&str; 2] = ["-Wno-profile-instr-unprofiled", "-Wno-profile-instr-out-of-date"];

/// The profile's name in the port's folder.
pub const PROFILE_FILE: &str = "interpreter.proftext";

/// The flag that makes the compiler use a profile, before its path.
const USE: &str = "-fprofile-instr-use=";

/// Keeps the functions' names readable in the counting module.
const PLAIN_NAMES: &str = "-enable-name-compression=false";

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
    let mut flags = QUIET_FLAGS.map(str::to_owned).to_vec();
    flags.push(format!("{USE}{}", indexed.display()));
    Ok(flags)
}

/// The profiles that these flags name.
pub fn used_in(flags: &[String]) -> Vec<PathBuf> {
    flags.iter().filter_map(|flag| flag.strip_prefix(USE)).map(PathBuf::from).collect()
}

/// The compiler's flags for a module that counts.
pub fn flags_to_count() -> Vec<String> {
    ["-fprofile-instr-generate", "-mllvm", PLAIN_NAMES].map(str::to_owned).to_vec()
}
