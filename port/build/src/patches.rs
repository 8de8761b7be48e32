//! Changes to MicroPython's own files, for what can be done in no other way: each
//! `port/patches/NAME.patch` is applied to copies of the files that it names, in
//! the order of the names. The tree itself stays as it is.
//!
//! The compiler looks for headers among the copies first, and
//! [`Patched::source`] gives the copy of a file in place of the file.

use crate::manifest;
use crate::patch;
use crate::source::hex;
use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The files that were changed.
#[derive(Debug, Clone)]
pub struct Patched {
    tree: PathBuf,
    copies: PathBuf,
    files: Vec<String>,
    /// What was applied, in order.
    pub applied: Vec<manifest::Patch>,
}

impl Patched {
    /// Applies the patches of a folder to copies of a tree's files in `copies`,
    /// which then holds nothing else.
    ///
    /// # Errors
    ///
    /// When a patch cannot be read or does not fit: then with its name, the file
    /// and the place in it.
    pub fn make(tree: &Path, patches: &Path, copies: &Path) -> Result<Patched> {
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        let mut applied = Vec::new();
        for path in patch_files(patches)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let diff = fs::read_to_string(&path)?;
            apply(&diff, tree, &mut texts)
                .with_context(|| format!("cannot apply port/patches/{name}"))?;
            applied.push(manifest::Patch { name, sha256: hex(&Sha256::digest(&diff)) });
        }
        if copies.exists() {
            fs::remove_dir_all(copies)?;
        }
        for (name, text) in &texts {
            let copy = copies.join(name);
            fs::create_dir_all(copy.parent().unwrap_or(copies))?;
            fs::write(copy, text)?;
        }
        let files = texts.into_keys().collect();
        Ok(Patched { tree: tree.to_owned(), copies: copies.to_owned(), files, applied })
    }

    /// The folder to look for headers in, before the tree.
    pub fn include(&self) -> &Path {
        &self.copies
    }

    /// The copy of a file, if it was changed; else the file.
    pub fn source(&self, file: PathBuf) -> PathBuf {
        let copy = file
            .strip_prefix(&self.tree)
            .ok()
            .filter(|name| self.files.iter().any(|changed| Path::new(changed) == *name));
        copy.map(|name| self.copies.join(name)).unwrap_or(file)
    }
}

fn apply(diff: &str, tree: &Path, texts: &mut BTreeMap<String, String>) -> Result<()> {
    let (_, files) = patch::parse(diff)?;
    for file in files {
        let text = match texts.get(&file.path) {
            Some(text) => text.clone(),
            None => fs::read_to_string(tree.join(&file.path))
                .with_context(|| format!("cannot read MicroPython's {}", file.path))?,
        };
        let text = file.apply(&text)?;
        texts.insert(file.path, text);
    }
    Ok(())
}

fn patch_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "patch") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
