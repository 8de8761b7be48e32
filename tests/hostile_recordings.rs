//! Recordings that are damaged, or that somebody has made up: each is told as
//! that, and gives a program nothing that it could not have had.

#[path = "common/recorded.rs"]
mod recorded;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use micropython_sandbox::{
    Error, HostError, Input, LimitKind, Limits, Recording, Replay, Sandbox, Value,
};
use recorded::{Shared, lines, replay_strictly, sealed};
use serde_json::json;
use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

static SANDBOX: LazyLock<Sandbox> = LazyLock::new(|| {
    Sandbox::builder()
        .pool(0)
        .exception("Denied", "Exception")
        .function("same", |value: Value| value)
        .function("deny", || Err::<(), _>(HostError::new("Denied", "no")))
        .build()
        .unwrap()
});

const PROGRAM: &str = "
import time, sys
print(same([1, 'two', 3.0]), time.time() > 0, sys.stdin.readline())
try:
    deny()
except Denied as e:
    print(e)
same('end')
";

fn file() -> Shared {
    let file = Shared::default();
    let session = SANDBOX.session_builder().record(Recording::new(file.clone()));
    let outcome = session.stdin(Input::Bytes(b"line\n".to_vec())).run(PROGRAM);
    assert_eq!(outcome.error, None);
    file
}

/// What becomes of a replay: nothing, or what is said of it.
fn tried(bytes: impl Into<Vec<u8>>) -> Result<(), String> {
    let text = |error| match error {
        Error::Replay(text) => text,
        error => panic!("{error:?}"),
    };
    let replay = Replay::new(io::Cursor::new(bytes.into())).map_err(text)?;
    // The caller's own sandbox; none is made for what the file says.
    let session = SANDBOX.session_builder().replay(replay).open();
    session.map_err(text)?.run(PROGRAM).error.map_or(Ok(()), |error| Err(text(error)))
}

#[test]
fn a_damaged_recording_is_told_as_that() {
    let whole = file().bytes();
    assert_eq!(tried(whole.clone()), Ok(()));
    let starts: Vec<usize> = std::iter::once(0)
        .chain(whole.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(at, _)| at + 1))
        .collect();
    // Cut off anywhere.
    for length in (0..whole.len()).filter(|n| n % 7 == 0 || starts.contains(n)) {
        let text = tried(&whole[..length]).unwrap_err();
        let number = starts.iter().filter(|start| **start <= length).count();
        let wanted = match length {
            0 => "the recording is empty".to_owned(),
            _ if number == 1 => "this is no recording to be replayed: line 1".to_owned(),
            _ if starts.contains(&length) => format!("(line {number}): recorded is nothing more"),
            _ => format!("line {number} of the recording: it is cut off"),
        };
        assert!(text.contains(&wanted), "{length}: {text}");
    }
    // A bit of any byte.
    for at in (0..whole.len()).step_by(3) {
        let mut changed = whole.clone();
        changed[at] ^= 1 << (at % 8);
        assert!(tried(changed).is_err(), "{at}");
    }
    // Lines that were lost, doubled or moved.
    let lines: Vec<&[u8]> = whole.split_inclusive(|byte| *byte == b'\n').collect();
    for at in 1..lines.len() - 1 {
        let lost = [&lines[..at], &lines[at + 1..]].concat().concat();
        let text = format!("line {} of the recording: it is not what was written", at + 1);
        assert!(tried(lost).unwrap_err().starts_with(&text));
        let doubled = [&lines[..=at], &lines[at..]].concat().concat();
        assert!(tried(doubled).unwrap_err().contains("it is not what was written"));
    }
}

#[test]
fn what_is_no_recording_is_told_as_that() {
    for (bytes, wanted) in [
        (&b""[..], "the recording is empty"),
        (b"\n", "line 1 of the recording: it is no line of a recording"),
        (b"print('hello')\n", "it is no line of a recording"),
        (b"{\"recording\":{\"format\":1}}\n", "it is no line of a recording"),
        (b"\0asm\x01\0\0\0", "it is no line of a recording"),
        (b"\xff\xfe{\0\"\0", "it is no line of a recording"),
        (include_bytes!("../examples/seattle-weather.csv"), "it is no line of a recording"),
    ] {
        let text = tried(bytes).unwrap_err();
        assert!(text.contains(wanted), "{text}");
    }
    // With line ends that were converted on the way.
    let text = file().text().replace('\n', "\r\n");
    assert!(tried(text).unwrap_err().contains("line 1 of the recording"));
}

