//! Where a run differs from its recording, that is told, and the run is stopped.

#[path = "common/recorded.rs"]
mod recorded;

use micropython_sandbox::{Error, Limits, Replay, Sandbox};
use recorded::{differs, host, record, replay, replay_strictly};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// What was recorded, what runs now, and how they differ first.
const DIFFERENCES: &[(&str, &str, &str)] = &[
    ("same(1)", "same(2)", "call 1 of task 1 (line 3): recorded is same(1); now it is same(2)"),
    (
        "same(1)",
        "next_number()",
        "call 1 of task 1 (line 3): recorded is same(1); now it is next_number()",
    ),
    (
        "same(1)\nsame(2)",
        "same(1)\nsame(2.0)",
        "call 2 of task 1 (line 4): recorded is same(2); now it is same(2.0)",
    ),
    (
        "same(1)",
        "same(1)\nsame(1)",
        "call 2 of task 1 (line 4): recorded is the end: finished; now it is same(1)",
    ),
    (
        "same(1)\nsame('b')",
        "same(1)",
        "the end of task 1 (line 4): recorded is same('b'); now it is the end: finished",
    ),
    (
        "same(1)",
        "raise ValueError('no')",
        "the end of task 1 (line 3): recorded is same(1); now it is the end: raised ValueError: no",
    ),
    (
        "import db\ndb.query('x', 3)",
        "import db\ndb.query('x')",
        "call 1 of task 1 (line 3): recorded is db.query('x', 3); now it is db.query('x')",
    ),
    (
        "import db\ndb.query('x', limit=3)",
        "import db\ndb.query(limit=4, sql='x')",
        "call 1 of task 1 (line 3): recorded is db.query('x', 3); now it is db.query('x', 4)",
    ),
    (
        "same(1)",
        "import time\ntime.time()\nsame(1)",
        "what comes before call 1 of task 1 (line 3): recorded is same(1); now it is a look at the clock",
    ),
    (
        "import time\ntime.time()",
        "input()",
        "what comes before call 1 of task 1 (line 3): recorded is a look at the clock; now it is \
         a read of the input",
    ),
    (
        "import sandbox\nsandbox.left()",
        "import time\ntime.time()",
        "what comes before call 1 of task 1 (line 3): recorded is a look at what is left; now it is \
         a look at the clock",
    ),
];

#[test]
fn the_first_difference_is_shown() {
    let sandbox = host(&Arc::default()).build().unwrap();
    for (before, after, wanted) in DIFFERENCES {
        let file = record(&sandbox, before);
        assert_eq!(differs(&replay(&file).run(after)), *wanted);
        // The same program is as it was, and another is told as that.
        assert_eq!(replay(&file).run(before).error, None, "{before}");
        assert_eq!(replay_strictly(&file).run(before).error, None, "{before}");
        let other = replay_strictly(&file).run(after);
        let task = "the beginning of task 1 (line 2): recorded is run (sha256 ";
        assert!(differs(&other).starts_with(task), "{other:?}");
    }
    // What is long is shown where it differs, or told as long.
    let file = record(&sandbox, "same('é' * 900)");
    let text = differs(&replay(&file).run("same('é' * 400 + 'a')")).to_owned();
    assert!(text.contains("now it is ...é"), "{text}");
    assert!(text.ends_with("éa')") && text.len() < 600, "{text}");
    let file = record(&sandbox, "same('x' * 900000)");
    let text = differs(&replay(&file).run("same('x' * 899999 + 'y')")).to_owned();
    let told = text.split(": recorded is ").nth(1).unwrap();
    assert_eq!(
        told,
        "same(900006 bytes of arguments) (sha256 cf14b2533040b169...); now it is \
         same(900006 bytes of arguments) (sha256 7b1cbcaa00f36701...)"
    );
}

/// A program that was changed may end in another way.
#[test]
fn a_changed_program_is_tried_on_the_same_answers() {
    let sandbox = host(&Arc::default()).build().unwrap();
    let file = record(&sandbox, "x = next_number()\nx.missing");
    let outcome = replay(&file).run("x = next_number()\nprint('mended', x)");
    assert_eq!((outcome.error, outcome.stdout), (None, b"mended 0\n".to_vec()));
    let mut session = replay(&file).open().unwrap();
    assert!(matches!(session.set("x", 1), Err(Error::Replay(_))), "it is another kind of task");
}

/// Whatever a program does about it, its run has ended.
#[test]
fn no_program_swallows_a_difference() {
    let calls = Arc::new(AtomicU64::new(0));
    let sandbox = host(&calls).build().unwrap();
    let file = record(&sandbox, "next_number()\nsame(1)");
    let made = calls.load(Ordering::Relaxed);
    for program in [
        "try:\n    next_number()\n    same(2)\nexcept BaseException: pass\nsame(1)",
        "next_number()\nwhile True:\n    try:\n        print(next_number())\n    except BaseException as e:\n        caught = e",
        "import sys\ntry:\n    same(9)\nfinally:\n    sys.exit(0)",
        "import time\ntry:\n    time.time()\nexcept BaseException: pass\nnext_number()",
        "import sys\ntry:\n    sys.stdin.read()\nexcept BaseException: pass\nnext_number()",
        "import sandbox\ntry:\n    sandbox.left()\nexcept BaseException: pass\nsame(1)",
    ] {
        // The functions are there, and would count.
        let replay = Replay::new(file.reader()).unwrap().with_other_programs();
        let mut session = sandbox.session_builder().replay(replay).open().unwrap();
        let outcome = session.run(program);
        differs(&outcome);
        assert!(!outcome.stdout_text().contains('1'), "{program}");
        assert!(!session.run("print(1)").stdout_text().contains('1'), "{program}");
        assert_eq!(calls.load(Ordering::Relaxed), made, "{program}");
    }
}

#[test]
fn what_time_has_stopped_is_told_where_it_goes_on() {
    let limits = Limits { wall_time: Some(Duration::from_millis(100)), ..Default::default() };
    let sandbox = Sandbox::builder().limits(limits).pool(0).build().unwrap();
    // The same happens again where it takes as long without its host.
    for (program, wanted) in [
        ("while True: pass", None),
        (
            "import time\ntime.sleep(5)\nprint('slept')",
            Some(
                "the end of task 1 (line 3): recorded is the end: stopped, wall time limit of \
                 100 ms reached; now it is the end: finished",
            ),
        ),
    ] {
        let file = record(&sandbox, program);
        let replay = Replay::new(file.reader()).unwrap();
        let sandbox = Sandbox::builder().limits(limits).replaying(&replay).build().unwrap();
        let outcome = sandbox.session_builder().replay(replay).run(program);
        match wanted {
            Some(wanted) => assert_eq!(differs(&outcome), wanted),
            None => assert!(matches!(outcome.error, Some(Error::Limit(_))), "{outcome:?}"),
        }
    }
    // What stops the replay alone is told as itself.
    let file = record(&Sandbox::new().unwrap(), "for i in range(30000000): pass");
    let replay = Replay::new(file.reader()).unwrap();
    let limits = Limits { wall_time: Some(Duration::from_millis(20)), ..limits };
    let sandbox = Sandbox::builder().limits(limits).replaying(&replay).build().unwrap();
    let mut session = sandbox.session_builder().replay(replay).open().unwrap();
    let outcome = session.run("for i in range(30000000): pass");
    assert!(matches!(outcome.error, Some(Error::Limit(_))), "{outcome:?}");
    assert!(matches!(session.run("1").error, Some(Error::Replay(_))));
}
