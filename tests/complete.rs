//! Completion of names: what is found, that nothing of the program's runs for it,
//! and what a program can do to who asks.

mod common;

use common::SANDBOX;
use micropython_sandbox::{Completion, Error, Feed, Limits, Module, Outcome, Sandbox, Session};
use std::process::Command;
use std::time::{Duration, Instant};

#[track_caller]
fn session(source: &str) -> Session {
    let mut session = SANDBOX.session().unwrap();
    assert!(succeeds(&session.run(source)));
    session
}

fn succeeds(outcome: &Outcome) -> bool {
    assert_eq!(outcome.error, None);
    outcome.success()
}

#[track_caller]
fn names(session: &mut Session, text: &str) -> String {
    let completion = session.complete(text).unwrap();
    assert!(text.is_char_boundary(completion.start), "{text}");
    completion.names.join(" ")
}

const PROGRAM: &str = "
import sys, json
from collections import namedtuple
from collections import namedtuple as alias

class Base:
    shared_by_all = 1
    def base_method(self): pass

class Point(Base):
    north = [1]
    def __init__(self):
        self.nose = {'a': 1}
        self.other = 2
        self._hidden = 3
        self.me = self
    def nod(self): pass
    @property
    def norm(self): return self.nose
    @classmethod
    def noted(cls): pass

class Text(str): pass

Pair = namedtuple('Pair', ['first_of', 'second_of'])
point = Point()
pair = Pair([1], {2})
text = Text('t')
größe = 1
numbers = [1]
_private = 1
point_of_view = 2
";

#[test]
fn names_are_those_of_the_living_session() {
    let mut session = session(PROGRAM);
    for (text, found) in [
        ("poi", "point point_of_view"),
        ("x = f(poi", "point point_of_view"),
        ("if poi", "point point_of_view"),
        ("größ", "größe"),
        ("Po", "Point"),
        ("_pri", "_private"),
        ("no_such", ""),
        ("isinst", "isinstance"),
        ("impo", "import"),
        ("is", "is isinstance issubclass"),
        ("nonl", "nonlocal"),
        ("Limit", "LimitExceeded"),
        // Attributes: an instance's, then those of its classes.
        ("point.no", "nod norm north nose noted"),
        ("point.bas", "base_method"),
        ("point.shared", "shared_by_all"),
        ("point._hid", "_hidden"),
        ("point.me.me.oth", "other"),
        ("point.nose.ke", "keys"),
        ("point.north.app", "append"),
        ("point .  nos", "nose"),
        ("Point.no", "nod norm north noted"),
        ("text.starts", "startswith"),
        ("Text.starts", "startswith"),
        ("numbers.app", "append"),
        ("pair.f", "first_of"),
        ("pair.first_of.app", "append"),
        ("pair.second_of.ad", "add"),
        ("Pair.sec", "second_of"),
        ("sys.exi", "exit"),
        ("sys.stdout.wri", "write"),
        ("'abc'.joi", "join"),
        ("b'abc'.joi", "join"),
        ("x = ['a'.upp", "upper"),
        // What is known only by running something, or not at all.
        ("point.norm.ke", ""),
        ("point.noted.x", ""),
        ("f().no", ""),
        ("[1].app", ""),
        ("no_such.x", ""),
        ("point.no_such.x", ""),
        ("..po", ""),
        ("point..no", ""),
        // Modules.
        ("import js", "json"),
        ("import sys, js", "json"),
        ("import asyn", "asyncio"),
        ("from js", "json"),
        ("from json import du", "dump dumps"),
        ("from sys import (exi", "exit"),
        ("from sys import argv, exi", "exit"),
        ("x = 1; import textt", "texttable"),
        ("if x: import textt", "texttable"),
        ("from json import dumps\npoi", "point point_of_view"),
        ("yield from poi", "point point_of_view"),
        ("import no_such", ""),
        ("from no_such import x", ""),
        ("from texttable import x", ""), // it is not loaded, and is not for this
        // Where no name is.
        ("'poi", ""),
        ("'''\npoi", ""),
        ("x = 1 # poi", ""),
        ("12", ""),
        ("0x1f", ""),
        ("f'{poi", ""),
    ] {
        assert_eq!(names(&mut session, text), found, "{text:?}");
    }
}

#[test]
fn the_word_that_is_replaced_is_told() {
    let mut session = session(PROGRAM);
    for (text, start) in
        [("", 0), ("poi", 0), ("x = poi", 4), ("point.no", 6), ("point.", 6), ("é = größ", 5)]
    {
        assert_eq!(session.complete(text).unwrap().start, start, "{text:?}");
    }
}

#[test]
fn without_a_word_all_that_has_no_underscore_is_there() {
    let mut session = session(PROGRAM);
    for text in ["", "x = ", "f(", "x\n"] {
        let found = session.complete(text).unwrap().names;
        for name in ["point", "print", "lambda", "größe"] {
            assert!(found.iter().any(|found| found == name), "{text:?}: {name}");
        }
        assert!(found.iter().all(|name| !name.starts_with('_')), "{found:?}");
        assert!(found.is_sorted());
    }
    assert_eq!(
        names(&mut session, "point."),
        "base_method me nod norm north nose noted other shared_by_all"
    );
    let modules = names(&mut session, "import ");
    for name in ["json", "sys", "asyncio", "sandbox", "texttable", "host"] {
        assert!(modules.split(' ').any(|found| found == name), "{name}: {modules}");
    }
    assert!(!modules.contains('_'), "{modules}");
}

#[test]
fn functions_of_the_host_are_there() {
    let sandbox = Sandbox::builder()
        .function("lookup_user", |n: i64| n)
        .module(Module::new("db").function("query_all", || 1))
        .build()
        .unwrap();
    let mut session = sandbox.session().unwrap();
    for (text, found) in [
        ("look", "lookup_user"),
        ("import d", "db deflate"),
        ("from db import q", "query_all"),
        ("from host import l", "lookup_user"),
    ] {
        assert_eq!(names(&mut session, text), found, "{text:?}");
    }
    session.run("import db");
    assert_eq!(names(&mut session, "db.qu"), "query_all");
}

#[test]
fn what_was_fed_is_before_it() {
    let mut session = session(PROGRAM);
    assert!(matches!(session.feed("x = '''"), Feed::Incomplete(_)));
    assert_eq!(names(&mut session, "poi"), "");
    session.feed_cancel();
    assert!(matches!(session.feed("from json import ("), Feed::Incomplete(_)));
    assert_eq!(names(&mut session, "  du"), "dump dumps");
    assert_eq!(session.fed(), "from json import (\n");
}

/// Each keyword of the interpreter is one that CPython has, and none is left out.
#[test]
fn keywords_are_those_of_the_language() {
    let mut session = session("");
    let source = "import keyword; print(*keyword.kwlist)";
    let output = Command::new("python3").args(["-c", source]).output().unwrap();
    let keywords = String::from_utf8(output.stdout).unwrap();
    let all = session.complete("").unwrap().names;
    for keyword in keywords.split_whitespace() {
        assert!(all.iter().any(|name| name == keyword), "{keyword}");
        assert!(!session.run(&format!("{keyword} = 1")).success(), "{keyword} is a name");
    }
    // And what else is there is a name.
    for name in all.iter().filter(|name| !keywords.split_whitespace().any(|word| word == *name)) {
        assert!(session.eval(name).error.is_none(), "{name}");
    }
}

// ---- who means harm ----

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
left, right = A, A
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
    let mut session = session(PROGRAM);
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
