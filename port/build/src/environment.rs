//! The variables that the build listens to. Nothing else of the crate reads
//! the environment, and no compiler sees it.
//!
//! | variable | meaning |
//! |---|---|
//! | `MPSANDBOX_CLANG` | the clang to use, LLVM 20 or newer |
//! | `MPSANDBOX_SYSROOT` | a WASI sysroot: the folder that holds `include/wasm32-wasi` and `lib/wasm32-wasi` |
//! | `WASI_SDK_PATH` | a wasi-sdk, for both of the above |
//! | `MPSANDBOX_LLVM_PROFDATA` | the `llvm-profdata` of the same LLVM, where it is not beside clang |
//! | `MPSANDBOX_PYTHON` | the Python that runs MicroPython's build tools |
//! | `MPSANDBOX_DEVELOP` | `1`: accept a MicroPython tree that differs from the lock |
//! | `MPSANDBOX_MANIFEST` | the manifest that names the modules to freeze, in place of `port/manifest.py` |
//! | `MPSANDBOX_LIBRARIES` | folders of packages for the manifest, as in `PATH` |
//! | `MPSANDBOX_C_MODULES` | folders of C modules, as in `PATH` |
//! | `MPSANDBOX_FEATURES` | a TOML file that says what of the interpreter is in |
//! | `MPSANDBOX_ARTIFACT` | an interpreter that is there already: nothing is built, and nothing of the above is needed |
//! | `DOCS_RS` | set where documentation is built for docs.rs: without `MPSANDBOX_ARTIFACT` there is no interpreter then |
//! | `MPSANDBOX_GC_TORTURE` | a number: make an interpreter that collects at each so many-th allocation and traps when it accesses freed memory; for tests only |

use crate::ingredients::Ingredients;
use std::path::PathBuf;

/// The variables' names, for `rerun-if-env-changed`.
pub const VARIABLES: [&str; 15] = [
    "MPSANDBOX_CLANG",
    "MPSANDBOX_SYSROOT",
    "WASI_SDK_PATH",
    "MPSANDBOX_LLVM_PROFDATA",
    "MPSANDBOX_PYTHON",
    "MPSANDBOX_DEVELOP",
    "MPSANDBOX_MANIFEST",
    "MPSANDBOX_LIBRARIES",
    "MPSANDBOX_C_MODULES",
    "MPSANDBOX_FEATURES",
    "MPSANDBOX_ARTIFACT",
    "DOCS_RS",
    "MPSANDBOX_GC_TORTURE",
    "LIBCLANG_PATH",
    "PATH",
];

/// What the environment says, read once.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// `MPSANDBOX_CLANG`.
    pub clang: Option<PathBuf>,
    /// `MPSANDBOX_SYSROOT`.
    pub sysroot: Option<PathBuf>,
    /// `WASI_SDK_PATH`.
    pub wasi_sdk: Option<PathBuf>,
    /// `MPSANDBOX_LLVM_PROFDATA`.
    pub profdata: Option<PathBuf>,
    /// `MPSANDBOX_PYTHON`.
    pub python: Option<PathBuf>,
    /// Whether `MPSANDBOX_DEVELOP` is `1`.
    pub develop: bool,
    /// `MPSANDBOX_MANIFEST`, `MPSANDBOX_LIBRARIES`, `MPSANDBOX_C_MODULES` and
    /// `MPSANDBOX_FEATURES`.
    pub ingredients: Ingredients,
    /// `MPSANDBOX_ARTIFACT`.
    pub artifact: Option<PathBuf>,
    /// Whether `DOCS_RS` is set.
    pub documents: bool,
    /// `MPSANDBOX_GC_TORTURE`.
    pub gc_torture: Option<String>,
    /// The folders of `PATH`, where programs are looked up by name.
    pub path: Vec<PathBuf>,
}

impl Environment {
    /// Reads the variables.
    pub fn read() -> Environment {
        let path =
            |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let paths = |name| {
            std::env::var_os(name)
                .map(|paths| std::env::split_paths(&paths).collect::<Vec<_>>())
                .unwrap_or_default()
        };
        let named = |name| paths(name).into_iter().filter(|path| path.as_os_str() != "").collect();
        Environment {
            clang: path("MPSANDBOX_CLANG"),
            sysroot: path("MPSANDBOX_SYSROOT"),
            wasi_sdk: path("WASI_SDK_PATH"),
            profdata: path("MPSANDBOX_LLVM_PROFDATA"),
            python: path("MPSANDBOX_PYTHON"),
            develop: std::env::var_os("MPSANDBOX_DEVELOP").is_some_and(|value| value == "1"),
            ingredients: Ingredients {
                manifest: path("MPSANDBOX_MANIFEST"),
                libraries: named("MPSANDBOX_LIBRARIES"),
                c_modules: named("MPSANDBOX_C_MODULES"),
                features: path("MPSANDBOX_FEATURES"),
            },
            artifact: path("MPSANDBOX_ARTIFACT"),
            documents: std::env::var_os("DOCS_RS").is_some(),
            gc_torture: path("MPSANDBOX_GC_TORTURE")
                .map(|value| value.to_string_lossy().into_owned()),
            path: paths("PATH"),
        }
    }

    /// The first of `names` that is a file in a folder of `PATH`.
    pub fn find(&self, names: &[&str]) -> Option<PathBuf> {
        names
            .iter()
            .flat_map(|name| self.path.iter().map(move |folder| folder.join(name)))
            .find(|candidate| candidate.is_file())
    }
}
