//! Object files, kept from build to build: a C file is compiled again only when
//! it, a file that it includes, the flags or the compiler have changed.
//!
//! Beside each object lie the list of what the compiler has read for it, as the
//! compiler wrote that, and a digest over those files' contents. Times of files
//! play no part: a file that is replaced by an older one is noticed too.

use crate::command::{command, run_heard};
use crate::source::hex;
use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// What compiles, and how.
pub struct Compiler<'a> {
    /// The program.
    pub program: &'a Path,
    /// The triple of what it compiles for, as `cc` wants to know it.
    pub target: &'a str,
    /// What it says of itself: objects of another version are not used.
    pub version: &'a str,
    /// The `PATH` that it gets, to find its own parts.
    pub path: &'a OsStr,
    /// Its flags.
    pub flags: &'a [String],
    /// Files that it reads because of a flag, and does not list.
    pub inputs: &'a [PathBuf],
}

/// What was compiled.
#[derive(Debug)]
pub struct Objects {
    /// The object files, in the order of the sources.
    pub files: Vec<PathBuf>,
    /// What the compiler warned of, where it compiled.
    pub warnings: String,
}

/// Compiles C files into a folder, as many at a time as there are processors.
///
/// # Errors
///
/// When a file does not compile: then with what the compiler printed about the
/// first of them.
pub fn compile(compiler: &Compiler<'_>, out: &Path, sources: &[PathBuf]) -> Result<Objects> {
    fs::create_dir_all(out).with_context(|| format!("cannot make {}", out.display()))?;
    let tool = tool(compiler)?;
    let digests = Digests::default();
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(1, usize::from).min(sources.len());
    let mut done = thread::scope(|scope| {
        let work = || {
            let mut done = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(source) = sources.get(index) else { break };
                let object = object(compiler, &tool, out, source, &digests);
                if object.is_err() {
                    next.store(sources.len(), Ordering::Relaxed); // the others need not begin
                }
                done.push((index, object));
            }
            done
        };
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_default())
            .collect::<Vec<(usize, Result<_>)>>()
    });
    done.sort_by_key(|(index, _)| *index);
    let mut objects = Objects { files: Vec::new(), warnings: String::new() };
    for (_, object) in done {
        let (file, warnings) = object?;
        objects.files.push(file);
        objects.warnings += &warnings;
    }
    anyhow::ensure!(objects.files.len() == sources.len(), "a thread that compiled has failed");
    Ok(objects)
}

/// The program, as the crate `cc` takes it: it has to be a compiler like clang or
/// GCC. What the environment says of flags has no say here, so that a build is the
/// same everywhere; so `cc` does not run it.
fn tool(compiler: &Compiler<'_>) -> Result<cc::Tool> {
    let tool = cc::Build::new()
        .compiler(compiler.program)
        .host(compiler.target)
        .target(compiler.target)
        .opt_level_str("s")
        .no_default_flags(true)
        .inherit_rustflags(false)
        .cargo_metadata(false)
        .emit_rerun_if_env_changed(false)
        .try_get_compiler()
        .with_context(|| format!("cannot use {}", compiler.program.display()))?;
    anyhow::ensure!(
        tool.is_like_clang() || tool.is_like_gnu(),
        "{} is no C compiler like clang or GCC",
        compiler.program.display()
    );
    Ok(tool)
}

fn object(
    compiler: &Compiler<'_>,
    tool: &cc::Tool,
    out: &Path,
    source: &Path,
    digests: &Digests,
) -> Result<(PathBuf, String)> {
    // Sources of one name may lie in several folders.
    let place = hex(&Sha256::digest(source.as_os_str().as_encoded_bytes())[..8]);
    let stem = source.file_stem().unwrap_or_default().to_string_lossy();
    let file = |extension: &str| out.join(format!("{place}-{stem}.{extension}"));
    let (object, read, made_from) = (file("o"), file("d"), file("made-from"));
    let up_to_date = || {
        let found = fs::read_to_string(&made_from).ok()?;
        let wanted = digests.all(compiler, &inputs(&fs::read_to_string(&read).ok()?)).ok()?;
        (object.is_file() && found == wanted).then_some(())
    };
    if up_to_date().is_some() {
        return Ok((object, String::new()));
    }
    if made_from.exists() {
        fs::remove_file(&made_from)?;
    }
    let heard = run_heard(
        command(tool.path())
            .env("PATH", compiler.path)
            .args(compiler.flags)
            .args(["-MD", "-MF"])
            .arg(&read)
            .arg("-c")
            .arg(source)
            .arg("-o")
            .arg(&object),
    )
    .with_context(|| format!("cannot compile {}", source.display()))?;
    let list =
        fs::read_to_string(&read).with_context(|| format!("cannot read {}", read.display()))?;
    fs::write(&made_from, digests.all(compiler, &inputs(&list))?)?;
    // But for clang's count of them.
    let warnings = heard.stderr.lines().filter(|line| !line.ends_with(" generated."));
    Ok((object, warnings.flat_map(|line| [line, "\n"]).collect()))
}

/// The files of a rule for `make`: `object: source header \` and so on.
fn inputs(rule: &str) -> Vec<PathBuf> {
    let (_, files) = rule.split_once(": ").unwrap_or(("", rule));
    let mut inputs = vec![String::new()];
    let mut characters = files.chars().peekable();
    while let Some(character) = characters.next() {
        let last = inputs.len() - 1;
        match (character, characters.peek()) {
            ('\\', Some(&escaped @ (' ' | '#'))) | ('$', Some(&escaped @ '$')) => {
                characters.next();
                inputs[last].push(escaped);
            }
            ('\\', Some('\n')) => {}
            (' ' | '\n', _) => inputs.push(String::new()),
            _ => inputs[last].push(character),
        }
    }
    inputs.into_iter().filter(|input| !input.is_empty()).map(PathBuf::from).collect()
}

/// The digests of files, each read once: most sources include the same headers.
#[derive(Default)]
struct Digests(Mutex<BTreeMap<PathBuf, String>>);

impl Digests {
    /// One for all that an object is made from.
    fn all(&self, compiler: &Compiler<'_>, inputs: &[PathBuf]) -> Result<String> {
        let mut digest = Sha256::new();
        let mut update = |part: &str| {
            digest.update(part);
            digest.update([0]);
        };
        update(&compiler.program.to_string_lossy());
        update(compiler.version);
        compiler.flags.iter().for_each(|flag| update(flag));
        for input in inputs.iter().chain(compiler.inputs) {
            update(&input.to_string_lossy());
            update(&self.one(input)?);
        }
        Ok(hex(&digest.finalize()))
    }

    fn one(&self, file: &Path) -> Result<String> {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(digest) = known().get(file) {
            return Ok(digest.clone());
        }
        let content = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        let digest = hex(&Sha256::digest(content));
        known().insert(file.to_owned(), digest.clone());
        Ok(digest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_for_make_are_read() {
        let paths = |names: &[&str]| names.iter().map(PathBuf::from).collect::<Vec<_>>();
        assert_eq!(inputs("a.o: a.c b.h \\\n  c.h\n"), paths(&["a.c", "b.h", "c.h"]));
        assert_eq!(
            inputs("/x\\ y/a.o: /x\\ y/a.c d$$e.h f\\#g.h \\\n"),
            paths(&["/x y/a.c", "d$e.h", "f#g.h"])
        );
        assert_eq!(inputs(""), paths(&[]));
    }
}