/// A stream without end, or with an error at its end.
struct Endless {
    byte: u8,
    left: u64,
    read: Arc<AtomicU64>,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::new(io::ErrorKind::TimedOut, "at 0x7fffdeadbeef"));
        }
        let length = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        buffer[..length].fill(self.byte);
        self.left -= length as u64;
        self.read.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

#[test]
fn a_line_without_end_is_read_no_further_than_a_line_goes() {
    let read = Arc::default();
    let reader = |left| Endless { byte: b'x', left, read: Arc::clone(&read) };
    let error = Replay::new(reader(u64::MAX)).unwrap_err();
    assert!(error.to_string().contains("longer than any line"), "{error}");
    assert!(read.load(Ordering::Relaxed) <= 33 << 20);
    let error = Replay::new(reader(5)).unwrap_err();
    assert!(error.to_string().ends_with("cannot be read: timed out"), "{error}");
    // The same in the middle of a run.
    let whole = file().bytes();
    let half = whole.split_inclusive(|byte| *byte == b'\n').take(3).collect::<Vec<_>>().concat();
    let replay = Replay::new(io::Cursor::new(half).chain(reader(u64::MAX))).unwrap();
    let outcome = SANDBOX.session_builder().replay(replay).run(PROGRAM);
    assert!(matches!(&outcome.error, Some(Error::Replay(text)) if text.contains("line 4")));
}

/// Lines that were changed by somebody who knows how to seal them.
#[test]
fn a_recording_that_was_made_up_is_taken_for_nothing_else() {
    let good = lines(&file());
    assert_eq!(tried(sealed(&good).bytes()), Ok(()), "it is sealed as the original");
    let call = good.iter().position(|line| line["call"]["function"] == "same").unwrap();
    let deny = good.iter().position(|line| line["call"]["function"] == "deny").unwrap();
    let input = good.iter().position(|line| line.get("input").is_some()).unwrap();
    let value = |bytes: &[u8]| json!(STANDARD.encode(bytes));
    let number = json!(2);
    for (line, pointer, changed, wanted) in [
        // The first line.
        (0, "/recording/format", json!(2), "it has format 2, and this version reads format 1"),
        (0, "/recording/format", json!("1"), "does not say what it is"),
        (0, "/recording/more", json!(1), "says something that is not known"),
        (0, "/recording/limits/wall_time_ns", json!(-1), "says something that is not known"),
        (0, "/recording/random", json!({"key": "AAAA"}), "its key of randomness is damaged"),
        (0, "/recording/random", json!({"key": "*"}), "says something that is not known"),
        (0, "/recording/interpreter", json!("00"), "another interpreter"),
        (0, "/recording/limits/memory_bytes", json!(1), "another limit, memory_bytes"),
        (0, "/recording/limits/steps", json!(1), "another limit, steps"),
        (0, "/recording/limits/stop_at_output", json!(true), "another limit, output_policy"),
        (0, "/recording/functions", value(b""), "recorded is nothing more; now it is the exc"),
        (0, "/recording/functions", value(b"\x01"), "its functions are damaged: they are no list"),
        (0, "/recording/functions", value(b"\xdd\xff\xff\xff\xff"), "its functions are damaged"),
        // Those of a run.
        (1, "/task/number", number.clone(), "recorded is run (sha256"),
        (1, "/task/kind", json!("get"), "recorded is get (sha256"),
        (1, "/task/sha256", json!(""), "recorded is run; now it is run (sha256"),
        (1, "/task", json!(null), "line 2 of the recording: it says nothing that is known"),
        (call, "/call/reply", value(b"\xc1"), "its reply is damaged"),
        (call, "/call/reply", value(b"\x01\x01"), "its reply is damaged"),
        (call, "/call/reply", json!("not base64"), "it says nothing that is known"),
        (call, "/call/answer", json!("raised"), "its reply is damaged"),
        (call, "/call/answer", json!("panicked"), "its reply is damaged"),
        (call, "/call/answer", json!("vanished"), "it says nothing that is known"),
        (call, "/call/function", json!("x".repeat(100_000)), "recorded is xxx"),
        (call, "/call/arguments", json!("y".repeat(100_000)), ""),
        (call, "/call/sha256", json!("é"), "(sha256 é...); now it is same([1, 'two', 3.0]) (sha2"),
        (deny, "/call/answer", json!("returned"), ""),
        (deny, "/call/reply", value(b"\x93\x01\x02\x03"), "its reply is damaged"),
        (deny, "/call/reply", value(b"\xc0"), "its reply is damaged"),
        (input, "/input", json!(7), "it says nothing that is known"),
    ] {
        let mut lines = good.clone();
        match lines[line].pointer_mut(pointer) {
            Some(place) => *place = changed.clone(),
            None => {
                let (parent, name) = pointer.rsplit_once('/').unwrap();
                lines[line].pointer_mut(parent).unwrap()[name] = changed.clone();
            }
        }
        match tried(sealed(&lines).bytes()) {
            Err(text) => assert!(
                !wanted.is_empty() && text.contains(wanted) && text.len() < 1000,
                "{pointer} {changed}: {text}"
            ),
            // What is only for people to read, or could have been.
            Ok(()) => assert!(wanted.is_empty(), "{pointer} {changed}"),
        }
    }
    // Deeper than anything that reads it goes.
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(tried(format!("{deep}\n")).is_err());
}

