//! Modules that say whatever they like about texts and names.

use micropython_sandbox::{
    CachePolicy, Completion, Error, Feed, Limits, Missing, Sandbox, Session,
};
use std::time::Duration;

/// A session of a module whose `perform` does what is given. At 4096 stands `data`.
fn session(perform: &str, data: &[u8]) -> Session {
    let data: String = data.iter().map(|byte| format!("\\{byte:02x}")).collect();
    let text = format!(
        r#"(module
            (import "micropython_host" "report" (func $report (param i32 i32 i32)))
            (memory (export "memory") 40)
            (data (i32.const 4096) "{data}")
            (func (export "control") (result i32) (i32.const 64))
            (func (export "buffer") (param i32 i32) (result i32) (i32.const 1048576))
            (func (export "perform") (param i32) (result i32) {perform})
            (func (export "run") (result i32) (i32.const 0)))"#
    );
    let limits = Limits { wall_time: Some(Duration::from_secs(2)), ..Limits::default() };
    let sandbox = Sandbox::builder()
        .limits(limits)
        .artifact(wat::parse_str(text).unwrap())
        .cache(CachePolicy::Off)
        .build()
        .unwrap();
    sandbox.session().unwrap()
}

fn reports(field: u32, length: usize) -> String {
    format!(
        "(call $report (i32.const {field}) (i32.const 4096) (i32.const {length})) (i32.const 0)"
    )
}

#[test]
fn only_what_can_be_missing_is_believed() {
    // Positive control.
    let mut honest = session(&reports(6, 1), &[3]);
    let Feed::Incomplete(unfinished) = honest.feed("x") else { panic!() };
    assert_eq!(unfinished.missing, Missing::Line);
    for data in [&[0][..], &[7], &[255], &[3, 3], &[]] {
        let mut session = session(&reports(6, data.len()), data);
        let Feed::Done(outcome) = session.feed("x") else { panic!("{data:?}") };
        let Some(Error::Internal(text)) = &outcome.error else { panic!("{outcome:?}") };
        assert!(text.contains("a field that does not exist"), "{text}");
        assert_eq!(session.fed(), "");
    }
}

#[test]
fn a_text_that_is_never_complete_has_an_end() {
    let mut session = session(&reports(6, 1), &[1]);
    let line = "x".repeat(100_000);
    let fed = (0..).take_while(|_| matches!(session.feed(&line), Feed::Incomplete(_))).count();
    assert_eq!((fed, session.fed()), (10, ""));
    assert!(matches!(session.feed(&line), Feed::Incomplete(_)));
    // Not even at its end: then it runs as it is.
    assert!(session.feed_end().unwrap().success());
}

/// As MessagePack: a list of these texts.
fn list(names: &[&str]) -> Vec<u8> {
    let count = u16::try_from(names.len()).unwrap();
    let mut bytes = vec![0xdc];
    bytes.extend(count.to_be_bytes());
    for name in names {
        bytes.push(0xd9);
        bytes.push(u8::try_from(name.len()).unwrap());
        bytes.extend(name.as_bytes());
    }
    bytes
}

fn completed(data: &[u8], text: &str) -> Vec<String> {
    session(&reports(5, data.len()), data).complete(text).unwrap().names
}

#[test]
fn names_are_looked_at_again() {
    let odd =
        ["good", "\x1b[2J", "go\x1b]0;t\x07", "go od", "go\n", "other", "good", "go\u{202e}", "1"];
    assert_eq!(completed(&list(&odd), "go"), ["good"]);
    assert_eq!(completed(&list(&odd), "x.go"), ["good"]);
    let long = "g".repeat(129);
    assert_eq!(completed(&list(&[&long, &long[1..]]), "g"), [&long[1..]]);
    let many: Vec<String> = (0..2000).map(|n| format!("n{n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(completed(&list(&many), "n").len(), Completion::MAX_NAMES);
}

#[test]
fn what_is_no_list_of_names_is_none() {
    for data in
        [&[][..], &[0x07], &[0x91, 0x07], &[0x91], &[0xdf, 0xff, 0xff, 0xff, 0xff], &[0xa2, b'g']]
    {
        assert_eq!(completed(data, "g"), [""; 0], "{data:?}");
    }
}
