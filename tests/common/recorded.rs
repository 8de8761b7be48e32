//! Recordings in memory, as they are and as somebody else might make them.

#![allow(dead_code, reason = "each test is a crate of its own")]

use micropython_sandbox::{
    Context, Ending, Error, Function, HostError, Module, Outcome, Recording, Replay, Sandbox,
    SandboxBuilder, SessionBuilder, Value,
};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use std::io::{self, Cursor, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

/// A file that is written and read from several places.
#[derive(Clone, Default)]
pub struct Shared(pub Arc<Mutex<Vec<u8>>>);

impl Shared {
    pub fn of(bytes: impl Into<Vec<u8>>) -> Shared {
        Shared(Arc::new(Mutex::new(bytes.into())))
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.0.lock().unwrap().clone()
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.bytes()).unwrap()
    }

    pub fn reader(&self) -> Cursor<Vec<u8>> {
        Cursor::new(self.bytes())
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Records the run of one program, however it ends.
pub fn record(sandbox: &Sandbox, program: &str) -> Shared {
    let file = Shared::default();
    sandbox.session_builder().record(Recording::new(file.clone())).run(program);
    file
}

/// A session that replays it without any function of the host's.
pub fn replay_strictly(file: &Shared) -> SessionBuilder {
    session(Replay::new(file.reader()).expect("a recording"))
}

/// The same for programs that may have changed.
pub fn replay(file: &Shared) -> SessionBuilder {
    session(Replay::new(file.reader()).expect("a recording").with_other_programs())
}

fn session(replay: Replay) -> SessionBuilder {
    let sandbox = Sandbox::builder().pool(0).replaying(&replay).build().expect("a sandbox");
    sandbox.session_builder().replay(replay)
}

/// What the lines say, without their checks.
pub fn lines(file: &Shared) -> Vec<Json> {
    let text = file.text();
    let line = |line: &str| {
        let mut line: Json = serde_json::from_str(line).unwrap();
        line.as_object_mut().unwrap().remove("check").unwrap();
        line
    };
    text.lines().map(line).collect()
}

/// A file of these lines, with the checks that they would have, as
/// docs/recordings.md describes them.
pub fn sealed(lines: &[Json]) -> Shared {
    let mut file = Vec::new();
    let mut before = [0; 8];
    for line in lines {
        let mut text = line.to_string().into_bytes();
        assert_eq!(text.pop(), Some(b'}'));
        let digest = Sha256::new_with_prefix(before).chain_update(&text).finalize();
        before.copy_from_slice(&digest[..8]);
        let check: String = before.iter().map(|byte| format!("{byte:02x}")).collect();
        text.extend_from_slice(format!(",\"check\":\"{check}\"}}\n").as_bytes());
        file.extend(text);
    }
    Shared::of(file)
}

/// Functions of every kind, which count their calls.
pub fn host(calls: &Arc<AtomicU64>) -> SandboxBuilder {
    let counted = {
        let calls = Arc::clone(calls);
        move || calls.fetch_add(1, Ordering::Relaxed)
    };
    let next = counted.clone();
    let failing = counted.clone();
    Sandbox::builder()
        .pool(0)
        .module(
            Module::new("db")
                .doc("A database.")
                .constant("VERSION", "7")
                .exception("Missing", "LookupError")
                .register(
                    Function::new("query", move |context: &Context, sql: String, limit: u32| {
                        let user = context.get::<&str>().copied().unwrap_or("nobody");
                        let rows = (0..limit).map(|n| (format!("{user}: {sql}"), n));
                        counted();
                        rows.collect::<Vec<_>>()
                    })
                    .params(["sql", "limit"])
                    .default("limit", 2)
                    .doc("Asks."),
                )
                .function("fail", move |key: String| -> Result<(), HostError> {
                    failing();
                    Err(HostError::new("db.Missing", key))
                }),
        )
        .function("next_number", next)
        .function("same", |value: Value| value)
        .function("panics", || -> i64 { panic!("with a secret") })
}

/// What an outcome tells of the first difference.
#[track_caller]
pub fn differs(outcome: &Outcome) -> &str {
    match &outcome.error {
        Some(Error::Replay(text)) => {
            assert_eq!((outcome.ending, &outcome.value), (Ending::Failed, &None));
            text.strip_prefix("the run differs from its recording at ").expect(text)
        }
        _ => panic!("{outcome:?}"),
    }
}
