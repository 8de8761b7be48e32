//! What is looked for in a module of the caller's before it is compiled: what
//! the engine would allow, and no limit of ours would reach.

use crate::error::Error;
use crate::limiter::{MAX_MEMORIES, MAX_TABLE_ELEMENTS, MAX_TABLES};
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
/// - has more or larger tables or memories than any session may.
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
}
