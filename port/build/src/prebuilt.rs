//! An interpreter that is there already, to be used in place of one that is built:
//! verified first.

use crate::digests::DigestLock;
use crate::inspect::manifest_in;
use crate::manifest::Manifest;
use crate::sections::split;
use crate::symbols::Symbols;
use crate::verify::{Expected, Verdict, verify};
use anyhow::{Context as _, Result, bail, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// An interpreter that was taken.
#[derive(Debug)]
pub struct Prebuilt {
    /// The module.
    pub wasm: Vec<u8>,
    /// The variant that counts steps, if it is there.
    pub counting_wasm: Option<Vec<u8>>,
    /// What the module says of itself.
    pub manifest: Manifest,
    /// The names of its functions, if they are there.
    pub symbols: Option<Symbols>,
    /// What whoever builds with it should know.
    pub warnings: Vec<String>,
    /// The files that were read or looked for.
    pub files: Vec<PathBuf>,
}

/// Takes the interpreter in a file, with the variant that counts steps
/// (`x.counting.wasm` for `x.wasm`) and the names of its functions (`x.symbols`)
/// from beside it.
///
/// # Errors
///
/// When it cannot be read, is not what it says, or was not made for this version
/// of the contract with its host.
pub fn take(path: &Path, abi_version: u32, lock: DigestLock) -> Result<Prebuilt> {
    let expected = Expected { abi_version, lock };
    let mut warnings = Vec::new();
    let (wasm, manifest) = read(path, &expected, &mut warnings)?;
    ensure!(
        !manifest.counts_steps(),
        "{} is the variant that counts steps; name the other, which lies beside it",
        path.display()
    );
    let counting_path = path.with_extension("counting.wasm");
    let counting_wasm = match counting_path.exists() {
        true => Some(counting(&counting_path, &expected, &manifest, &mut warnings)?),
        false => {
            warnings.push(format!(
                "there is no {}: programs cannot be limited in their steps",
                counting_path.display()
            ));
            None
        }
    };
    let symbols_path = path.with_extension("symbols");
    let symbols = fs::read_to_string(&symbols_path).ok();
    let symbols = symbols.and_then(|text| Symbols::parse(&text).ok());
    Ok(Prebuilt {
        symbols: symbols.filter(|symbols| symbols.are_of(&wasm)),
        wasm,
        counting_wasm,
        manifest,
        warnings,
        files: vec![path.to_owned(), counting_path, symbols_path],
    })
}

fn counting(
    path: &Path,
    expected: &Expected,
    plain: &Manifest,
    warnings: &mut Vec<String>,
) -> Result<Vec<u8>> {
    let (wasm, manifest) = read(path, expected, warnings)?;
    ensure!(manifest.counts_steps(), "{} does not count steps", path.display());
    ensure!(
        manifest.sources_sha256() == plain.sources_sha256()
            && manifest.toolchain == plain.toolchain,
        "{} was made from other sources, or by other tools, than the file beside it",
        path.display()
    );
    Ok(wasm)
}

/// Reads a file and verifies it. One whose digest nobody knows is taken, with a
/// warning: whoever names it has chosen it.
fn read(
    path: &Path,
    expected: &Expected,
    warnings: &mut Vec<String>,
) -> Result<(Vec<u8>, Manifest)> {
    let wasm = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let verification = verify(&wasm, expected);
    let checks = verification.checks.iter();
    let told = |verdict| {
        let checks = checks.clone().filter(move |check| check.verdict == verdict);
        checks.map(|check| format!("{}: {}", check.name, check.detail))
    };
    if verification.verdict == Verdict::Failed {
        let faults: String = told(Verdict::Failed).map(|fault| format!("\n  {fault}")).collect();
        bail!("{} is not used, as it is not what it should be:{faults}", path.display());
    }
    warnings.extend(told(Verdict::NotComparable).map(|it| format!("{}: {it}", path.display())));
    let manifest = manifest_in(&split(&wasm)?)?;
    Ok((wasm, manifest))
}
