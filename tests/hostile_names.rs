//! What a program can do to who has names completed: its objects are made to run
//! code, to have odd names, or to have them without number.

mod common;

use common::SANDBOX;
use micropython_sandbox::{Completion, Error, Limits, Sandbox, Session};
use std::time::{Duration, Instant};

#[track_caller]
fn session(source: &str) -> Session {
    let mut session = SANDBOX.session().unwrap();
    assert_eq!(session.run(source).error, None);
    session
}

#[track_caller]
fn names(session: &mut Session, text: &str) -> String {
    let completion = session.complete(text).unwrap();
    assert!(text.is_char_boundary(completion.start), "{text}");
    completion.names.join(" ")
}

/// Positive control: the same attributes run code where the program asks for them.
#[test]
fn nothing_of_the_program_runs() {
    let mut session = session(
        "
ran = []
class Spy:
    plain = 1
    def __getattr__(self, name):
        ran.append('getattr ' + name)
        return 1
    def __dir__(self):
        ran.append('dir')
        return ['x']
    @property
    def watched(self):
        ran.append('property')
        return self
    def __str__(self):
        ran.append('str')
        return 's'
    __repr__ = __str__
    def __eq__(self, other):
        ran.append('eq')
        return True
    def __hash__(self):
        ran.append('hash')
        return 1
    def __del__(self):
        ran.append('del')

class Descriptor:
    plain = 1
    def __get__(self, instance, owner):
        ran.append('get')
        return self

class Owner:
    watched = Descriptor()
    plain = 1

spy, owner, table = Spy(), Owner(), {}
",
    );
    for text in [
        "sp",
        "spy.",
        "spy.x",
        "spy.unknown.x",
        "spy.watched.",
        "spy.watched.watched.p",
        "Spy.",
        "owner.watched.",
        "Owner.watched.",
        "owner.wat",
        "import spy",
        "from spy import x",
    ] {
        let completion = session.complete(text).unwrap();
        assert_eq!(session.get::<Vec<String>>("ran").unwrap(), [""; 0], "{text}: {completion:?}");
    }
    assert_eq!(names(&mut session, "spy.pl"), "plain");
    assert_eq!(names(&mut session, "owner."), "plain watched");
    assert_eq!(names(&mut session, "owner.watched.pl"), "");
    session.run("spy.unknown; spy.watched; owner.watched; spy == 1; str(spy)");
    assert_eq!(
        session.get::<Vec<String>>("ran").unwrap(),
        ["getattr unknown", "property", "get", "eq", "str"]
    );
}

/// Whatever a program names its variables, the names that are shown do nothing to a
/// terminal, and are not many.
#[test]
fn odd_names_are_left_out() {
    let mut session = session(
        "
class C: pass
c = C()
good = 1
for name in ['\\x1b[2J', 'a\\x1b]52;c;AAAA\\x07', 'a\\nb', 'a b', '', 'a\\x9b31m', 'a\\u202eb',
             'a\\x00b', '1a', 'a' * 129, 'a' * 100000, 'a-b', 'a.b', 'a\\r', 'x\\x7f']:
    globals()[name] = 1
    if len(name) < 200: setattr(c, name, 1)
globals()[5] = globals()[b'a\\x1b'] = globals()[None] = 1
setattr(c, 'a' * 128, 1)
setattr(c, 'good', 1)
",
    );
    let long = "a".repeat(128);
    assert_eq!(session.complete("c.").unwrap().names, [&*long, "good"]);
    assert_eq!(names(&mut session, "c.a"), long);
    assert_eq!(names(&mut session, "goo"), "good");
    for name in session.complete("").unwrap().names {
        assert!(name.chars().all(|c| c.is_alphanumeric() || c == '_'), "{name:?}");
    }
}

#[test]
fn there_are_only_so_many_names() {
    let mut session = session(
        "
import sys
class C: pass
c = C()
for n in range(3000): setattr(c, 'name%d' % n, n)
for n in range(20000): globals()['name%d' % n] = n
",
    );
    for text in ["c.", "c.name", "name", ""] {
        let begun = Instant::now();
        let Completion { names, start, .. } = session.complete(text).unwrap();
        assert_eq!(names.len(), Completion::MAX_NAMES, "{text}");
        assert!(names.is_sorted() && names.iter().all(|name| name.starts_with(&text[start..])));
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    }
    assert_eq!(names(&mut session, "c.name2999"), "name2999");
    assert_eq!(names(&mut session, "name19999"), "name19999");
}

/// Classes with as many ancestors as a program can bring about: each level has the
/// one before it twice.
#[test]
fn ancestors_are_not_all_looked_at() {
    let mut session = session(
        "
class A: at_the_root = 1
class X(A): pass
class Y(A): pass
left, right = X, Y
for n in range(16):
    class L(left, right): pass
    class R(left, right): pass
    left, right = L, R
class Deep: at_the_root = 1
for n in range(200):
    class Deep(Deep): pass
class End(left, right): at_the_end = 1
end, deep = End(), Deep()
",
    );
    for text in ["end.", "end.nothing", "end.nothing.x", "End.no"] {
        let begun = Instant::now();
        session.complete(text).unwrap();
        assert!(begun.elapsed() < Duration::from_secs(1), "{text}: {:?}", begun.elapsed());
    }
    assert_eq!(names(&mut session, "end.at_the"), "at_the_end at_the_root");
    assert_eq!(names(&mut session, "deep.at_the"), "at_the_root");
}

#[test]
fn texts_that_mean_harm_find_nothing() {
    let mut session = session(
        "
class Point: pass
point = Point()
point.me = point
point.nose = 1
",
    );
    let dots = "point.me.".repeat(10_000);
    for text in [
        &*format!("{dots}no"),
        &".".repeat(100_000),
        &"(".repeat(100_000),
        &"f'{".repeat(10_000),
        &"'''".repeat(9_999),
        "\0",
        "\u{1b}[2Jpoi\u{1b}",
        "po\0i.",
        "\\",
        "\\\n",
        "\r\n\r",
        "import\\\n",
        "from . import ",
        "from .. import x",
        "from point.me import x",
        "é.é.é",
        "\u{feff}x.",
        &"\t".repeat(100_000),
        &" \n".repeat(100_000),
        "@",
        "lambda:",
        "x.\n",
    ] {
        let completion = session.complete(text).unwrap();
        assert!(completion.start <= text.len());
    }
    let long = "x".repeat(2 << 20);
    assert!(matches!(session.complete(&long), Err(Error::Config(_))));
    assert_eq!(names(&mut session, "point.me.me.me.me.me.nos"), "nose");
}

#[test]
fn limits_hold_while_names_are_looked_for() {
    let limits = Limits { memory_bytes: 2 << 20, ..Limits::default() };
    let sandbox = Sandbox::builder().limits(limits).build().unwrap();
    let mut session = sandbox.session().unwrap();
    session.run("kept = 1\nfull = []\ntry:\n  while True: full.append(bytes(100))\nexcept MemoryError:\n  for n in range(200): full.pop()");
    for _ in 0..3 {
        match session.complete("kep") {
            Ok(completion) => assert!(completion.names.is_empty() || completion.names == ["kept"]),
            Err(Error::Raised(raised)) => assert_eq!(raised.type_name, "MemoryError"),
            Err(Error::Limit(_)) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
    assert!(session.run("full = None").success());
    assert_eq!(names(&mut session, "kep"), "kept");
}
