//! `mpsandbox verify`.

use super::super::args::VerifyOptions;
use super::super::{Complaint, exit};
use super::diff::described as difference_described;
use super::table::titled;
use super::{Given, bytes, object, rebuild, text};
use micropython_sandbox::examine::{
    self, Check, Difference, DigestLock, Side, Verdict, Verification, sha256,
};
use serde::Serialize;
use std::path::Path;

/// All that was found, with what a rebuild has shown.
#[derive(Serialize)]
struct Report {
    #[serde(flatten)]
    verification: Verification,
    /// In what it differs from what was built anew, if it does.
    difference: Option<Difference>,
}

/// Verifies an interpreter and gives the exit code.
///
/// # Errors
///
/// When the file or the lock cannot be read, or the rebuild fails.
pub fn verify(options: &VerifyOptions) -> Result<u8, Complaint> {
    let given = Given::read(options.file.as_deref())?;
    let lock = match &options.lock {
        Some(file) => lock(file)?,
        None => examine::known_digests(),
    };
    let verification = examine::verify(&given.wasm, &lock);
    let mut report = Report { verification, difference: None };
    if options.rebuild {
        let source = options.source.as_deref().unwrap_or(Path::new("."));
        compare(&mut report, &given, source)?;
    }
    let exit_code = match report.verification.verdict {
        Verdict::Passed => exit::OK,
        Verdict::Failed => exit::DIFFERENT,
        Verdict::NotComparable => exit::NOT_COMPARABLE,
    };
    Ok(match options.json {
        true => object(&report, exit_code),
        false => text(&described(&given.name, &report), exit_code),
    })
}

fn lock(file: &Path) -> Result<DigestLock, Complaint> {
    let text = String::from_utf8_lossy(&bytes(file)?).into_owned();
    DigestLock::parse(&text)
        .map_err(|fault| Complaint::usage(format!("'{}' is no lock: {fault}", file.display())))
}

/// Builds it anew and adds what that shows: a digest that could not be compared
/// is no matter any more.
fn compare(report: &mut Report, given: &Given, source: &Path) -> Result<(), Complaint> {
    let counts = examine::inspect(&given.wasm).is_ok_and(|it| it.counts_steps);
    let rebuilt = rebuild::rebuild(source, counts)?;
    let verification = &mut report.verification;
    let check = if rebuilt.wasm == given.wasm {
        verification.checks.retain(|check| check.verdict != Verdict::NotComparable);
        let detail = format!("the same, byte for byte: {}", verification.sha256);
        Check { name: "rebuild", verdict: Verdict::Passed, detail }
    } else {
        let after = Side { wasm: &rebuilt.wasm, symbols: Some(&rebuilt.symbols) };
        report.difference = examine::diff(given.side(), after).ok();
        let detail = format!("the sources give another file: {}", sha256(&rebuilt.wasm));
        Check { name: "rebuild", verdict: Verdict::Failed, detail }
    };
    verification.checks.push(check);
    let verdicts = verification.checks.iter().map(|check| check.verdict);
    verification.verdict = verdicts.max().unwrap_or(Verdict::Failed);
    Ok(())
}

fn described(name: &str, report: &Report) -> String {
    let Report { verification, difference } = report;
    let mut text = String::new();
    for check in &verification.checks {
        let mark = match check.verdict {
            Verdict::Passed => "ok",
            Verdict::NotComparable => "?",
            Verdict::Failed => "FAILED",
        };
        text += &titled(mark, &format!("{}: {}", check.name, check.detail));
    }
    if let Some(difference) = difference {
        text += "\nIn what it differs from what was built anew, which is the second:\n";
        text += &difference_described(difference, false);
    }
    text += match verification.verdict {
        Verdict::Passed => "\nverified: ",
        Verdict::NotComparable => "\nall that could be checked is right, the digest could not: ",
        Verdict::Failed => "\nNOT verified: ",
    };
    text + name + "\n"
}
