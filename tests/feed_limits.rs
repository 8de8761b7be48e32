//! What a line that means harm does to who feeds it to a session.

mod common;

use common::{SANDBOX, raised, stopped};
use micropython_sandbox::{Error, Feed, LimitKind, Limits, Missing, Outcome, Sandbox, Session};
use std::time::Duration;

fn session() -> Session {
    SANDBOX.session().unwrap()
}

/// Enough of a line to know it by.
fn start(line: &str) -> String {
    line.chars().take(60).collect()
}

#[track_caller]
fn done(session: &mut Session, line: &str) -> Outcome {
    match session.feed(line) {
        Feed::Done(outcome) => outcome,
        Feed::Incomplete(unfinished) => panic!("{:?} is not complete: {unfinished:?}", start(line)),
    }
}

#[track_caller]
fn missing(session: &mut Session, line: &str) -> Missing {
    match session.feed(line) {
        Feed::Incomplete(unfinished) => unfinished.missing,
        Feed::Done(outcome) => panic!("{:?} is complete: {:?}", start(line), outcome.error),
    }
}

/// Beside a line of each of these kinds, an ordinary one works as ever.
#[test]
fn what_is_too_large_is_refused_and_forgotten() {
    let mut session = session();
    for too_large in ["x".repeat(2 << 20), "(\n".repeat(600 << 10)] {
        let outcome = done(&mut session, &too_large);
        let Some(Error::Config(message)) = &outcome.error else { panic!("{outcome:?}") };
        assert!(message.contains("1 MiB"), "{message}");
        assert!(matches!(session.feed_check(&too_large), Err(Error::Config(_))));
        assert_eq!(session.fed(), "");
        assert_eq!(done(&mut session, "6 * 7").to::<i64>().unwrap(), 42);
    }
    // In pieces it comes to the same.
    let piece = format!("'''{}", "x".repeat(500 << 10));
    missing(&mut session, &piece);
    missing(&mut session, &piece[3..]);
    assert!(matches!(done(&mut session, &piece[3..]).error, Some(Error::Config(_))));
    assert_eq!(session.fed(), "");
}

#[test]
fn what_has_no_room_is_a_memory_error() {
    let limits = Limits { memory_bytes: 4 << 20, ..Limits::default() };
    let sandbox = Sandbox::builder().limits(limits).build().unwrap();
    let mut session = sandbox.session().unwrap();
    for text in [
        "[".repeat(1_000_000),
        "f(".repeat(300_000),
        "if 1:\n".to_owned() + &" [1],".repeat(150_000),
    ] {
        let outcome = done(&mut session, &text);
        assert_eq!(raised(&outcome).type_name, "MemoryError");
        let checked = session.feed_check(&text);
        assert!(matches!(checked, Err(Error::Raised(_))), "{checked:?}");
        assert_eq!(done(&mut session, "6 * 7").to::<i64>().unwrap(), 42);
    }
}

/// The parser takes time for such a text, whose end is missing.
#[test]
fn time_is_limited_while_a_text_is_looked_at() {
    let slow = format!("x = ({}1,", "~-".repeat(100_000));
    let limits = Limits { wall_time: Some(Duration::from_millis(1)), ..Limits::default() };
    let sandbox = Sandbox::builder().limits(limits).build().unwrap();
    let mut session = sandbox.session_builder().rollback(true).open().unwrap();
    let outcome = done(&mut session, &slow);
    let (limit, _, alive) = stopped(&outcome);
    assert!(alive && limit == LimitKind::WallTime(Duration::from_millis(1)));
    assert_eq!(session.fed(), "");
    let checked = session.feed_check(&slow);
    assert!(matches!(checked, Err(Error::Limit(_))), "{checked:?}");
    // With time enough it is looked at.
    assert_eq!(missing(&mut self::session(), &slow), Missing::Bracket);
}

#[test]
fn each_line_has_the_limits_of_a_run() {
    let limits = Limits { steps: Some(1000), stdout_bytes: 10, ..Limits::default() };
    let sandbox = Sandbox::builder().limits(limits).build().unwrap();
    let mut session = sandbox.session().unwrap();
    for _ in 0..3 {
        done(&mut session, "kept = 1");
        missing(&mut session, "for n in range(600): pass");
        assert_eq!(done(&mut session, "").error, None);
        missing(&mut session, "while True: pass");
        let outcome = done(&mut session, "");
        assert_eq!(stopped(&outcome).0, LimitKind::Steps(1000));
        assert!(stopped(&outcome).1.unwrap().contains("    while True: pass\n"));
        assert_eq!(done(&mut session, "print('0123456789')").stdout, b"0123456789");
        assert_eq!(done(&mut session, "kept").to::<i64>().unwrap(), 1);
    }
}

#[test]
fn an_interrupt_reaches_a_line() {
    let mut session = session();
    let handle = session.interrupt_handle();
    missing(&mut session, "while True: pass");
    handle.interrupt();
    let outcome = done(&mut session, "");
    assert!(matches!(outcome.error, Some(Error::Interrupted { session_alive: true, .. })));
    assert_eq!(session.fed(), "");
    assert_eq!(done(&mut session, "1").to::<i64>().unwrap(), 1);
}

#[test]
fn a_session_that_died_says_so_until_it_is_reset() {
    let limits = Limits { wall_time: Some(Duration::from_millis(1)), ..Limits::default() };
    let sandbox = Sandbox::builder().limits(limits).build().unwrap();
    let mut session = sandbox.session().unwrap();
    missing(&mut session, "if True:");
    let outcome = done(&mut session, "  n = 10 ** 7\n  x = 7 ** n\n\n");
    assert!(!stopped(&outcome).2 && !session.alive());
    assert_eq!(done(&mut session, "1").error, Some(Error::SessionDead));
    assert_eq!(session.feed_check("1"), Err(Error::SessionDead));
    session.reset().unwrap();
    assert_eq!(missing(&mut session, "("), Missing::Bracket);
    session.reset().unwrap();
    assert_eq!(session.fed(), "");
}

/// Each of them would otherwise leave a name in the interpreter for ever, and use up
/// those that get source lines.
#[test]
fn texts_that_were_not_complete_leave_nothing() {
    let mut session = session();
    let mut peak = [0; 2];
    for (round, peak) in peak.iter_mut().enumerate() {
        for n in 0..10_000 {
            missing(&mut session, &format!("({round}, {n},"));
            session.feed_cancel();
        }
        *peak = done(&mut session, "1").usage.peak_memory_bytes;
    }
    // A page of WebAssembly more may be taken where memory falls in pieces; names would
    // take three.
    assert!(peak[1] <= peak[0] + (64 << 10), "{peak:?}");
    let outcome = done(&mut session, "1 / 0");
    assert_eq!(raised(&outcome).frames[0].source.as_deref(), Some("1 / 0"));
}
