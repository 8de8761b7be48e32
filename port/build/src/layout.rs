//! Where the build reads and writes. Everything that it makes is below one
//! folder; the source tree is only read.

use std::path::{Path, PathBuf};

/// The folders of a build.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The top of the project.
    pub root: PathBuf,
    /// MicroPython's source.
    pub micropython: PathBuf,
    /// The port.
    pub port: PathBuf,
    /// What the build makes.
    pub out: PathBuf,
}

impl Layout {
    /// The project at `root`, built into `out`.
    pub fn new(root: &Path, out: &Path) -> Layout {
        Layout {
            root: root.to_owned(),
            micropython: root.join("micropython"),
            port: root.join("port"),
            out: out.to_owned(),
        }
    }

    /// Patches to MicroPython's source.
    pub fn patches(&self) -> PathBuf {
        self.port.join("patches")
    }

    /// The files of MicroPython's that are patched, as they are then.
    pub fn patched(&self) -> PathBuf {
        self.out.join("micropython")
    }

    /// Generated headers; the sources include them as `genhdr/...`.
    pub fn generated(&self) -> PathBuf {
        self.out.join("genhdr")
    }
}
