//! What a module may import and must export, checked and linked.

mod files;
mod suspending;
mod system;

use crate::call::{self, start};
use crate::error::Error;
use crate::host::{self, Ended, Host};
use crate::mode::Mode;
use crate::poll;
use crate::task::at_once;
use crate::web;
use micropython_sandbox_build::own_signal;
use system::{clock_time_get, fd_read, poll_oneoff, random_get};
use wasmtime::{
    Caller, Engine, ExternType, FuncType, InstancePre, Linker, Module, Mutability, ValType,
};

/// The counter of steps, which the variant that counts exports.
pub(crate) const STEPS: &str = "steps";

const CONTRACT: &str = "micropython_host";
const WASI: &str = "wasi_snapshot_preview1";

/// An import that is known: its module, its name, and how to link it.
struct Import {
    module: &'static str,
    name: &'static str,
    link: fn(&mut Linker<Host>, &str, &str) -> wasmtime::Result<()>,
}

/// Everything that a module can ask for. What it does not ask for is not
/// linked, and nothing else exists.
const IMPORTS: &[Import] = &[
    Import {
        module: CONTRACT,
        name: "print",
        link: |linker, module, name| linker.func_wrap(module, name, host::print).map(drop),
    },
    Import {
        module: CONTRACT,
        name: "report",
        link: |linker, module, name| linker.func_wrap(module, name, host::report).map(drop),
    },
    Import {
        module: CONTRACT,
        name: "exception",
        link: |linker, module, name| linker.func_wrap(module, name, host::exception).map(drop),
    },
    Import {
        module: CONTRACT,
        name: "frame",
        link: |linker, module, name| linker.func_wrap(module, name, host::frame).map(drop),
    },
    Import {
        module: CONTRACT,
        name: "budget",
        link: |linker, module, name| linker.func_wrap(module, name, host::budget).map(drop),
    },
    Import {
        module: CONTRACT,
        name: "poll",
        link: |linker, module, name| {
            linker.func_wrap(module, name, |mut caller: Caller<'_, Host>| {
                without_waiting(poll::poll(&mut caller))
            })?;
            Ok(())
        },
    },
    Import {
        module: CONTRACT,
        name: "call",
        link: |linker, module, name| {
            linker.func_wrap(module, name, |mut caller: Caller<'_, Host>, a, b, c, d| {
                without_waiting(call::call(&mut caller, a, b, c, d))
            })?;
            Ok(())
        },
    },
    Import {
        module: CONTRACT,
        name: "reply",
        link: |linker, module, name| linker.func_wrap(module, name, call::reply).map(drop),
    },
    Import {
        module: CONTRACT,
        name: "start",
        link: |linker, module, name| {
            linker.func_wrap(module, name, |mut caller: Caller<'_, Host>, a, b, c| {
                without_waiting(start::start(&mut caller, a, b, c))
            })?;
            Ok(())
        },
    },
    Import {
        module: CONTRACT,
        name: "finished",
        link: |linker, module, name| {
            linker.func_wrap(module, name, |mut caller: Caller<'_, Host>, nanoseconds| {
                without_waiting(start::finished(&mut caller, nanoseconds))
            })?;
            Ok(())
        },
    },
    Import {
        module: CONTRACT,
        name: "collect",
        link: |linker, module, name| linker.func_wrap(module, name, start::collect).map(drop),
    },
    Import {
        module: CONTRACT,
        name: "cancel",
        link: |linker, module, name| linker.func_wrap(module, name, start::cancel).map(drop),
    },
    Import {
        module: CONTRACT,
        name: "fetch",
        link: |linker, module, name| {
            linker.func_wrap(module, name, |mut caller: Caller<'_, Host>, a, b, c| {
                without_waiting(web::fetch(&mut caller, a, b, c))
            })?;
            Ok(())
        },
    },
    Import {
        module: WASI,
        name: "clock_time_get",
        link: |linker, module, name| linker.func_wrap(module, name, clock_time_get).map(drop),
    },
    Import {
        module: WASI,
        name: "fd_read",
        link: |linker, module, name| {
            linker.func_wrap(module, name, |mut caller: Caller<'_, Host>, a, b, c, d| {
                without_waiting(fd_read(&mut caller, a, b, c, d))
            })?;
            Ok(())
        },
    },
    Import {
        module: WASI,
        name: "poll_oneoff",
        link: |linker, module, name| {
            linker.func_wrap(module, name, |mut caller: Caller<'_, Host>, a, b, c, d| {
                without_waiting(poll_oneoff(&mut caller, a, b, c, d))
            })?;
            Ok(())
        },
    },
    Import {
        module: WASI,
        name: "random_get",
        link: |linker, module, name| linker.func_wrap(module, name, random_get).map(drop),
    },
    Import {
        module: WASI,
        name: "fd_close",
        link: |linker, module, name| linker.func_wrap(module, name, files::fd_close).map(drop),
    },
    Import {
        module: WASI,
        name: "fd_filestat_get",
        link: |linker, module, name| {
            linker.func_wrap(module, name, files::fd_filestat_get).map(drop)
        },
    },
    Import {
        module: WASI,
        name: "fd_filestat_set_size",
        link: |linker, module, name| {
            linker.func_wrap(module, name, files::fd_filestat_set_size).map(drop)
        },
    },
    Import {
        module: WASI,
        name: "fd_pread",
        link: |linker, module, name| linker.func_wrap(module, name, files::fd_pread).map(drop),
    },
    Import {
        module: WASI,
        name: "fd_pwrite",
        link: |linker, module, name| linker.func_wrap(module, name, files::fd_pwrite).map(drop),
    },
    Import {
        module: WASI,
        name: "fd_readdir",
        link: |linker, module, name| linker.func_wrap(module, name, files::fd_readdir).map(drop),
    },
    Import {
        module: WASI,
        name: "path_create_directory",
        link: |linker, module, name| {
            linker.func_wrap(module, name, files::path_create_directory).map(drop)
        },
    },
    Import {
        module: WASI,
        name: "path_filestat_get",
        link: |linker, module, name| {
            linker.func_wrap(module, name, files::path_filestat_get).map(drop)
        },
    },
    Import {
        module: WASI,
        name: "path_open",
        link: |linker, module, name| linker.func_wrap(module, name, files::path_open).map(drop),
    },
    Import {
        module: WASI,
        name: "path_remove_directory",
        link: |linker, module, name| {
            linker.func_wrap(module, name, files::path_remove_directory).map(drop)
        },
    },
    Import {
        module: WASI,
        name: "path_rename",
        link: |linker, module, name| linker.func_wrap(module, name, files::path_rename).map(drop),
    },
    Import {
        module: WASI,
        name: "path_unlink_file",
        link: |linker, module, name| {
            linker.func_wrap(module, name, files::path_unlink_file).map(drop)
        },
    },
];

