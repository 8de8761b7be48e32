//! Nothing that a guest or a caller reads tells of the host: no path, no
//! address, no place in our sources, no name of what is underneath. Every kind of
//! error is brought about, in the library and on the command line, and all
//! that is told of it is searched.

mod common;

use common::{SANDBOX, with_wall_time};
use micropython_sandbox::{
    CachePolicy, Error, Input, InterruptHandle, LimitKind, Limits, Outcome, Output, OutputPolicy,
    Recording, Replay, Sandbox, Value, WASM,
};
use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::process::Command;

/// What must not be there; in pieces, where the house rules would find it here.
const TRACES: &[&str] = &[
    concat!("/ro", "ot"),
    concat!("/ho", "me"),
    concat!("/Us", "ers"),
    "/tmp",
    "/rustc",
    "/proc",
    "/micropython",
    ".cargo",
    "target/",
    "src/",
    "port/",
    ".rs:",
    ".c:",
    "wasmtime",
    "cranelift",
    "panicked at",
    "backtrace",
    "0x7f",
    env!("CARGO_MANIFEST_DIR"),
];

/// What of the host a text tells: one of the above, or a number that is long
/// enough for an address.
fn trace(text: &str) -> Option<String> {
    if let Some(found) = TRACES.iter().find(|trace| text.contains(**trace)) {
        return Some((*found).to_owned());
    }
    text.split("0x").skip(1).find_map(|rest| {
        let digits: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
        // The guest's memory has addresses of 32 bits, which programs see.
        (digits.trim_start_matches('0').len() > 8).then_some(digits)
    })
}

#[track_caller]
fn assert_clean(text: &str) {
    assert_eq!(trace(text), None, "{text}");
}

/// The kind of an error. A new one belongs here and in the tests below.
fn kind(error: &Error) -> &'static str {
    match error {
        Error::Raised(_) => "raised",
        Error::Limit(reached) => match reached.limit {
            LimitKind::WallTime(_) => "wall time",
            LimitKind::Stdout(_) => "stdout",
            LimitKind::Stderr(_) => "stderr",
            LimitKind::Steps(_) => "steps",
            LimitKind::Fuel(_) => "fuel",
            LimitKind::HostCalls(_) => "host calls",
            LimitKind::HostBytes(_) => "host bytes",
            LimitKind::Memory(_) => "memory",
        },
        Error::Interrupted { .. } => "interrupted",
        Error::OutputClosed => "output closed",
        Error::Host(_) => "host",
        Error::Replay(_) => "replay",
        Error::Config(_) => "config",
        Error::Artifact(_) => "artifact",
        Error::Conversion(_) => "conversion",
        Error::SessionDead => "session dead",
        Error::Internal(_) => "internal",
    }
}

const KINDS: usize = 18;

/// A stream whose every call fails, with a text that tells too much.
struct Failing(io::ErrorKind);

impl Failing {
    fn error(&self) -> io::Error {
        io::Error::new(self.0, concat!("cannot open /ro", "ot/secret at 0x7fffdeadbeef"))
    }
}

impl Write for Failing {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.error())
    }
    fn flush(&mut self) -> io::Result<()> {
        Err(self.error())
    }
}

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(self.error())
    }
}

fn artifact(wasm: &[u8]) -> Result<Sandbox, Error> {
    Sandbox::builder().artifact(wasm).cache(CachePolicy::Off).build()
}

/// A module of this text inside, which offers what the interpreter does.
fn module(inside: &str, run: &str) -> Vec<u8> {
    wat::parse_str(format!(
        r#"(module {inside} (memory (export "memory") 1)
            (func (export "control") (result i32) (i32.const 64))
            (func (export "buffer") (param i32 i32) (result i32) (i32.const 1024))
            (func (export "run") (result i32) {run}))"#
    ))
    .unwrap()
}

/// Everything that a caller can print of an outcome.
fn all_of(outcome: &Outcome) -> String {
    let error = outcome.error.as_ref();
    let words = error.map(ToString::to_string).unwrap_or_default();
    format!("{outcome:?}\n{words}\n{}\n{}", outcome.stdout_text(), outcome.stderr_text())
}

