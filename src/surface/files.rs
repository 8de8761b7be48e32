//! The imports on files. Those that may take a while are followed by a look at the
//! time.

use crate::host::{self, Ended, Host};
use wasmtime::Caller;

/// Makes a call on the session's files, and looks at the time.
fn call<T>(
    caller: &mut Caller<'_, Host>,
    call: impl FnOnce(&mut [u8], &mut Host) -> Result<i32, T>,
) -> wasmtime::Result<i32> {
    let (memory, host) = host::split(caller)?;
    let errno = call(memory, host).map_err(|_| Ended::SystemCall)?;
    host::check_time(caller)?;
    Ok(errno)
}

pub(super) fn fd_close(mut caller: Caller<'_, Host>, number: i32) -> wasmtime::Result<i32> {
    call(&mut caller, |memory, host| host.wasi.fd_close(memory, number))
}

pub(super) fn fd_filestat_get(
    mut caller: Caller<'_, Host>,
    number: i32,
    result: i32,
) -> wasmtime::Result<i32> {
    call(&mut caller, |memory, host| host.wasi.fd_filestat_get(memory, number, result))
}

pub(super) fn fd_filestat_set_size(
    mut caller: Caller<'_, Host>,
    number: i32,
    size: i64,
) -> wasmtime::Result<i32> {
    call(&mut caller, |memory, host| host.wasi.fd_filestat_set_size(memory, number, size))
}

pub(super) fn fd_pread(
    mut caller: Caller<'_, Host>,
    number: i32,
    vectors: i32,
    length: i32,
    offset: i64,
    result: i32,
) -> wasmtime::Result<i32> {
    call(&mut caller, |memory, host| {
        host.wasi.fd_pread(memory, number, vectors, length, offset, result)
    })
}

pub(super) fn fd_pwrite(
    mut caller: Caller<'_, Host>,
    number: i32,
    vectors: i32,
    length: i32,
    offset: i64,
    result: i32,
) -> wasmtime::Result<i32> {
    call(&mut caller, |memory, host| {
        host.wasi.fd_pwrite(memory, number, vectors, length, offset, result)
    })
}

pub(super) fn fd_readdir(
    mut caller: Caller<'_, Host>,
    number: i32,
    buffer: i32,
    length: i32,
    cookie: i64,
    result: i32,
) -> wasmtime::Result<i32> {
    call(&mut caller, |memory, host| {
        host.wasi.fd_readdir(memory, number, (buffer, length), cookie, result)
    })
}

pub(super) fn path_create_directory(
    mut caller: Caller<'_, Host>,
    folder: i32,
    path: i32,
    length: i32,
) -> wasmtime::Result<i32> {
    call(&mut caller, |memory, host| {
        host.wasi.path_create_directory(memory, folder, (path, length))
    })
}

pub(super) fn path_filestat_get(
    mut caller: Caller<'_, Host>,
    folder: i32,
    lookup: i32,
    path: i32,
    length: i32,
    result: i32,
) -> wasmtime::Result<i32> {
    call(&mut caller, |memory, host| {
        host.wasi.path_filestat_get(memory, folder, lookup, (path, length), result)
    })
}

#[allow(clippy::too_many_arguments, reason = "as WASI has it")]
pub(super) fn path_open(
    mut caller: Caller<'_, Host>,
    folder: i32,
    lookup: i32,
    path: i32,
    length: i32,
    flags: i32,
    rights: i64,
    inherited: i64,
    file_flags: i32,
    result: i32,
) -> wasmtime::Result<i32> {
    call(&mut caller, |memory, host| {
        let path = (path, length);
        let rights = (rights, inherited);
        host.wasi.path_open(memory, folder, lookup, path, flags, rights, file_flags, result)
    })
}

pub(super) fn path_remove_directory(
    mut caller: Caller<'_, Host>,
    folder: i32,
    path: i32,
    length: i32,
) -> wasmtime::Result<i32> {
    call(&mut caller, |memory, host| {
        host.wasi.path_remove_directory(memory, folder, (path, length))
    })
}

pub(super) fn path_rename(
    mut caller: Caller<'_, Host>,
    from_folder: i32,
    from: i32,
    from_length: i32,
    to_folder: i32,
    to: i32,
    to_length: i32,
) -> wasmtime::Result<i32> {
    call(&mut caller, |memory, host| {
        let (from, to) = ((from, from_length), (to, to_length));
        host.wasi.path_rename(memory, from_folder, from, to_folder, to)
    })
}

pub(super) fn path_unlink_file(
    mut caller: Caller<'_, Host>,
    folder: i32,
    path: i32,
    length: i32,
) -> wasmtime::Result<i32> {
    call(&mut caller, |memory, host| host.wasi.path_unlink_file(memory, folder, (path, length)))
}
