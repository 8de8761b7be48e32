//! What a maintainer puts into an interpreter of their own, and leaves out.

use std::path::PathBuf;

/// What differs from the interpreter as it is shipped; by default nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ingredients {
    /// The manifest that names the modules to freeze, in MicroPython's manifest
    /// language; `port/manifest.py` if it is none.
    pub manifest: Option<PathBuf>,
    /// Folders that the manifest may take files from, beside its own, the
    /// port's and MicroPython's, and in which its `require` looks.
    pub libraries: Vec<PathBuf>,
    /// Folders of C modules.
    pub c_modules: Vec<PathBuf>,
    /// The file that says what of the interpreter is in; everything, if there is
    /// none.
    pub features: Option<PathBuf>,
}
