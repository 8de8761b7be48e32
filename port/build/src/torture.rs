//! A build that tortures the collector, so that a root which it misses shows:
//! see `port/torture.c` for what such a module does, `docs/torture.md` for how
//! to use one.

use crate::contract::Contract;
use crate::environment::Environment;
use crate::link;
use crate::passes::{Module, torture_allocation, trap_freed_access};
use anyhow::{Result, anyhow};
use std::num::NonZeroU32;

/// How the names of functions start whose accesses to memory are not checked:
/// the collector's, which does access what is free, and the port's that hand it
/// memory, poison what it freed, and check.
const UNCHECKED_FUNCTIONS: [&str; 4] = ["gc_", "mph_heap_", "mph_pass_", "mph_torture_"];

/// The stack in linear memory, in bytes. In a function whose accesses are
/// checked more is kept over calls, so that the same recursion takes more of the
/// engine's stack, which has to last longer than this one.
pub const STACK_BYTES: u32 = link::STACK_BYTES / 2;

/// At each how many allocations a module is to collect; `None` for an ordinary
/// build.
///
/// # Errors
///
/// When the environment asks for something that is no such number.
pub fn interval(environment: &Environment) -> Result<Option<NonZeroU32>> {
    let Some(text) = &environment.gc_torture else {
        return Ok(None);
    };
    let interval = text.parse().map_err(|_| {
        anyhow!("MPSANDBOX_GC_TORTURE is {text:?}, which is not a number of allocations, 1 or more")
    })?;
    Ok(Some(interval))
}

/// What the compiler is told.
pub fn defines(interval: Option<NonZeroU32>) -> Vec<String> {
    interval.map(|interval| format!("-DMPH_GC_TORTURE={interval}")).into_iter().collect()
}

/// Makes allocations collect. To be applied before the roots are spilled.
///
/// # Errors
///
/// When the module was not built for it.
pub fn wrap_allocation(module: &mut Module) -> Result<()> {
    let options = torture_allocation::Options {
        allocate: "gc_alloc".to_owned(),
        before: "pass_before_alloc".to_owned(),
        after: "pass_after_alloc".to_owned(),
    };
    module.apply("torture_allocation", |module| torture_allocation::run(module, &options))
}

/// Makes accesses to freed memory trap. To be applied after all passes that
/// change what functions do.
///
/// # Errors
///
/// When the module was not built for it.
pub fn trap_freed_access(module: &mut Module, contract: &Contract) -> Result<()> {
    let options = trap_freed_access::Options {
        check_access: "pass_check_access".to_owned(),
        check_range: "pass_check_range".to_owned(),
        print: "pass_function_name".to_owned(),
        name: (contract.build_module.clone(), "function_name".to_owned()),
        exempt_prefixes: UNCHECKED_FUNCTIONS.map(str::to_owned).to_vec(),
    };
    module.apply("trap_freed_access", |module| trap_freed_access::run(module, &options))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_is_a_number_or_refused() {
        let asked = |text: Option<&str>| {
            let gc_torture = text.map(str::to_owned);
            interval(&Environment { gc_torture, ..Environment::default() })
        };
        assert_eq!(asked(None).unwrap(), None);
        assert_eq!(defines(asked(None).unwrap()), [""; 0]);
        assert_eq!(defines(asked(Some("64")).unwrap()), ["-DMPH_GC_TORTURE=64"]);
        for text in ["0", "-1", "yes", "4294967296"] {
            let error = asked(Some(text)).unwrap_err().to_string();
            assert!(error.contains(&format!("{text:?}")), "{error}");
        }
    }
}
