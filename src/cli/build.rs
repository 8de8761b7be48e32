//! `mpsandbox build`.

use super::args::BuildOptions;
use super::{Complaint, exit, file, tell};
use micropython_sandbox::build::{Builder, Built, Event, Step, source_around};
use sha2::{Digest as _, Sha256};
use std::env;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Goes to the start of a terminal's line and clears it.
const CLEAR_LINE: &str = "\r\x1b[K";

/// Builds an interpreter and writes it to a file.
///
/// # Errors
///
/// When the sources are not found or the file cannot be written.
pub fn build(options: BuildOptions) -> Result<u8, Complaint> {
    file::check(&options.output)?;
    let symbols = options.output.with_extension("symbols");
    if symbols == options.output {
        return Err(Complaint::usage(
            "the names of the functions go into a file whose name ends in .symbols: name another one \
             for the interpreter, such as my.wasm",
        ));
    }
    file::check(&symbols)?;
    let source = match &options.source {
        Some(source) => source.clone(),
        None => source()?,
    };
    let start = Instant::now();
    let watched = !options.quiet && io::stderr().is_terminal();
    let mut builder = Builder::new(source);
    if !options.quiet {
        builder = builder.progress(move |event| show(event, watched));
    }
    if let Some(manifest) = options.manifest {
        builder = builder.manifest(manifest);
    }
    if !options.library.is_empty() {
        builder = builder.libraries(options.library);
    }
    if !options.c_module.is_empty() {
        builder = builder.c_modules(options.c_module);
    }
    if let Some(features) = options.features {
        builder = builder.features(features);
    }
    if let Some(folder) = options.work {
        builder = builder.folder(folder);
    }
    let built = builder.build();
    if watched {
        let _ = write!(io::stderr(), "{CLEAR_LINE}");
    }
    match built {
        Ok(built) => {
            // The names first: they name the module that they are of.
            file::write(&symbols, built.symbols.to_string().as_bytes())?;
            file::write(&options.output, &built.wasm)?;
            if !options.quiet {
                tell(&summary(&options.output, &built, start));
            }
            Ok(exit::OK)
        }
        Err(error) => {
            tell(&format!("cannot build: {error}"));
            Ok(exit::NOT_BUILT)
        }
    }
}

/// The sources around the folder that the user is in, or around the program.
fn source() -> Result<PathBuf, Complaint> {
    let folders = [env::current_dir().ok(), env::current_exe().ok()];
    folders
        .iter()
        .flatten()
        .find_map(|folder| source_around(folder))
        .map(Path::to_owned)
        .ok_or_else(|| {
            Complaint::usage(
                "the sources of micropython-sandbox are neither around this folder nor around \
                 this program: name a clone with --source",
            )
        })
}

/// On a terminal in one line, which each step writes anew; otherwise a line each.
fn show(event: Event<'_>, watched: bool) {
    match event {
        Event::Step(step) => {
            let text = format!("[{}/{}] {}", step.number(), Step::COUNT, step.title());
            if watched {
                let _ = write!(io::stderr(), "{CLEAR_LINE}{text} ...");
            } else {
                tell(&text);
            }
        }
        Event::Warning(text) => {
            if watched {
                let _ = write!(io::stderr(), "{CLEAR_LINE}");
            }
            tell(text);
        }
    }
}

fn summary(output: &Path, built: &Built, start: Instant) -> String {
    let digest: String =
        Sha256::digest(&built.wasm).iter().map(|byte| format!("{byte:02x}")).collect();
    format!(
        "{}: {} bytes, {} frozen modules, SHA-256 {digest}, in {:.1} s",
        output.display(),
        built.wasm.len(),
        built.manifest.frozen.len(),
        start.elapsed().as_secs_f64()
    )
}
