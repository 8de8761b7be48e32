//! C modules of a maintainer's own, in upstream's layout: a folder with C files
//! and a `micropython.mk` that names them.
//!
//! Of that file is read what modules for several ports have in it, see
//! `makefile`; what is not understood is an error, since a module that lacks a
//! file or a flag might still build. `micropython.cmake` says the same again for
//! other ports and is not read. A folder without either is a module of all C files
//! that lie directly in it.

mod makefile;
#[cfg(test)]
mod tests;

use crate::source::hex;
use crate::sources::c_files_in;
use anyhow::{Context as _, Result, bail, ensure};
use makefile::{Makefile, Value};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const MAKEFILE: &str = "micropython.mk";

/// Variables for what this build does not do.
const REFUSED: &[(&str, &str)] = &[
    ("SRC_USERMOD_CXX", "C++ is not compiled"),
    ("SRC_USERMOD_LIB_CXX", "C++ is not compiled"),
    ("SRC_USERMOD_LIB_ASM", "assembly is not compiled"),
    ("LDFLAGS_USERMOD", "the module is linked with nothing but the C library"),
];

/// How flags start that are passed on. Others could undo what the build relies
/// on, such as link-time optimisation.
const FLAGS: &[&str] = &["-D", "-U", "-W"];

/// Those of them that hand on flags for somebody else.
const REFUSED_FLAGS: &[&str] = &["-Wa,", "-Wl,", "-Wp,"];

/// How the names of files end that nobody has written.
const LEFT_BEHIND: &[&str] = &["~", ".o", ".d", ".pyc"];

/// A C module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CModule {
    /// The name of its folder.
    pub name: String,
    /// Its folder, absolute.
    pub folder: PathBuf,
    /// Its C files.
    pub c_files: Vec<PathBuf>,
    /// Those of them that interned strings are looked for in.
    pub scanned: Vec<PathBuf>,
    /// The compiler's flags for it, and, as upstream has it, for everything.
    pub flags: Vec<String>,
    /// Files of further interned strings.
    pub qstr_definitions: Vec<PathBuf>,
}

/// Reads the modules in folders: each is one, or has some in it.
///
/// # Errors
///
/// When there is none, or one has something that this build does not do, is not
/// there, or lies outside: with file and line.
pub fn read(folders: &[PathBuf], micropython: &Path) -> Result<Vec<CModule>> {
    let mut modules: BTreeMap<String, CModule> = BTreeMap::new();
    for folder in folders {
        let folder = folder.canonicalize().with_context(|| {
            format!("the folder of C modules {} cannot be read", folder.display())
        })?;
        for folder in module_folders(&folder)? {
            let module = module(folder, micropython)?;
            if let Some(other) = modules.get(&module.name) {
                ensure!(
                    other.folder == module.folder,
                    "two C modules are called {}: {} and {}",
                    module.name,
                    other.folder.display(),
                    module.folder.display()
                );
            }
            modules.insert(module.name.clone(), module);
        }
    }
    Ok(modules.into_values().collect())
}