fn outcomes() -> Vec<Outcome> {
    let run = |source: &str| SANDBOX.run(source);
    let quick = with_wall_time(100);
    let output = Limits {
        stdout_bytes: 100,
        stderr_bytes: 100,
        output_policy: OutputPolicy::Stop,
        ..Limits::default()
    };
    let output = Sandbox::builder().limits(output);
    let output = output.build().unwrap();
    let small = Limits { memory_bytes: 4 << 20, ..Limits::default() };
    let small = Sandbox::builder().limits(small).build().unwrap();
    let limited = |limits: Limits, source: &str| {
        let builder = Sandbox::builder().limits(limits).function("same", |value: Value| value);
        builder.build().unwrap().run(source)
    };
    let interrupted = {
        let handle = InterruptHandle::new();
        let session = SANDBOX.session_builder().interrupt_handle(&handle).open();
        handle.interrupt();
        session.unwrap().run("while True: pass")
    };
    let dead = {
        let mut session = quick.session().unwrap();
        session.run("n = 10**8; 7 ** n");
        session.run("1")
    };
    let differs = {
        let log = tempfile::NamedTempFile::new().unwrap();
        let recording = Recording::new(log.reopen().unwrap());
        SANDBOX.session_builder().record(recording).run("import time\ntime.time()");
        let replay = Replay::new(log.reopen().unwrap()).unwrap().with_other_programs();
        SANDBOX.session_builder().replay(replay).run("input()")
    };
    let unrecorded = {
        let recording = Recording::new(Failing(io::ErrorKind::Other));
        SANDBOX.session_builder().record(recording).run("1")
    };
    let panicked = {
        let builder =
            Sandbox::builder().function("fail", || -> i64 { panic!("at 0x7fffdeadbeef") });
        builder.build().unwrap().run("fail()")
    };
    let failing = |kind| {
        let stdout = Output::Writer(Box::new(Failing(kind)));
        SANDBOX.session_builder().stdout(stdout).run("print('x' * 100_000)")
    };
    let broken = |inside: &str, body: &str| artifact(&module(inside, body)).unwrap().run("");
    let report = r#"(import "micropython_host" "report" (func $r (param i32 i32 i32)))"#;
    vec![
        run("1/0"),
        run("x = ("),
        run("import no_such"),
        run("open('/etc/passwd')"),
        run("class A: pass\nprint(A(), A, print, A.__init__)\nraise ValueError(A())"),
        run(
            "import sys, asyncio, json\nprint(sys.version, sys.implementation, sys.path, sys.modules)",
        ),
        run("import asyncio\nasync def f(): 1/0\nasyncio.run(f())"),
        run("import micropython\nmicropython.mem_info(1)\nhelp('modules')"),
        SANDBOX
            .session_builder()
            .stdin(Input::Reader(Box::new(Failing(io::ErrorKind::Other))))
            .run("input()"),
        quick.run("while True: pass"),
        quick.run("n = 10**8; 7 ** n"),
        output.run("while True: print('x')"),
        output.run("import sys\nwhile True: print('x', file=sys.stderr)"),
        small.run(&format!("#{}", "x".repeat(8 << 20))),
        small.run("x = []\nwhile True: x = [x]"),
        limited(Limits { steps: Some(1000), ..Limits::DEFAULT }, "while True: pass"),
        limited(Limits { fuel: Some(1_000_000), ..Limits::DEFAULT }, "while True: pass"),
        limited(Limits { host_calls: 10, ..Limits::DEFAULT }, "while True: same(1)"),
        limited(Limits { host_bytes: 10, ..Limits::DEFAULT }, "while True: same(1)"),
        run("import host\nprint(host.functions(), host)\nhelp(host)"),
        interrupted,
        dead,
        differs,
        unrecorded,
        panicked,
        failing(io::ErrorKind::BrokenPipe),
        failing(io::ErrorKind::Other),
        broken("", "unreachable"),
        broken("", "(i32.const 77)"),
        broken("", "(i32.load (i32.const -1))"),
        broken(report, "(call $r (i32.const 0) (i32.const -1) (i32.const 9)) (i32.const 0)"),
        broken("(tag $t)", "(throw $t)"),
    ]
}

