//! What is fuzzed: each function takes bytes for what they mean to it, does it,
//! and checks what must hold whatever they were. `tests/fuzz.rs` runs them for
//! some seconds, `fuzz/` for as long as one likes; see docs/fuzzing.md.

#![allow(dead_code, reason = "each target for long runs uses one of them")]

mod fetches;
mod pieces;
mod recordings;

use crate::puppet::{self, IMPORTS, MEMORY_BYTES, Program};
use arbitrary::{Result, Unstructured};
pub use fetches::fetches;
use micropython_sandbox::{
    CachePolicy, Clock, Ending, Error, Feed, Files, Input, Limits, Missing, Outcome, Random,
    Sandbox, Value, units,
};
use pieces::{ENCODED, PIECES};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// Bytes that one input is made of, at most.
pub const MAX_BYTES: u32 = 2048;

pub type Body = fn(&mut Unstructured<'_>) -> Result<()>;

/// All of them, by name.
pub const BODIES: &[(&str, Body)] = &[
    ("fetches", fetches),
    ("imports", imports),
    ("limits", limits),
    ("lines", lines),
    ("programs", programs),
    ("recordings", recordings_replayed),
    ("reports", reports),
    ("units", units_read),
    ("values", values),
];

const LIMITS: Limits = Limits {
    memory_bytes: 4 << 20,
    wall_time: Some(Duration::from_millis(100)),
    stdout_bytes: 1000,
    stderr_bytes: 10,
    ..Limits::DEFAULT
};

/// How long a run may take beyond its limit and grace, on a busy machine.
const SLACK: Duration = Duration::from_secs(10);

/// Its clock stands still, so that no input waits.
static PUPPET: LazyLock<Sandbox> = LazyLock::new(|| {
    let clock = Clock::Fixed { since_epoch: Duration::from_secs(1 << 30) };
    let builder = Sandbox::builder().limits(LIMITS).clock(clock).random(Random::Seeded(1));
    let builder = builder.files(Files::default().scratch(1 << 16));
    builder.artifact(puppet::module(None)).cache(CachePolicy::Off).build().expect("a sandbox")
});

static INTERPRETER: LazyLock<Sandbox> = LazyLock::new(|| {
    let builder = Sandbox::builder().limits(LIMITS).random(Random::Seeded(1));
    builder.files(Files::default().scratch(1 << 16)).build().expect("a sandbox")
});

/// A module calls imports in any order with any arguments and memory contents.
pub fn imports(u: &mut Unstructured<'_>) -> Result<()> {
    let input = Input::Bytes(u.arbitrary::<[u8; 32]>()?[..u.int_in_range(0..=32)?].to_vec());
    let mut session = PUPPET.session_builder().stdin(input).open().expect("a session");
    for _ in 0..u.int_in_range(1..=3)? {
        let mut program = Program::default();
        for _ in 0..u.int_in_range(0..=20)? {
            program = step(u, program)?;
        }
        check(&LIMITS, || session.run(&program.text()));
    }
    check(&LIMITS, || session.run(""));
    Ok(())
}

fn step(u: &mut Unstructured<'_>, program: Program) -> Result<Program> {
    Ok(match u.int_in_range(0..=20)? {
        0..=10 => {
            let import = u.choose(IMPORTS)?;
            let arguments: Vec<i64> =
                import.params.chars().map(|_| word(u)).collect::<Result<_>>()?;
            program.call(import.name, &arguments)
        }
        11..=13 => program.store(word(u)? as i32, word(u)? as i32),
        14 => program.store_long(word(u)? as i32, u.arbitrary()?),
        15 => program.grow(u.int_in_range(0..=255)?),
        16 => program.signal(word(u)? as i32, word(u)? as i32),
        17 => program.end(u.int_in_range(-2..=5)?),
        18 => program.throw(),
        19 => program.trap(),
        // Anything at all.
        _ => {
            let mut program = program;
            program.0.extend(u.arbitrary::<[u8; 8]>()?);
            program
        }
    })
}

/// A number: small, close to where memory ends, close to a sign's change, any.
fn word(u: &mut Unstructured<'_>) -> Result<i64> {
    let near = |u: &mut Unstructured<'_>, middle: i64| Ok(middle + u.int_in_range(-20..=20)?);
    match u.int_in_range(0..=6)? {
        0 | 1 => u.int_in_range(0..=20),
        2 => near(u, MEMORY_BYTES.into()),
        3 => near(u, 0),
        4 => near(u, i32::MAX.into()),
        // Where lists for the imports may have been stored.
        5 => u.int_in_range(600..=700),
        _ => u.arbitrary::<i32>().map(i64::from),
    }
}

/// Any limits; a sandbox is made and keeps them, or says what is wrong with them.
pub fn limits(u: &mut Unstructured<'_>) -> Result<()> {
    let limits = Limits {
        memory_bytes: number(u)?,
        wall_time: match u.int_in_range(0..=3)? {
            0 => None,
            1 => Some(Duration::from_nanos(number(u)?)),
            _ => Some(Duration::new(number(u)?, u.int_in_range(0..=999_999_999)?)),
        },
        stdout_bytes: number(u)?,
        stderr_bytes: number(u)?,
        ..Limits::DEFAULT
    };
    match Sandbox::builder().limits(limits).pool(0).build() {
        Ok(sandbox) => {
            let outcome = check(&limits, || sandbox.run("print('x' * 100)"));
            let (printed, length) = (outcome.usage.stdout_bytes, outcome.stdout.len() as u64);
            assert_eq!(length, printed.min(limits.stdout_bytes), "{limits:?}");
        }
        Err(Error::Config(_)) => assert!(limits.memory_bytes < 4 << 20, "{limits:?}"),
        Err(error) => panic!("{limits:?}: {error:?}"),
    }
    Ok(())
}

/// Small, at a power of two, or any.
fn number(u: &mut Unstructured<'_>) -> Result<u64> {
    match u.int_in_range(0..=3)? {
        0 => u.int_in_range(0..=1000),
        1 => Ok((1_u64 << u.int_in_range(0..=63)?).wrapping_add(u.int_in_range(0..=2)?) - 1),
        2 => u.int_in_range(1 << 22..=1 << 26),
        _ => u.arbitrary(),
    }
}

/// Pieces of Python, put together in any way.
pub fn programs(u: &mut Unstructured<'_>) -> Result<()> {
    let mut session = INTERPRETER.session().expect("a session");
    for _ in 0..u.int_in_range(1..=3)? {
        let source = source(u, 60)?;
        check(&LIMITS, || session.run(&source));
    }
    check(&LIMITS, || session.run("print(1)"));
    Ok(())
}

fn source(u: &mut Unstructured<'_>, most: usize) -> Result<String> {
    let mut source = String::new();
    for _ in 0..u.int_in_range(0..=most)? {
        match u.int_in_range(0..=15)? {
            0 => source.push(u.arbitrary()?),
            1 => source.push('\n'),
            2 => source.push_str("\n    "),
            _ => source.push_str(u.choose(PIECES)?),
        }
    }
    Ok(source)
}

/// The same pieces, fed line by line, with names completed in between. What lacks
/// more than an empty line cannot be compiled; what lacks that alone can.
pub fn lines(u: &mut Unstructured<'_>) -> Result<()> {
    let mut session = INTERPRETER.session().expect("a session");
    for _ in 0..u.int_in_range(1..=8)? {
        let line = source(u, 12)?;
        if let Ok(completion) = session.complete(&line) {
            assert!(line.is_char_boundary(completion.start), "{line:?}");
            let word = &line[completion.start..];
            assert!(completion.names.iter().all(|name| name.starts_with(word)), "{line:?}");
        }
        let checked = session.feed_check(&line);
        let unfinished = match session.feed(&line) {
            Feed::Done(outcome) => {
                assert!(!matches!(checked, Ok(Some(_))), "{line:?}");
                check(&LIMITS, || outcome);
                assert_eq!(session.fed(), "");
                continue;
            }
            Feed::Incomplete(unfinished) => unfinished,
        };
        assert!(checked.is_err() || checked == Ok(Some(unfinished.clone())), "{line:?}");
        let text = session.fed().to_owned();
        assert!(text.ends_with('\n'));
        let is_whole = match check(&LIMITS, || INTERPRETER.run(&text)).error {
            None => true,
            Some(Error::Raised(raised)) => match &*raised.type_name {
                // What the text itself raises has a call to show.
                "SyntaxError" | "IndentationError" => {
                    raised.frames.iter().any(|frame| frame.function.is_some())
                }
                "MemoryError" | "RuntimeError" => continue,
                _ => true,
            },
            Some(_) => continue,
        };
        assert_eq!(is_whole, unfinished.missing == Missing::EmptyLine, "{text:?}");
    }
    if let Some(outcome) = session.feed_end() {
        check(&LIMITS, || outcome);
    }
    check(&LIMITS, || session.run("print(1)"));
    Ok(())
}

/// A module reports pieces of any bytes, writes any shared words and ends in any
/// way.
pub fn reports(u: &mut Unstructured<'_>) -> Result<()> {
    let mut program = Program::default();
    for _ in 0..u.int_in_range(0..=12)? {
        let address = 1024;
        let length = u.int_in_range(0..=16)?;
        for offset in (0..length).step_by(4) {
            program = program.store(address + offset, u.arbitrary()?);
        }
        // Now and then more than is kept of any field.
        let length = if u.ratio(1, 8)? { MEMORY_BYTES.into() } else { length.into() };
        let address = if length > 16 { 0 } else { address.into() };
        program = match u.int_in_range(0..=3)? {
            0 => program.call("exception", &[u.int_in_range(0..=2)?]),
            1 => program.call("frame", &[address, length, word(u)?, address, length]),
            _ => program.call("report", &[u.int_in_range(0..=6)?, address, length]),
        };
    }
    program = program.store(u.int_in_range(64..=88)?, u.arbitrary()?);
    program = program.end(u.int_in_range(0..=3)?);
    let outcome = check(&LIMITS, || PUPPET.run(&program.text()));
    // Each byte that is no text becomes three.
    let most = 3 << 20;
    if let Some(value) = outcome.value {
        assert!(value.type_name.len() <= 3 << 10 && value.repr.len() <= most);
    }
    if let Some(Error::Raised(raised)) = outcome.error {
        assert!(raised.type_name.len() <= 3 << 10);
        // Besides the message, calls and what led to it.
        assert!(raised.message.len() <= most && raised.traceback.len() <= 3 * most);
    }
    Ok(())
}

/// Any text, read as a size and as a duration.
pub fn units_read(u: &mut Unstructured<'_>) -> Result<()> {
    let mut text = String::new();
    for _ in 0..u.int_in_range(0..=8)? {
        match u.int_in_range(0..=3)? {
            0 => text.push(u.arbitrary()?),
            1 => text += &number(u)?.to_string(),
            2 => text.push_str(u.choose(&["1e999", "inf", "nan", "-", "+", "_", ".", " ", "0x"])?),
            _ => text
                .push_str(u.choose(&["K", "KiB", "MB", "GiB", "B", "ms", "s", "m", "min", "h"])?),
        }
    }
    if let Ok(bytes) = units::parse_size(&text) {
        let written = units::size(bytes);
        let written = written.strip_suffix("ytes").unwrap_or(&written);
        assert_eq!(units::parse_size(written), Ok(bytes), "{text}");
    }
    if let Ok(duration) = units::parse_duration(&text) {
        assert!(duration <= Duration::MAX && !units::duration(duration).is_empty(), "{text}");
    }
    Ok(())
}

/// Recordings that were changed in any way.
pub fn recordings_replayed(u: &mut Unstructured<'_>) -> Result<()> {
    recordings::recordings(u, |run| check(&Limits::DEFAULT, run))
}

/// Runs, and checks what holds of every run.
fn check(limits: &Limits, run: impl FnOnce() -> Outcome) -> Outcome {
    let started = Instant::now();
    let outcome = run();
    let took = started.elapsed();
    if let Some(most) = limits.wall_time.and_then(|time| time.checked_add(Limits::GRACE + SLACK)) {
        assert!(took <= most, "{took:?}");
    }
    let errs = matches!(outcome.ending, Ending::Raised | Ending::Stopped | Ending::Failed);
    assert_eq!(outcome.error.is_some(), errs, "{outcome:?}");
    assert!(outcome.value.is_none() || outcome.ending == Ending::Finished, "{outcome:?}");
    assert!(outcome.stdout.len() as u64 <= limits.stdout_bytes, "{outcome:?}");
    assert!(outcome.stderr.len() as u64 <= limits.stderr_bytes, "{outcome:?}");
    let most = limits.memory_bytes.saturating_add(1 << 20);
    assert!(outcome.usage.peak_memory_bytes <= most, "{outcome:?}");
    if let Some(Error::Internal(text)) = &outcome.error
        && std::env::var_os("FUZZ_TELL").is_some()
    {
        eprintln!("{text}");
    }
    outcome
}

/// Bytes as an encoded value: refused; or read, and then written and read again
/// as the same, and taken by a program, which gives back one of its type.
pub fn values(u: &mut Unstructured<'_>) -> Result<()> {
    let mut bytes = Vec::new();
    for _ in 0..u.int_in_range(1..=60)? {
        match u.int_in_range(0..=7)? {
            0 => bytes.push(u.arbitrary()?),
            _ => bytes.extend_from_slice(u.choose(ENCODED)?),
        }
    }
    // Whatever follows a value is refused, so that each beginning is tried.
    for end in 1..=bytes.len() {
        let Ok(value) = Value::decode(&bytes[..end]) else { continue };
        let written = value.encode().expect("a value that was read");
        let again = Value::decode(&written).expect("a value that was written");
        // Not the values themselves: a NaN is not equal to itself.
        assert_eq!(again.encode().as_ref(), Ok(&written), "{value:?}");

        let mut session = INTERPRETER.session().expect("a session");
        match session.set("value", &value) {
            Ok(()) => {
                let back = session.get::<Value>("value").expect("a value that it took");
                assert_eq!(back.type_name(), value.type_name(), "{value:?}");
            }
            // Keys that have no hash.
            Err(Error::Raised(raised)) => assert_eq!(raised.type_name, "TypeError", "{value:?}"),
            Err(error) => panic!("{value:?}: {error:?}"),
        }
    }
    Ok(())
}
