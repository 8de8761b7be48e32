//! Builds an interpreter of one's own, with other frozen modules, C modules, or
//! less in it: what `mpsandbox build` does. Only with the cargo feature `build`,
//! and only where the project's sources and its toolchain are; `docs/building.md`
//! describes both, and the manifest's language.
//!
//! ```no_run
//! use micropython_sandbox::{Sandbox, build::Builder};
//!
//! let built = Builder::new("path/to/a/clone").manifest("my_manifest.py").build()?;
//! let sandbox = Sandbox::builder().artifact(built.wasm).build()?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use micropython_sandbox_build::environment::Environment;
use micropython_sandbox_build::ingredients::Ingredients;
use micropython_sandbox_build::pipeline::{self, Request};
use micropython_sandbox_build::progress::Progress;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

pub use micropython_sandbox_build::manifest::Manifest;
pub use micropython_sandbox_build::progress::{Event, Step};
pub use micropython_sandbox_build::symbols::Symbols;

/// Files that a folder has if it is the project's.
const MARKS: [&str; 2] = ["sources.lock", "port/host.h"];

/// Why there is no interpreter: what was wrong, where, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BuildError(String);

/// An interpreter that was built.
#[derive(Debug, Clone)]
pub struct Built {
    /// The sealed module, for [`SandboxBuilder::artifact`](crate::SandboxBuilder::artifact).
    pub wasm: Vec<u8>,
    /// What it says of itself.
    pub manifest: Manifest,
    /// The names of its functions, which it does not have in it.
    pub symbols: Symbols,
}

/// What is to be built, and where.
#[derive(Clone)]
pub struct Builder {
    source: PathBuf,
    folder: Option<PathBuf>,
    environment: Environment,
    progress: Progress,
}

impl Builder {
    /// Builds from the project's sources in that folder, as the variables of the
    /// environment say (`MPSANDBOX_CLANG`, `MPSANDBOX_MANIFEST` and so on), unless
    /// a method says something else.
    pub fn new(source: impl Into<PathBuf>) -> Builder {
        Builder {
            source: source.into(),
            folder: None,
            environment: Environment::read(),
            progress: Progress::default(),
        }
    }

    /// The manifest that names the modules to freeze. Default:
    /// `MPSANDBOX_MANIFEST`, otherwise the port's own.
    pub fn manifest(mut self, file: impl Into<PathBuf>) -> Builder {
        self.ingredients().manifest = Some(file.into());
        self
    }

    /// Folders that the manifest may take files from beside its own, and in which
    /// its `require` looks. Default: `MPSANDBOX_LIBRARIES`, otherwise none.
    pub fn libraries(mut self, folders: Vec<PathBuf>) -> Builder {
        self.ingredients().libraries = folders;
        self
    }

    /// Folders of C modules. Default: `MPSANDBOX_C_MODULES`, otherwise none.
    pub fn c_modules(mut self, folders: Vec<PathBuf>) -> Builder {
        self.ingredients().c_modules = folders;
        self
    }

    /// The file that says what of the interpreter is in. Default:
    /// `MPSANDBOX_FEATURES`, otherwise everything.
    pub fn features(mut self, file: impl Into<PathBuf>) -> Builder {
        self.ingredients().features = Some(file.into());
        self
    }

    /// Where everything goes that is made on the way, and kept for the next build.
    /// Default: `target/mpsandbox-build` in the project.
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Builder {
        self.folder = Some(folder.into());
        self
    }

    /// Whom to tell how far it is.
    pub fn progress(mut self, listener: impl Fn(Event<'_>) + Send + Sync + 'static) -> Builder {
        self.progress = Progress::new(listener);
        self
    }

    fn ingredients(&mut self) -> &mut Ingredients {
        &mut self.environment.ingredients
    }

    /// Builds. Takes a minute or two, and much less when most of it has been
    /// built before.
    ///
    /// # Errors
    ///
    /// When something is missing, wrong, or does not compile; and when another
    /// build is under way in the same folder.
    pub fn build(self) -> Result<Built, BuildError> {
        if !is_source(&self.source) {
            return Err(BuildError(format!(
                "{} does not hold the sources of micropython-sandbox ({} are not there): \
                 name the folder of a clone",
                self.source.display(),
                MARKS.join(" and ")
            )));
        }
        let root = absolute(&self.source)?;
        let out = self.folder.unwrap_or_else(|| root.join("target/mpsandbox-build"));
        fs::create_dir_all(&out).map_err(|error| unusable(&out, &error))?;
        let out = absolute(&out)?;
        let lock = File::create(out.join("lock")).map_err(|error| unusable(&out, &error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(BuildError(format!(
                    "another build is under way in {}: wait for it, or use another folder",
                    out.display()
                )));
            }
            Err(TryLockError::Error(error)) => return Err(unusable(&out, &error)),
        }
        let target = env!("MPSANDBOX_TARGET");
        let sealed = pipeline::build_module(&Request {
            root: &root,
            out: &out,
            host: target,
            target,
            environment: &self.environment,
            ingredients: &self.environment.ingredients,
            progress: self.progress,
        })
        .map_err(|error| BuildError(format!("{error:#}")))?;
        Ok(Built { wasm: sealed.wasm, manifest: sealed.manifest, symbols: sealed.symbols })
    }
}

/// The project's folder, if this is it, or a folder that lies in it.
pub fn source_around(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| is_source(folder))
}

fn is_source(folder: &Path) -> bool {
    MARKS.iter().all(|mark| folder.join(mark).is_file())
}

fn absolute(folder: &Path) -> Result<PathBuf, BuildError> {
    folder.canonicalize().map_err(|error| unusable(folder, &error))
}

fn unusable(folder: &Path, error: &std::io::Error) -> BuildError {
    BuildError(format!("cannot use the folder {}: {error}", folder.display()))
}
