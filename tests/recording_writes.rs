//! Recordings that cannot be written, or not for long.

#[path = "common/recorded.rs"]
mod recorded;

use micropython_sandbox::{
    Error, HostError, Input, Limits, Output, Recording, Replay, Sandbox, SessionBuilder, Value,
};
use recorded::{Shared, record};
use std::io::{self, Write};
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

/// Takes so many bytes and fails then.
struct Disk {
    file: Shared,
    left: usize,
}

impl Write for Disk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = bytes.len().min(self.left);
        if length == 0 {
            return Err(io::Error::new(io::ErrorKind::StorageFull, "on /dev/secret"));
        }
        self.left -= length;
        self.file.write(&bytes[..length])
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

const FULL: &str = "writing the recording failed: no storage space";

#[test]
fn a_run_that_cannot_be_recorded_is_stopped() {
    let whole = file().bytes();
    let first = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let reached = |session: SessionBuilder| {
        session.stdin(Input::Bytes(b"line\n".to_vec())).open().map(|mut session| {
            let error = session.run(PROGRAM).error;
            // After a failure nothing is run that would not be recorded.
            let later = session.run("print('later')");
            assert_eq!((&later.error, later.stdout.is_empty()), (&error, error.is_some()));
            assert!(session.alive());
            error
        })
    };
    for left in [0, 1, first - 1, first, first + 1, whole.len() / 2, whole.len() - 1] {
        let disk = Disk { file: Shared::default(), left };
        let recording = Recording::new(Disk { file: disk.file.clone(), ..disk });
        let error = reached(SANDBOX.session_builder().record(recording));
        let wanted = Error::Host(FULL.to_owned());
        match error {
            Err(error) => assert!(left < first && error == wanted, "{left}: {error:?}"),
            Ok(error) => assert_eq!(error, Some(wanted), "{left}"),
        }
        assert_eq!(disk.file.bytes().len(), left, "all that there was room for");
    }
    let (full, roomy) = (whole.len() as u64 - 1, whole.len() as u64 + 1000);
    for (max, failed) in [(full, true), (roomy, false)] {
        let file = Shared::default();
        let recording = Recording::new(file.clone()).max_bytes(max);
        let error = reached(SANDBOX.session_builder().record(recording)).unwrap();
        assert_eq!(error.is_some(), failed, "{error:?}");
        assert!(file.bytes().len() as u64 <= max);
    }
}

/// A program that swallows that its recording has failed gets no further call.
#[test]
fn no_program_goes_on_unrecorded() {
    let program = "
import time
for i in range(100000):
    try:
        time.time()
        count()
    except BaseException: pass
print(count())
";
    let file = Shared::default();
    let recording = Recording::new(file.clone()).max_bytes(10_000);
    let calls = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&calls);
    let count = move || counted.fetch_add(1, Ordering::Relaxed);
    let sandbox = Sandbox::builder().pool(0).function("count", count).build().unwrap();
    let outcome = sandbox.session_builder().record(recording).run(program);
    let Some(Error::Host(text)) = &outcome.error else { panic!("{outcome:?}") };
    assert!(text.starts_with("the recording is full, as it may have 10000 bytes"), "{text}");
    assert_eq!(outcome.stdout, b"");
    // Nothing that was recorded until then is lost, and but the last call was not.
    let text = file.text();
    let recorded = text.matches("{\"call\":").count() as u64;
    assert!(text.ends_with("}\n") && recorded > 10, "{text}");
    assert!(calls.load(Ordering::Relaxed) <= recorded + 1);
}

/// What is there when the process dies in a call.
#[test]
fn nothing_is_kept_back() {
    let file = Shared::default();
    let seen = file.clone();
    let sandbox = Sandbox::builder()
        .pool(0)
        .function("lines", move || seen.text().lines().count())
        .build()
        .unwrap();
    let session = sandbox.session_builder().record(Recording::new(file.clone()));
    let outcome = session
        .stdout(Output::Writer(Box::new(io::sink())))
        .run("import time\nn = [lines(), lines()]\ntime.time()\nn.append(lines())\nn");
    assert_eq!(outcome.to::<Vec<u64>>().unwrap(), [2, 3, 5]);
}

/// Neither a value nor a message of any length makes a line that is not read.
#[test]
fn the_largest_values_are_recorded() {
    let limits = Limits { memory_bytes: 256 << 20, host_bytes: 1 << 30, ..Limits::DEFAULT };
    let sandbox = Sandbox::builder().limits(limits).function("same", |value: Value| value);
    let sandbox = sandbox.function("fail", |n: usize| -> Result<(), HostError> {
        Err(HostError::new("ValueError", "\u{1}".repeat(n)))
    });
    let sandbox = sandbox.pool(0).build().unwrap();
    let program = "
n = 16 * 1024 * 1024 - 30
print(len(same(b'\\0' * n)), len(same('\\1' * n)))
try:
    fail(100_000_000)
except ValueError as e:
    print(len(str(e)))
";
    let file = record(&sandbox, program);
    let replay = Replay::new(file.reader()).unwrap();
    let sandbox = Sandbox::builder().limits(limits).pool(0).replaying(&replay).build().unwrap();
    let outcome = sandbox.session_builder().replay(replay).run(program);
    assert_eq!((outcome.error, outcome.stdout), (None, b"16777186 16777186\n65536\n".to_vec()));
}