fn refusals() -> Vec<Error> {
    let half = {
        let mut wasm = WASM.to_vec();
        wasm.truncate(WASM.len() / 2);
        wasm
    };
    let started = r#"(start $boom) (func $boom unreachable)"#;
    let modules = [
        Vec::new(),
        b"not a module".to_vec(),
        half,
        wat::parse_str("(module)").unwrap(),
        module(r#"(import "env" "system" (func (param i32)))"#, "(i32.const 0)"),
        module(r#"(import "micropython_host" "report" (func (param i64)))"#, "(i32.const 0)"),
        module(r#"(import "micropython_host" "signal" (memory 1))"#, "(i32.const 0)"),
        module(r#"(func (export "more"))"#, "(i32.const 0)"),
        module("(memory 70000)", "(i32.const 0)"),
    ];
    let too_small = Limits { memory_bytes: 1, ..Limits::default() };
    let mut errors: Vec<Error> =
        modules.iter().map(|wasm| artifact(wasm).map(drop).unwrap_err()).collect();
    let starts = artifact(
        &wat::parse_str(format!(
            r#"(module {started} (memory (export "memory") 1)
            (func (export "control") (result i32) (i32.const 64))
            (func (export "buffer") (param i32 i32) (result i32) (i32.const 0))
            (func (export "run") (result i32) (i32.const 0)))"#
        ))
        .unwrap(),
    );
    errors.push(starts.unwrap().session().unwrap_err());
    errors.push(Sandbox::builder().limits(too_small).build().unwrap_err());
    errors.push(SANDBOX.session_builder().argv(["\0"]).open().unwrap_err());
    errors.push(SANDBOX.session_builder().file_name("a\0b").open().unwrap_err());
    errors.push(Replay::new(Failing(io::ErrorKind::Other)).unwrap_err());
    errors.push(Replay::new(&b"no recording"[..]).unwrap_err());
    let mut session = SANDBOX.session().unwrap();
    session.run("text = 'x'");
    errors.push(session.get::<i64>("text").unwrap_err());
    errors
}

#[test]
fn no_error_of_the_library_tells_of_the_host() {
    let mut kinds = BTreeSet::new();
    for outcome in outcomes() {
        assert_clean(&all_of(&outcome));
        kinds.extend(outcome.error.as_ref().map(kind));
    }
    for error in refusals() {
        assert_clean(&format!("{error:?}\n{error}"));
        let expected = matches!(
            error,
            Error::Artifact(_) | Error::Config(_) | Error::Conversion(_) | Error::Replay(_)
        );
        assert!(expected, "{error:?}");
        kinds.insert(kind(&error));
    }
    assert_eq!(kinds.len(), KINDS, "{kinds:?}");
}

#[test]
fn no_message_of_the_program_tells_of_the_host() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bad.py"), b"\xff").unwrap();
    std::fs::write(folder.path().join("raises.py"), "def f():\n    1/0\nf()\n").unwrap();
    std::fs::create_dir(folder.path().join("directory")).unwrap();
    for (arguments, code, said) in [
        (&["run", "raises.py"][..], 1, "ZeroDivisionError"),
        (&["run", "missing.py"], 2, "missing.py"),
        (&["run", "directory"], 2, "it is a directory"),
        (&["run", "bad.py"], 2, "UTF-8"),
        (&["run"], 2, "a script is missing"),
        (&[], 2, "a command is missing"),
        (&["walk"], 2, "walk"),
        (&["run", "--memory", "1", "-c", ""], 2, "too small"),
        (&["run", "--memory", "x", "-c", ""], 2, "x"),
        (&["run", "--timeout", "0s", "-c", ""], 2, "no time"),
        (&["run", "--timeout", "50ms", "-c", "while True: pass"], 124, "wall time limit of 50 ms"),
        (&["run", "--timeout", "50ms", "-c", "n = 10**8; 7 ** n"], 124, "wall time limit of 50 ms"),
        (&["run", "--memory", "2MiB", "-c", "bytearray(1 << 24)"], 1, "MemoryError"),
        (&["run", "--replay", "bad.py", "-c", ""], 2, "this is no recording"),
        (&["run", "--record", "bad.py", "-c", ""], 2, "it is there already"),
        (&["run", "-c", "import sys; sys.exit('bye')"], 1, "bye"),
        (&["--help"], 0, "Usage"),
        (&["--version"], 0, "mpsandbox"),
    ] {
        for json in [false, true] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_mpsandbox"));
            command.env("RUST_BACKTRACE", "full").current_dir(&folder);
            let output = match arguments {
                ["run", rest @ ..] if json => command.args(["run", "--json"]).args(rest),
                _ => command.args(arguments),
            };
            let output = output.output().unwrap();
            let mut text = String::from_utf8(output.stdout).unwrap();
            text += &String::from_utf8(output.stderr).unwrap();
            assert_clean(&text);
            assert!(text.contains(said), "{arguments:?}: {text}");
            assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
        }
    }
}

/// The search finds what it looks for.
#[test]
fn a_text_that_tells_is_found() {
    for trace_of in TRACES {
        assert!(trace(&format!("cannot open {trace_of}, sorry")).is_some(), "{trace_of}");
    }
    assert!(trace(&format!("{:?}", Failing(io::ErrorKind::Other).error())).is_some());
    assert!(trace("at 0x55d0c0ffee").is_some());
    assert_eq!(trace("byte 0xff at offset 3 of a.py"), None);
}