/// The folder itself if it is a module, otherwise those in it that are.
fn module_folders(folder: &Path) -> Result<Vec<PathBuf>> {
    ensure!(folder.is_dir(), "{} is no folder of C modules", folder.display());
    let is_module = |folder: &Path| {
        Ok::<_, anyhow::Error>(
            folder.join(MAKEFILE).is_file() || !c_files_in(folder, |_| true)?.is_empty(),
        )
    };
    if is_module(folder)? {
        return Ok(vec![folder.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && is_module(&path)? {
            found.push(path);
        }
    }
    found.sort();
    ensure!(
        !found.is_empty(),
        "there is no C module in {}: a module is a folder with a {MAKEFILE} or with C files",
        folder.display()
    );
    Ok(found)
}

fn module(folder: PathBuf, micropython: &Path) -> Result<CModule> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let makefile = folder.join(MAKEFILE);
    let mut module = CModule {
        name,
        folder,
        c_files: Vec::new(),
        scanned: Vec::new(),
        flags: Vec::new(),
        qstr_definitions: Vec::new(),
    };
    if makefile.is_file() {
        let makefile = Makefile::read(&makefile, &module.folder, micropython)?;
        describe(&mut module, &makefile)?;
        return Ok(module);
    }
    ensure!(
        !module.folder.join("micropython.cmake").is_file(),
        "{} has a micropython.cmake, which is not read, and no {MAKEFILE}: add one, with a line\n  \
         SRC_USERMOD += $(USERMOD_DIR)/file.c\nfor each C file",
        module.folder.display()
    );
    module.c_files = c_files_in(&module.folder, |_| true)?;
    module.scanned = module.c_files.clone();
    module.flags = vec![format!("-I{}", module.folder.display())];
    Ok(module)
}

fn describe(module: &mut CModule, makefile: &Makefile) -> Result<()> {
    for (variable, why) in REFUSED {
        if let Some(Value { line, .. }) = makefile.values(variable).first() {
            bail!("{}:{line}: {variable}: {why}", makefile.path().display());
        }
    }
    let folders = [makefile.folder().to_owned(), makefile.micropython().to_owned()];
    let inside = |value: &Value, path: &str| -> Result<PathBuf> {
        let place = || format!("{}:{}", makefile.path().display(), value.line);
        let path = makefile.folder().join(path);
        let real =
            path.canonicalize().with_context(|| format!("{}: {}", place(), path.display()))?;
        ensure!(
            folders.iter().any(|folder| real.starts_with(folder)),
            "{}: {} is outside of the module's folder: move it there",
            place(),
            path.display()
        );
        Ok(real)
    };
    for (variable, scanned) in
        [("SRC_USERMOD", true), ("SRC_USERMOD_C", true), ("SRC_USERMOD_LIB_C", false)]
    {
        for value in makefile.values(variable) {
            let file = inside(value, &value.word)?;
            ensure!(
                file.extension().is_some_and(|extension| extension == "c"),
                "{}:{}: {} is no C file",
                makefile.path().display(),
                value.line,
                value.word
            );
            module.c_files.push(file.clone());
            if scanned {
                module.scanned.push(file);
            }
        }
    }
    for value in makefile.values("CFLAGS_USERMOD") {
        ensure!(
            !value.word.contains(['\'', '"', '\\']),
            "{}:{}: quotes, which only a shell would take away, are not understood in {}: define it \
             in a header",
            makefile.path().display(),
            value.line,
            value.word
        );
        module.flags.push(if let Some(folder) = value.word.strip_prefix("-I") {
            format!("-I{}", inside(value, folder)?.display())
        } else {
            ensure!(
                FLAGS.iter().any(|flag| value.word.starts_with(flag))
                    && !REFUSED_FLAGS.iter().any(|flag| value.word.starts_with(flag)),
                "{}:{}: the flag {} is not passed on: there are -I, {}",
                makefile.path().display(),
                value.line,
                value.word,
                FLAGS.join(", ")
            );
            value.word.clone()
        });
    }
    for value in makefile.values("QSTR_DEFS") {
        module.qstr_definitions.push(inside(value, &value.word)?);
    }
    ensure!(
        !module.c_files.is_empty(),
        "{} names no C file: add a line\n  SRC_USERMOD += $(USERMOD_DIR)/file.c\nfor each",
        makefile.path().display()
    );
    Ok(())
}

/// The files of modules that name something, such as a function.
pub fn naming<'a>(modules: &'a [CModule], name: &str) -> Vec<&'a Path> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let names = |file: &&PathBuf| {
        fs::read_to_string(file)
            .is_ok_and(|text| text.split(|c: char| !is_word(c)).any(|word| word == name))
    };
    let files = modules.iter().flat_map(|module| &module.c_files);
    files.filter(names).map(PathBuf::as_path).collect()
}

impl CModule {
    /// Its flags, and one that keeps its folder's place out of the objects.
    pub fn all_flags(&self) -> Vec<String> {
        let hidden = format!("-ffile-prefix-map={}=/modules/{}", self.folder.display(), self.name);
        [vec![hidden], self.flags.clone()].concat()
    }

    /// The digest over its files, for the artifact to tell.
    ///
    /// # Errors
    ///
    /// When one cannot be read.
    pub fn digest(&self) -> Result<String> {
        let mut files = Vec::new();
        read_files(&self.folder, &mut files)?;
        let mut digests: Vec<(Vec<u8>, String)> = Vec::new();
        for file in files {
            let content =
                fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            let name = file.strip_prefix(&self.folder).unwrap_or(&file).as_os_str();
            digests.push((name.as_encoded_bytes().to_vec(), hex(&Sha256::digest(content))));
        }
        digests.sort();
        let mut whole = Sha256::new();
        for (name, digest) in digests {
            whole.update(digest);
            whole.update("  ");
            whole.update(name);
            whole.update("\n");
        }
        Ok(hex(&whole.finalize()))
    }
}

/// All files, since a C file may include one of any name; but for what version control,
/// editors and compilers leave there.
fn read_files(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let entry = entry?;
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            if name != "build" && name != "__pycache__" {
                read_files(&path, files)?;
            }
        } else if !LEFT_BEHIND.iter().any(|end| name.ends_with(end)) && path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}
