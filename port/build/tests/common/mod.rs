//! For tests of passes on small modules, with the expected output beside them:
//! `tests/PASS/NAME.wat` and `NAME.expected.wat`.
//!
//! To rewrite the expected output, set `UPDATE_EXPECTED=1`, then read the
//! difference.

use std::path::{Path, PathBuf};

use serde::Serialize;
use walrus::Module;

/// Runs a pass and validates what comes out.
pub fn run<R>(
    wasm: &[u8],
    pass: impl FnOnce(&mut Module) -> anyhow::Result<R>,
) -> Result<(Vec<u8>, R), String> {
    let mut module = Module::from_buffer(wasm).map_err(|error| format!("{error:#}"))?;
    let report = pass(&mut module).map_err(|error| format!("{error:#}"))?;
    let wasm = module.emit_wasm();
    wasmparser::Validator::new_with_features(wasmparser::WasmFeatures::all())
        .validate_all(&wasm)
        .map_err(|error| format!("the output is invalid: {error}\n{}", print(&wasm)))?;
    Ok((wasm, report))
}

fn print(wasm: &[u8]) -> String {
    wasmprinter::print_bytes(wasm).unwrap_or_else(|error| format!(";; cannot print: {error}"))
}

/// The inputs for a pass, sorted.
pub fn inputs(pass: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(pass);
    let entries = std::fs::read_dir(&folder).expect("the folder with the inputs");
    let mut inputs = entries
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.to_string_lossy().ends_with(".wat"))
        .filter(|path| !path.to_string_lossy().ends_with(".expected.wat"))
        .collect::<Vec<_>>();
    inputs.sort();
    assert!(!inputs.is_empty(), "no inputs in {}", folder.display());
    inputs
}

/// Reads an input.
pub fn parse(path: &Path) -> Vec<u8> {
    wat::parse_file(path).unwrap_or_else(|error| panic!("{error}"))
}

/// Runs a pass on each of its inputs and compares module, report and error with
/// what is expected.
pub fn assert_output_is_as_expected<R: Serialize>(
    pass: &str,
    run: impl Fn(&[u8]) -> Result<(Vec<u8>, R), String>,
) {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = Vec::new();
    for input in inputs(pass) {
        let actual = match run(&parse(&input)) {
            Ok((wasm, report)) => {
                let report = serde_json::to_string(&report).expect("a report is plain data");
                format!("{};; {report}\n", print(&wasm))
            }
            Err(error) => format!(";; error: {error}\n"),
        };
        let expected_path = input.with_extension("expected.wat");
        if update {
            std::fs::write(&expected_path, &actual).expect("writing the expected output");
        }
        let expected = std::fs::read_to_string(&expected_path).unwrap_or_default();
        if actual != expected {
            wrong.push(format!("--- {}\n{actual}", input.display()));
        }
    }
    assert!(
        wrong.is_empty(),
        "unexpected output (UPDATE_EXPECTED=1 accepts):\n{}",
        wrong.join("\n")
    );
}