/// A table of functions goes to the interpreter, which trusts its host.
#[test]
fn functions_that_cannot_be_are_refused() {
    let good = lines(&file());
    let text = |text: &str| Value::from(text);
    let function = |path: &str, number: i64, count: i64, required: i64, names: Value| {
        let names = [3.into(), text(path), number.into(), names, count.into(), required.into()];
        Value::Tuple(names.into_iter().chain([text("f()"), Value::None, false.into()]).collect())
    };
    let two = Value::List(vec![text("a"), text("b")]);
    for (entries, wanted) in [
        (vec![Value::None], "entry 0 is none"),
        (vec![Value::Tuple(vec![])], "entry 0 is none"),
        (vec![Value::Tuple(vec![9.into(), text("a"), Value::None])], "entry 0 is none"),
        (vec![Value::Tuple(vec![(-1).into(), text("a"), Value::None])], "entry 0 is none"),
        (vec![Value::Tuple(vec![2.into(), text("E"), 1.into(), Value::None])], "entry 0 is none"),
        (vec![function("f", 0, 9, 0, Value::None)], "entry 0 is none"),
        (vec![function("f", 0, -1, 0, Value::None)], "entry 0 is none"),
        (vec![function("f", 0, 1, 2, Value::None)], "entry 0 is none"),
        (vec![function("f", 0, 1, 1, two.clone())], "entry 0 is none"),
        (vec![function("f", 0, 1, 1, Value::List(vec![1.into()]))], "entry 0 is none"),
        (vec![function("f", 1, 0, 0, Value::None)], "`f` has the number of another"),
        (vec![function("f", -1, 0, 0, Value::None)], "`f` has the number of another"),
        (vec![function("f", 0, 0, 0, Value::None); 2], "`f` is there twice"),
        (vec![function("a b", 0, 0, 0, Value::None)], "not a name"),
        (vec![function("", 0, 0, 0, Value::None)], "not a name"),
    ] {
        let table = Value::List(entries).encode().unwrap();
        let mut lines = good.clone();
        lines[0]["recording"]["functions"] = json!(STANDARD.encode(table));
        let error = Replay::new(sealed(&lines).reader()).unwrap_err();
        assert!(error.to_string().contains(wanted), "{error}");
    }
    // What only the interpreter knows to be taken is refused where it is made.
    let table = Value::List(vec![function("print", 0, 2, 2, two)]).encode().unwrap();
    let mut lines = good;
    lines[0]["recording"]["functions"] = json!(STANDARD.encode(table));
    let replay = Replay::new(sealed(&lines).reader()).unwrap();
    let error = Sandbox::builder().replaying(&replay).build().unwrap_err();
    assert!(matches!(&error, Error::Config(text) if text.contains("'print' already")), "{error:?}");
}

