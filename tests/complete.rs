//! Completion of names: what is found.

mod common;

use common::SANDBOX;
use micropython_sandbox::{Feed, Module, Sandbox, Session};
use std::process::Command;

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
    let mut collecting = self::session(&format!("{PROGRAM}\nimport gc; gc.threshold(1); del gc"));
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
        assert_eq!(names(&mut collecting, text), found, "{text:?} while collecting");
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
        ("import d", "dataclasses datetime db decimal deflate difflib doctest"),
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
