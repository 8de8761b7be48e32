//! What is looked for in a module of the caller's before it is compiled: what
//! the engine would allow, and no limit of ours would reach.

use crate::contract::MPH_ABI_VERSION;
use crate::error::Error;
use crate::limiter::{MAX_MEMORIES, MAX_TABLE_ELEMENTS, MAX_TABLES};
use micropython_sandbox_build::manifest::MANIFEST_SECTION;
use serde::Deserialize;
use wasmparser::{FunctionBody, MemoryType, Operator, Parser, Payload, TableType};

/// Bytes of a page, unless the memory says otherwise.
const PAGE_SHIFT: u32 = 16;

/// What a module needs before it does anything.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Needs {
    /// Bytes of all its own memories together.
    pub memory_bytes: u64,
}

/// Refuses a module that
///
/// - is none, but text or something else that the engine may take;
/// - has a memory of its own that threads share: it could grow without our
///   being asked;
/// - waits for another thread: nothing interrupts such a wait;
/// - has more or larger tables or memories than any session may;
/// - says that it was made for another version of the contract with its host.
///
/// # Errors
///
/// [`Error::Artifact`] that names what is refused.
pub(crate) fn vet(wasm: &[u8]) -> Result<Needs, Error> {
    if !wasm.starts_with(b"\0asm\x01\0\0\0") {
        return refused("it is not a WebAssembly module".to_owned());
    }
    let mut needs = Needs::default();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.map_err(unreadable)? {
            Payload::MemorySection(section) => {
                if section.count() as usize > MAX_MEMORIES {
                    return refused(format!("it has more than {MAX_MEMORIES} memories"));
                }
                for memory in section {
                    let bytes = bytes_at_start(&memory.map_err(unreadable)?)?;
                    needs.memory_bytes = needs.memory_bytes.saturating_add(bytes);
                }
            }
            Payload::TableSection(section) => {
                if section.count() as usize > MAX_TABLES {
                    return refused(format!("it has more than {MAX_TABLES} tables"));
                }
                for table in section {
                    check_table(&table.map_err(unreadable)?.ty)?;
                }
            }
            Payload::CodeSectionEntry(body) => check_body(&body)?,
            Payload::CustomSection(section) if section.name() == MANIFEST_SECTION => {
                check_version(section.data())?;
            }
            _ => {}
        }
    }
    Ok(needs)
}

fn bytes_at_start(memory: &MemoryType) -> Result<u64, Error> {
    if memory.shared {
        return refused("it has a memory of its own that it shares with threads".to_owned());
    }
    let page_shift = memory.page_size_log2.unwrap_or(PAGE_SHIFT);
    let page_bytes = 1_u64.checked_shl(page_shift).unwrap_or(u64::MAX);
    Ok(memory.initial.saturating_mul(page_bytes))
}

fn check_table(table: &TableType) -> Result<(), Error> {
    if table.initial > MAX_TABLE_ELEMENTS as u64 {
        return refused(format!("it has a table of more than {MAX_TABLE_ELEMENTS} elements"));
    }
    Ok(())
}

fn check_body(body: &FunctionBody<'_>) -> Result<(), Error> {
    let operators = body.get_operators_reader().map_err(unreadable)?;
    for operator in operators {
        let operator = operator.map_err(unreadable)?;
        if let Operator::MemoryAtomicWait32 { .. } | Operator::MemoryAtomicWait64 { .. } = operator
        {
            return refused("it waits for threads, which nothing could end".to_owned());
        }
    }
    Ok(())
}

/// What is read of a manifest here. A module may have none, and is then as good as
/// its imports and exports; one of this project that is too old or too new might
/// have the same and mean something else.
#[derive(Deserialize)]
struct Manifest {
    contract: Contract,
}

#[derive(Deserialize)]
struct Contract {
    abi_version: u32,
}

fn check_version(manifest: &[u8]) -> Result<(), Error> {
    let found: Manifest = serde_json::from_slice(manifest)
        .map_err(|_| Error::Artifact(format!("its section {MANIFEST_SECTION} is damaged")))?;
    let found = found.contract.abi_version;
    if found != MPH_ABI_VERSION {
        return refused(format!(
            "it keeps to version {found} of the contract between interpreter and host, and this \
             version of the sandbox to {MPH_ABI_VERSION}: build it anew, or use the version that \
             it was made with"
        ));
    }
    Ok(())
}

fn unreadable(error: wasmparser::BinaryReaderError) -> Error {
    Error::Artifact(error.message().to_owned())
}

fn refused<T>(what: String) -> Result<T, Error> {
    Err(Error::Artifact(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vetted(text: &str) -> Result<Needs, Error> {
        vet(&wat::parse_str(text).unwrap())
    }

    #[test]
    fn memories_count_together() {
        let bytes = |text| vetted(text).unwrap().memory_bytes;
        assert_eq!(bytes("(module)"), 0);
        assert_eq!(bytes("(module (memory 1) (memory i64 2))"), 3 << 16);
        assert_eq!(bytes("(module (memory 10 (pagesize 1)))"), 10);
        assert_eq!(bytes(r#"(module (import "a" "b" (memory 1 1 shared)))"#), 0);
        assert_eq!(bytes("(module (memory i64 0x1000000000000))"), u64::MAX);
    }

    #[test]
    fn what_is_refused_is_named() {
        for (text, part) in [
            ("(module (memory 1 1 shared))", "shares with threads"),
            ("(module (table 65537 funcref))", "a table of more than 65536"),
            (
                "(module (memory 1) (func (drop
                    (memory.atomic.wait64 (i32.const 0) (i64.const 0) (i64.const 0)))))",
                "waits for threads",
            ),
        ] {
            let Err(Error::Artifact(message)) = vetted(text) else { panic!("{text}") };
            assert!(message.contains(part), "{message}");
        }
        assert!(vetted("(module (memory 1) (table 65536 funcref) (func))").is_ok());
        assert!(matches!(vet(b"(module)"), Err(Error::Artifact(text)) if text.contains("not a")));
        assert!(matches!(vet(b"\0asm\x01\0\0\0\x05\x01"), Err(Error::Artifact(_))));
    }

    /// With the one that is spoken, it is as if it said nothing.
    #[test]
    fn another_version_of_the_contract_is_refused() {
        let saying = |manifest: &str| {
            let manifest = manifest.replace('"', "\\\"");
            vetted(&format!("(module (@custom \"{MANIFEST_SECTION}\" \"{manifest}\"))"))
        };
        let version =
            |version: u32| saying(&format!("{{\"contract\": {{\"abi_version\": {version}}}}}"));
        assert!(version(MPH_ABI_VERSION).is_ok());
        for (manifest, part) in [
            (version(MPH_ABI_VERSION - 1), "build it anew"),
            (version(MPH_ABI_VERSION + 1), "build it anew"),
            (saying("{}"), "is damaged"),
            (saying("{\"contract\": {\"abi_version\": -1}}"), "is damaged"),
        ] {
            let Err(Error::Artifact(message)) = manifest else { panic!("{part}") };
            assert!(message.contains(part), "{message}");
        }
    }
}
