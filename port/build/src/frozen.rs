//! The frozen modules: Python source that a manifest names, compiled to bytecode
//! that is part of the interpreter.

use crate::command::{command, run};
use crate::features::Features;
use crate::ingredients::Ingredients;
use crate::layout::Layout;
use crate::manifest::{Frozen, Origin};
use crate::sealing::sha256;
use crate::toolchain::Toolchain;
use anyhow::{Context as _, Result, anyhow, bail};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// Runs a manifest; see there.
const LIST: &str = include_str!("frozen/list.py");

/// What is frozen when nothing is: `mpy-tool.py` takes no empty list.
const NOTHING: &str = "\
#include \"py/emitglue.h\"
extern const qstr_pool_t mp_qstr_const_pool;
const qstr_pool_t mp_qstr_frozen_const_pool = {
    (qstr_pool_t *)&mp_qstr_const_pool, MP_QSTRnumber_of, 0, 0, 0, NULL, NULL, {},
};
const char mp_frozen_names[] = { \"\\0\" };
const mp_frozen_module_t *const mp_frozen_mpy_content[] = { NULL };
";

/// A module that a manifest freezes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Module {
    /// The path that `import` looks for.
    pub path: String,
    /// The source file.
    pub file: PathBuf,
    /// What the manifest says of optimising it.
    optimisation: Option<u32>,
    /// The version of its package, if the manifest says it, as Python writes it.
    version: Option<String>,
    /// Its docstring.
    doc: String,
    /// The file and the line of the manifest that names it.
    place: Option<(PathBuf, u32)>,
}

/// What a manifest was found to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modules {
    /// What it freezes, sorted by path.
    pub list: Vec<Module>,
    /// The files and folders that were read for it, the modules themselves
    /// included.
    pub read: Vec<PathBuf>,
}

/// What `list.py` prints.
#[derive(Deserialize)]
#[serde(untagged)]
enum Listed {
    Modules { files: Vec<Module>, read: Vec<PathBuf> },
    Wrong { error: String, place: Option<(PathBuf, u32)> },
}

/// Runs the manifest.
///
/// # Errors
///
/// When it cannot be run, or names what is not there, lies outside of its
/// folders, or cannot be frozen: with the line that does.
pub fn list(
    layout: &Layout,
    toolchain: &Toolchain,
    ingredients: &Ingredients,
    features: &Features,
) -> Result<Modules> {
    let manifest = match &ingredients.manifest {
        Some(manifest) => manifest.clone(),
        None => layout.port.join("manifest.py"),
    };
    let manifest = existing("manifest", &manifest)?;
    if !manifest.is_file() || manifest.extension().is_none_or(|extension| extension != "py") {
        bail!("the manifest {} is not a file whose name ends in .py", manifest.display());
    }
    let libraries = ingredients
        .libraries
        .iter()
        .map(|folder| existing("library", folder))
        .collect::<Result<Vec<_>>>()?;
    let script = layout.out.join("frozen_list.py");
    fs::write(&script, LIST)?;
    let options = options(layout, &manifest, &libraries);
    let listed = run(command(&toolchain.python)
        .arg(&script)
        .arg(layout.micropython.join("tools"))
        .arg(&manifest)
        .arg(options.to_string()))
    .with_context(|| format!("cannot run the manifest {}", manifest.display()))?;
    let (mut list, mut read) = match serde_json::from_str(&listed)
        .with_context(|| format!("the manifest {} was not listed", manifest.display()))?
    {
        Listed::Modules { files, read } => (files, read),
        Listed::Wrong { error, place } => bail!("{}: {error}", at(&place, &manifest)),
    };
    list.sort_by(|left, right| left.path.cmp(&right.path));
    check(&list, &manifest)?;
    list.dedup_by(|left, right| left.path == right.path);
    let ours = layout.port.join("frozen").canonicalize()?;
    let place = |module: &Module| {
        Some(module.file.canonicalize().ok()?.strip_prefix(&ours).ok()?.to_owned())
    };
    list.retain(|module| place(module).is_none_or(|place| features.keeps_frozen(&place)));
    read.extend(list.iter().map(|module| module.file.clone()));
    Ok(Modules { list, read })
}

/// An absolute path, without links in it, to something that is there.
fn existing(what: &str, path: &Path) -> Result<PathBuf> {
    path.canonicalize().with_context(|| format!("the {what} {} cannot be read", path.display()))
}

fn options(layout: &Layout, manifest: &Path, libraries: &[PathBuf]) -> serde_json::Value {
    // A clone of micropython-lib is one: upstream's manifests look for it under
    // a variable, and it has three libraries in it.
    let is_clone = |folder: &PathBuf| folder.join("python-stdlib").is_dir();
    let clone = libraries.iter().find(|folder| is_clone(folder));
    let named: Vec<_> = libraries
        .iter()
        .filter(|folder| !is_clone(folder))
        .map(|folder| (folder.file_name().unwrap_or_default().to_string_lossy(), folder))
        .collect();
    let roots: Vec<&Path> = [&layout.micropython, &layout.port]
        .into_iter()
        .chain(libraries)
        .map(PathBuf::as_path)
        .chain(manifest.parent())
        .collect();
    serde_json::json!({
        "variables": { "MPY_DIR": layout.micropython, "PORT_DIR": layout.port, "MPY_LIB_DIR": clone },
        "roots": roots,
        "libraries": named,
    })
}

