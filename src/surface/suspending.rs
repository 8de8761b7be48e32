//! The imports that wait, for instances that suspend a task.

use super::system::{fd_read, poll_oneoff};
use super::{CONTRACT, Import, WASI};
use crate::call::{self, start};
use crate::poll;
use crate::web;

/// Those that wait, linked so that they suspend the task which runs the guest.
pub(super) const IMPORTS: &[Import] = &[
    Import {
        module: CONTRACT,
        name: "poll",
        link: |linker, module, name| {
            linker.func_wrap_async(module, name, |mut caller, (): ()| {
                Box::new(async move { poll::poll(&mut caller).await })
            })?;
            Ok(())
        },
    },
    Import {
        module: CONTRACT,
        name: "call",
        link: |linker, module, name| {
            linker.func_wrap_async(module, name, |mut caller, (a, b, c, d)| {
                Box::new(async move { call::call(&mut caller, a, b, c, d).await })
            })?;
            Ok(())
        },
    },
    Import {
        module: CONTRACT,
        name: "start",
        link: |linker, module, name| {
            linker.func_wrap_async(module, name, |mut caller, (a, b, c)| {
                Box::new(async move { start::start(&mut caller, a, b, c).await })
            })?;
            Ok(())
        },
    },
    Import {
        module: CONTRACT,
        name: "finished",
        link: |linker, module, name| {
            linker.func_wrap_async(module, name, |mut caller, (nanoseconds,)| {
                Box::new(async move { start::finished(&mut caller, nanoseconds).await })
            })?;
            Ok(())
        },
    },
    Import {
        module: CONTRACT,
        name: "fetch",
        link: |linker, module, name| {
            linker.func_wrap_async(module, name, |mut caller, (a, b, c)| {
                Box::new(async move { web::fetch(&mut caller, a, b, c).await })
            })?;
            Ok(())
        },
    },
    Import {
        module: WASI,
        name: "fd_read",
        link: |linker, module, name| {
            linker.func_wrap_async(module, name, |mut caller, (a, b, c, d)| {
                Box::new(async move { fd_read(&mut caller, a, b, c, d).await })
            })?;
            Ok(())
        },
    },
    Import {
        module: WASI,
        name: "poll_oneoff",
        link: |linker, module, name| {
            linker.func_wrap_async(module, name, |mut caller, (a, b, c, d)| {
                Box::new(async move { poll_oneoff(&mut caller, a, b, c, d).await })
            })?;
            Ok(())
        },
    },
];
