//! What a module tells of exceptions, where it does not tell the truth.

#[path = "common/hostile.rs"]
mod hostile;

use hostile::{ended, outcome};
use micropython_sandbox::Error;

#[test]
fn exceptions_that_cannot_be_end_the_run() {
    for relation in [1, 2, 3, -1, i32::MIN] {
        let run = format!("(call $exception (i32.const {relation})) (i32.const 1)");
        ended(&run, "an exception that cannot be");
    }
    let frame = |file: (i32, i32), function: (i32, i32)| {
        format!(
            "(call $frame (i32.const {}) (i32.const {}) (i32.const -1) (i32.const {})
                (i32.const {}))",
            file.0, file.1, function.0, function.1
        )
    };
    ended(&format!("{} (i32.const 1)", frame((0, 1), (0, 1))), "a call without an exception");
    let begin = "(call $exception (i32.const 0))";
    for bad in [(131_072, 1), (131_071, 2), (-1, 1), (-1, -1), (0, i32::MIN)] {
        for (file, function) in [(bad, (256, 5)), ((256, 5), bad)] {
            let run = format!("{begin} {} (i32.const 1)", frame(file, function));
            ended(&run, "it named memory that it does not have");
        }
    }
    // One without a type is none.
    ended(&format!("{begin} (i32.const 1)"), "it does not say how the program ended");

    let name = "(call $report (i32.const 2) (i32.const 256) (i32.const 5))";
    let frame = frame((256, 5), (256, 4));
    let outcome = outcome(&format!("{begin} {frame} {name} (i32.const 1)"));
    let Some(Error::Raised(raised)) = &outcome.error else { panic!("{outcome:?}") };
    let call = "  File \"hello\", line 4294967295, in hell\n";
    assert_eq!(raised.traceback, format!("Traceback (most recent call last):\n{call}hello\n"));
}

#[test]
fn tracebacks_without_end_are_bounded() {
    // New exceptions, each with a new call, and the same call again.
    for (relation, line) in [(1, "(local.get $n)"), (0, "(local.get $n)"), (2, "(i32.const 7)")] {
        let outcome = outcome(&format!(
            "(local $n i32)
             (call $exception (i32.const 0))
             (loop $again
                (call $exception (i32.const {relation}))
                (call $report (i32.const 2) (i32.const 0) (i32.const 131072))
                (call $report (i32.const 3) (i32.const 0) (i32.const 131072))
                (call $frame (i32.const 0) (i32.const 131072) {line} (i32.const 0)
                    (i32.const 131072))
                (local.set $n (i32.add (local.get $n) (i32.const 1)))
                (br_if $again (i32.lt_u (local.get $n) (i32.const 10000))))
             (call $exception (i32.const 0))
             (call $report (i32.const 2) (i32.const 256) (i32.const 5))
             (local.set $n (i32.const 0))
             (loop $again
                (call $frame (i32.const 256) (i32.const 5) {line} (i32.const 256) (i32.const 5))
                (local.set $n (i32.add (local.get $n) (i32.const 1)))
                (br_if $again (i32.lt_u (local.get $n) (i32.const 10000))))
             (i32.const 1)"
        ));
        let Some(Error::Raised(raised)) = &outcome.error else { panic!("{outcome:?}") };
        let kept = if relation == 2 { (1, 9_999) } else { (64, 9_936) };
        let left_out = raised.omitted_frames + u64::from(raised.frames[0].repeats);
        assert_eq!((raised.frames.len(), left_out), kept);
        assert_eq!((&raised.cause, &raised.context), (&None, &None));
    }
}