/// The place, if it is known, or else the manifest as a whole.
fn at(place: &Option<(PathBuf, u32)>, manifest: &Path) -> String {
    match place {
        Some((file, line)) => format!("{}:{line}", file.display()),
        None => manifest.display().to_string(),
    }
}

/// Checks the modules' paths, which are sorted.
fn check(modules: &[Module], manifest: &Path) -> Result<()> {
    for module in modules {
        let plain = |part: &str| {
            let known = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
            !part.is_empty() && !part.starts_with('.') && part.chars().all(known)
        };
        if !module.path.split('/').all(plain) {
            bail!(
                "{}: {} cannot be imported as {:?}: name it by a path below the folder that it is \
                 frozen from, of letters, digits, `_`, `-` and `.`",
                at(&module.place, manifest),
                module.file.display(),
                module.path
            );
        }
    }
    for pair in modules.windows(2) {
        if let [first, second] = pair
            && first.path == second.path
            && first.file != second.file
        {
            bail!(
                "{}: {} is frozen twice, from {} and from {}",
                at(&second.place, manifest),
                second.path,
                first.file.display(),
                second.file.display()
            );
        }
    }
    Ok(())
}

/// Compiles modules to bytecode and gives the C file that holds it.
///
/// # Errors
///
/// When one does not compile: then with its file and line.
pub fn content(
    layout: &Layout,
    toolchain: &Toolchain,
    mpy_cross: &Path,
    modules: &[Module],
) -> Result<PathBuf> {
    let folder = layout.out.join("frozen");
    // What was frozen before would stay.
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let compiled = modules
        .iter()
        .map(|module| bytecode(&folder, mpy_cross, module))
        .collect::<Result<Vec<_>>>()?;
    let content = if compiled.is_empty() {
        NOTHING.to_owned()
    } else {
        run(command(&toolchain.python)
            .arg(layout.micropython.join("tools/mpy-tool.py"))
            .args(["-f", "-q"])
            .arg(layout.generated().join("qstrdefs.preprocessed.h"))
            // As mpconfigport.h has it: what is frozen does not compile otherwise.
            .arg("-mmpz-dig-size=32")
            .args(compiled))
        .context("cannot freeze the modules' bytecode")?
    };
    let file = layout.out.join("frozen_content.c");
    fs::write(&file, content)?;
    Ok(file)
}

fn bytecode(folder: &Path, mpy_cross: &Path, module: &Module) -> Result<PathBuf> {
    let source = folder.join(&module.path);
    let compiled = source.with_extension("mpy");
    fs::create_dir_all(source.parent().unwrap_or(folder))?;
    let mut text = fs::read_to_string(&module.file)
        .with_context(|| format!("cannot read {}", module.file.display()))?;
    // As upstream's makemanifest.py does.
    if let Some(version) = &module.version
        && !text.contains("__version__ =")
    {
        text += &format!("\n\n__version__ = {version}\n");
    }
    fs::write(&source, text)?;
    let mut compiler = command(mpy_cross);
    compiler.arg("-o").arg(&compiled).arg("-s").arg(&module.path);
    if let Some(level) = module.optimisation {
        compiler.arg(format!("-O{level}"));
    }
    run(compiler.arg(&source)).map_err(|error| fault(module, &error.to_string()))?;
    Ok(compiled)
}

/// What `mpy-cross` says of a module's source, with its file and line in front.
fn fault(module: &Module, said: &str) -> anyhow::Error {
    let line = said
        .lines()
        .rev()
        .find_map(|line| line.trim().strip_prefix("File ")?.rsplit_once(", line "))
        .map(|(_, rest)| rest.split(',').next().unwrap_or(rest).trim());
    let message = said.lines().rev().map(str::trim).find(|line| !line.is_empty());
    let file = module.file.display();
    match (line, message) {
        (Some(line), Some(message)) => anyhow!("{file}:{line}: {message}"),
        _ => anyhow!("{file} cannot be compiled: {said}"),
    }
}

/// Whether a module is a part of others that no program imports by itself, so that
/// nobody needs to be told what it is for.
fn is_private(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('_') && !part.starts_with("__"))
}

/// The modules' digests, for the artifact to tell.
///
/// # Errors
///
/// When a source cannot be read.
pub fn digests(modules: &[Module], layout: &Layout) -> Result<Vec<Frozen>> {
    let roots = [(&layout.micropython, Origin::MicroPython), (&layout.port, Origin::Port)]
        .map(|(root, origin)| root.canonicalize().map(|root| (root, origin)));
    let mut digests = Vec::new();
    for Module { path, file, doc, .. } in modules {
        let cannot = || format!("cannot read {}", file.display());
        let source = fs::read(file).with_context(cannot)?;
        let real = file.canonicalize().with_context(cannot)?;
        let known = roots.iter().flatten().find(|(root, _)| real.starts_with(root));
        let origin = known.map_or(Origin::Other, |(_, origin)| *origin);
        let doc = if is_private(path) { String::new() } else { doc.clone() };
        digests.push(Frozen { path: path.clone(), sha256: sha256(&source), origin, doc });
    }
    Ok(digests)
}
