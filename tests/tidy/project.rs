//! The files of the project.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A file of the project.
pub struct File {
    /// From the top of the project, with slashes.
    pub path: String,
    pub text: String,
}

impl File {
    /// The lines that are no comments, with their numbers.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines()).filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

/// The project's own text files with one of these extensions; all, with none.
pub fn files(extensions: &[&str]) -> Vec<File> {
    let paths = git(&["ls-files", "--cached", "--others", "--exclude-standard"])
        .map_or_else(walk, |listed| listed.lines().map(PathBuf::from).collect());
    let mut files: Vec<File> = paths
        .into_iter()
        .filter(|path| !path.starts_with("micropython"))
        .filter(|path| {
            let extension = path.extension().unwrap_or_default().to_string_lossy();
            extensions.is_empty() || extensions.contains(&extension.as_ref())
        })
        .filter_map(|path| {
            let text = fs::read_to_string(root().join(&path)).ok()?;
            Some(File { path: path.to_string_lossy().replace('\\', "/"), text })
        })
        .collect();
    files.sort_by(|left, right| left.path.cmp(&right.path));
    assert!(!files.is_empty(), "no files found");
    files
}

/// Without git: everything but what is made or brought here.
fn walk() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the project can be read") {
            let path = entry.expect("its entries can be read").path();
            let made = ["target", "micropython", ".git", ".toolchain", "__pycache__"];
            if !path.is_dir() {
                found.extend(path.strip_prefix(root()).map(Path::to_owned));
            } else if !made.iter().any(|name| path.ends_with(name)) {
                folders.push(path);
            }
        }
    }
    found
}

/// What git says, where there is git.
pub fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").current_dir(root()).args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The top of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