/// The file says under which limits it was made; its user says what it may have.
#[test]
fn a_recording_lifts_no_limit() {
    let good = lines(&file());
    let build = |name: &str, value: serde_json::Value, limits: Limits| {
        let mut lines = good.clone();
        lines[0]["recording"]["limits"][name] = value;
        let replay = Replay::new(sealed(&lines).reader()).unwrap();
        Sandbox::builder().pool(0).limits(limits).replaying(&replay).build()
    };
    let own = Limits { steps: Some(1000), recursion_depth: Some(5), ..Limits::DEFAULT };
    for (name, value, limits) in [
        ("memory_bytes", json!((64 << 20) + 1), Limits::DEFAULT),
        ("memory_bytes", json!(u64::MAX), Limits::DEFAULT),
        ("stdout_bytes", json!(u64::MAX), Limits::DEFAULT),
        ("stderr_bytes", json!(u64::MAX), Limits::DEFAULT),
        ("host_calls", json!(100_001), Limits::DEFAULT),
        ("host_bytes", json!(u64::MAX), Limits::DEFAULT),
        ("steps", json!(1001), Limits { recursion_depth: None, ..own }),
        ("steps", json!(null), Limits { recursion_depth: None, ..own }),
        ("recursion_depth", json!(null), Limits { steps: None, ..own }),
        ("fuel", json!(null), Limits { fuel: Some(1), ..Limits::DEFAULT }),
    ] {
        let error = build(name, value.clone(), limits).unwrap_err();
        let text = format!("a higher limit than this sandbox has: {name} was ");
        assert!(matches!(&error, Error::Config(found) if found.contains(&text)), "{error:?}");
    }
    // The time that it names is only what the program is told.
    let limits =
        Limits { wall_time: Some(std::time::Duration::from_millis(50)), ..Limits::DEFAULT };
    let sandbox = build("wall_time_ns", json!(null), limits).unwrap();
    let outcome = sandbox.run("while True: pass");
    assert!(
        matches!(&outcome.error, Some(Error::Limit(reached)) if reached.limit == LimitKind::WallTime(limits.wall_time.unwrap()))
    );
    // A lower one than its user's holds, and is told.
    let sandbox = build("stdout_bytes", json!(3), Limits::DEFAULT).unwrap();
    assert_eq!(sandbox.run("print('abcdef')").stdout, b"abc");
    // Without a replay there is nothing behind its functions.
    let outcome = sandbox.run("same(1)");
    let Some(Error::Raised(raised)) = outcome.error else { panic!() };
    assert_eq!(raised.message, "there is no function behind this: its sandbox can only replay");
}

/// A module that is none of ours reads with any buffers.
#[test]
fn input_that_does_not_fit_is_cut() {
    let mut lines = lines(&file());
    let input = lines.iter().position(|line| line.get("input").is_some()).unwrap();
    let long = "x".repeat(100_000) + "\n";
    lines[input] = json!({"input": STANDARD.encode(long)});
    let outcome = replay_strictly(&sealed(&lines)).run(PROGRAM);
    // It takes as much as it has room for, and asks for more.
    let Some(Error::Replay(text)) = &outcome.error else { panic!("{outcome:?}") };
    assert!(text.ends_with("recorded is deny(); now it is a read of the input"), "{text}");
    lines[input] = json!({"input_failed": u16::MAX});
    let outcome = replay_strictly(&sealed(&lines)).run(PROGRAM);
    let Some(Error::Replay(text)) = &outcome.error else { panic!("{outcome:?}") };
    assert!(text.contains("now it is the end: raised OSError"), "{text}");
}