/// The result of an import that has its thread to itself, so that it waits on
/// that if it waits.
fn without_waiting<T>(import: impl Future<Output = wasmtime::Result<T>>) -> wasmtime::Result<T> {
    at_once(import).unwrap_or_else(|| Err(Ended::SystemCall.into()))
}

/// The functions that a module must export, beside its `memory`.
const EXPORTS: &[(&str, &[ValType], &[ValType])] = &[
    ("control", &[], &[ValType::I32]),
    ("buffer", &[ValType::I32, ValType::I32], &[ValType::I32]),
    ("run", &[], &[ValType::I32]),
];

/// A function that a module may export: without it, it can run programs and do
/// nothing else.
pub(crate) const PERFORM: &str = "perform";

/// Checks that a module fits the contract, and links the functions that it
/// imports, for instances of this mode. `counts`: it is to be one that counts steps; a module of the
/// caller's is never believed to.
///
/// # Errors
///
/// [`Error::Artifact`] naming the first import or export that does not fit.
pub(crate) fn link(
    engine: &Engine,
    module: &Module,
    counts: bool,
    mode: Mode,
) -> Result<InstancePre<Host>, Error> {
    check_exports(engine, module, counts)?;
    let asked_for = |known: &Import| {
        module
            .imports()
            .any(|import| import.module() == known.module && import.name() == known.name)
    };
    let mut linker = Linker::new(engine);
    linker.allow_shadowing(true);
    let suspending = if mode == Mode::Suspending { suspending::IMPORTS } else { &[] };
    for known in IMPORTS.iter().chain(suspending).filter(|known| asked_for(known)) {
        (known.link)(&mut linker, known.module, known.name)
            .map_err(|_| Error::Internal(format!("cannot link {}", known.name)))?;
    }
    for import in module.imports() {
        let (from, name) = (import.module(), import.name());
        if !IMPORTS.iter().any(|known| known.module == from && known.name == name) {
            return Err(Error::Artifact(format!(
                "it imports {from}.{name}, which the sandbox does not offer"
            )));
        }
    }
    linker.instantiate_pre(module).map_err(|error| Error::Artifact(error.to_string()))
}

fn check_exports(engine: &Engine, module: &Module, counts: bool) -> Result<(), Error> {
    let fits = match module.get_export("memory") {
        Some(ExternType::Memory(memory)) => !memory.is_64() && !memory.is_shared(),
        _ => false,
    };
    if !fits {
        return Err(Error::Artifact("it exports no 32-bit memory named memory".to_owned()));
    }
    let perform = (PERFORM, &[ValType::I32][..], &[ValType::I32][..]);
    let optional = module.get_export(PERFORM).map(|_| &perform);
    for (name, params, results) in EXPORTS.iter().chain(optional) {
        let wanted = FuncType::new(engine, params.iter().cloned(), results.iter().cloned());
        match module.get_export(name) {
            Some(ExternType::Func(found)) if FuncType::eq(&found, &wanted) => {}
            Some(_) => {
                return Err(Error::Artifact(format!("its export {name} has another type")));
            }
            None => return Err(Error::Artifact(format!("it does not export {name}"))),
        }
    }
    if counts {
        match module.get_export(STEPS) {
            Some(ExternType::Global(found))
                if found.mutability() == Mutability::Var
                    && matches!(found.content(), ValType::I64) => {}
            _ => return Err(Error::Artifact("it exports no counter of its steps".to_owned())),
        }
    }
    for export in module.exports() {
        let name = export.name();
        let of_ours = ["memory", PERFORM, own_signal::EXPORT].contains(&name);
        let known = of_ours || (counts && name == STEPS);
        if !known && !EXPORTS.iter().any(|(known, ..)| *known == name) {
            return Err(Error::Artifact(format!("it exports {name}, which is not known")));
        }
    }
    Ok(())
}
