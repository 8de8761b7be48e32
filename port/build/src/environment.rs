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
//! | `MPSANDBOX_ARTIFACT` | an interpreter that is there already: nothing is built, and nothing of the above is needed |
//! | `DOCS_RS` | set where documentation is built for docs.rs: without `MPSANDBOX_ARTIFACT` there is no interpreter then |
//! | `MPSANDBOX_GC_TORTURE` | a number: make an interpreter that collects at each so many-th allocation and traps when it accesses freed memory; for tests only |

use std::path::PathBuf;

/// The variables' names, for `rerun-if-env-changed`.
pub const VARIABLES: [&str; 11] = [
    "MPSANDBOX_CLANG",
    "MPSANDBOX_SYSROOT",
    "WASI_SDK_PATH",
    "MPSANDBOX_LLVM_PROFDATA",
    "MPSANDBOX_PYTHON",
    "MPSANDBOX_DEVELOP",
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
    /// Reads the variables and takes away those that the crate `cc` would
    /// listen to, so that a user's `CFLAGS` do not change the module.
    ///
    /// # Safety
    ///
    /// No other thread may read or write the environment meanwhile.
    pub unsafe fn take() -> Environment {
        let path =
            |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let environment = Environment {
            clang: path("MPSANDBOX_CLANG"),
            sysroot: path("MPSANDBOX_SYSROOT"),
            wasi_sdk: path("WASI_SDK_PATH"),
            profdata: path("MPSANDBOX_LLVM_PROFDATA"),
            python: path("MPSANDBOX_PYTHON"),
            develop: std::env::var_os("MPSANDBOX_DEVELOP").is_some_and(|value| value == "1"),
            artifact: path("MPSANDBOX_ARTIFACT"),
            documents: std::env::var_os("DOCS_RS").is_some(),
            gc_torture: path("MPSANDBOX_GC_TORTURE")
                .map(|value| value.to_string_lossy().into_owned()),
            path: std::env::var_os("PATH")
                .map(|path| std::env::split_paths(&path).collect())
                .unwrap_or_default(),
        };
        for (name, _) in std::env::vars_os() {
            let listened = ["CFLAGS", "CC", "AR", "CPATH", "C_INCLUDE_PATH", "SOURCE_DATE_EPOCH"];
            let text = name.to_string_lossy();
            let base = text.strip_prefix("HOST_").or(text.strip_prefix("TARGET_")).unwrap_or(&text);
            if listened
                .iter()
                .any(|prefix| base == *prefix || base.starts_with(&format!("{prefix}_")))
            {
                // SAFETY: the caller is the only thread.
                unsafe { std::env::remove_var(&name) };
            }
        }
        environment
    }

    /// The first of `names` that is a file in a folder of `PATH`.
    pub fn find(&self, names: &[&str]) -> Option<PathBuf> {
        names
            .iter()
            .flat_map(|name| self.path.iter().map(move |folder| folder.join(name)))
            .find(|candidate| candidate.is_file())
    }
}
