//! Object files to one module.

use crate::command::{command, run};
use crate::compile::BACK_END_FLAGS;
use crate::contract::Contract;
use crate::layout::Layout;
use crate::toolchain::Toolchain;
use anyhow::{Context as _, Result};
use std::fs;
use std::path::PathBuf;

/// The stack in linear memory, in bytes. The interpreter ends recursion when
/// it is used up but for a margin: at about 1,250 plain Python calls. The
/// engine's native stack must last longer than that in every shape of recursion.
pub const STACK_BYTES: u32 = 1280 * 1024;

/// Functions of upstream's that the port puts one of its own in front of.
const WRAPPED_FUNCTIONS: [&str; 4] =
    ["mp_binary_op", "mp_call_method_n_kw_var", "mp_load_build_class", "mp_obj_print_exception"];

/// Links the module.
///
/// # Errors
///
/// When a symbol is defined nowhere and is no import of the contract, or the
/// linker fails otherwise.
pub fn link(
    layout: &Layout,
    toolchain: &Toolchain,
    contract: &Contract,
    objects: &[PathBuf],
    stack_bytes: u32,
) -> Result<Vec<u8>> {
    let module = layout.out.join("linked.wasm");
    // The names that may stay undefined. WASI's are bound in the C library by
    // the import names that its declarations carry.
    let allowed = layout.out.join("allowed-undefined.txt");
    let names: String = contract
        .imports
        .iter()
        .map(|import| format!("mph_host_{}\n", import.name))
        .chain(contract.build_imports.iter().map(|import| format!("mph_build_{}\n", import.name)))
        .collect();
    fs::write(&allowed, names)?;
    let mut linker = command(&toolchain.wasm_ld);
    linker
        .args(["-m", "wasm32", "--no-entry", "--gc-sections", "--fatal-warnings"])
        // The stack lies below the data, so that running over its end traps
        // instead of overwriting something.
        .args(["--stack-first", "-z", &format!("stack-size={stack_bytes}")])
        .arg(format!("--allow-undefined-file={}", allowed.display()));
    for function in WRAPPED_FUNCTIONS {
        linker.arg(format!("--wrap={function}"));
    }
    // Code is generated here, not when compiling. Without the exception model
    // the back end silently drops every landing pad.
    for flag in BACK_END_FLAGS.iter().chain(&["-exception-model=wasm"]) {
        linker.args(["-mllvm", flag]);
    }
    // The start file provides `_initialize`; without it the linker makes each
    // export run the constructors again.
    linker.arg(toolchain.lib.join("crt1-reactor.o"));
    linker.args(objects);
    for archive in ["libsetjmp.a", "libc.a"] {
        linker.arg(toolchain.lib.join(archive));
    }
    linker.arg(&toolchain.builtins).arg("-o").arg(&module);
    run(&mut linker).context(
        "cannot link the module (a symbol that is undefined is not part of port/host.h)",
    )?;
    fs::read(&module).with_context(|| format!("cannot read {}", module.display()))
}
