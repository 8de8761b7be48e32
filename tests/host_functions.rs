//! Functions of the host's, as programs see them.

mod common;

use common::raised;
use micropython_sandbox::value::Bytes;
use micropython_sandbox::{
    Context, Ending, Error, Function, HostError, Module, Outcome, Sandbox, SandboxBuilder, Value,
};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

fn sandbox() -> SandboxBuilder {
    Sandbox::builder().pool(0)
}

/// What a program prints, which must finish.
#[track_caller]
fn printed(sandbox: &Sandbox, source: &str) -> String {
    let outcome = sandbox.run(source);
    assert_eq!((outcome.ending, &outcome.error), (Ending::Finished, &None), "{source}");
    outcome.stdout_text().into_owned()
}

/// What exception an expression raises, as `Type: message`.
fn raises(sandbox: &Sandbox, expression: &str) -> String {
    let program = format!(
        "import host\ntry:\n    print('nothing raised:', {expression})\nexcept Exception as e:\n    print(type(e).__name__ + ':', e)"
    );
    printed(sandbox, &program).trim_end().to_owned()
}

fn query(sql: String, limit: Option<u32>, raw: bool) -> String {
    format!("{sql} {limit:?} {raw}")
}

#[test]
fn arguments_are_given_by_position_or_by_name() {
    let sandbox = sandbox()
        .function("nothing", || ())
        .function("add", |a: i64, b: i64| a + b)
        .register(
            Function::new("query", query)
                .params(["sql", "limit", "raw"])
                .default("limit", 10)
                .default("raw", false),
        )
        .function("eight", |a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8| {
            [a, b, c, d, e, f, g, h].map(u32::from).iter().sum::<u32>()
        })
        .build()
        .unwrap();
    for (call, wanted) in [
        ("nothing()", "None"),
        ("add(1, 2)", "3"),
        ("add(*[1, 2])", "3"),
        ("host.add(2**62, -1)", "4611686018427387903"),
        ("eight(1,2,3,4,5,6,7,8)", "36"),
        ("query('q')", "q Some(10) false"),
        ("query('q', None)", "q None false"),
        ("query('q', raw=True)", "q Some(10) true"),
        ("query(limit=1, sql='s')", "s Some(1) false"),
        ("query('q', 5, True)", "q Some(5) true"),
        ("query(**{'sql': 'd'})", "d Some(10) false"),
        // As everywhere in Python.
        ("add(True, 1)", "2"),
    ] {
        assert_eq!(
            printed(&sandbox, &format!("import host\nprint({call})")),
            format!("{wanted}\n")
        );
    }
    for (call, wanted) in [
        ("add(1)", "TypeError: add() takes 2 positional arguments but 1 was given"),
        ("add(1, 2, 3)", "TypeError: add() takes 2 positional arguments but 3 were given"),
        ("add(1, b=2)", "TypeError: add() takes no keyword arguments"),
        ("nothing(1)", "TypeError: nothing() takes 0 positional arguments but 1 was given"),
        ("query()", "TypeError: query() missing 1 required positional argument: 'sql'"),
        (
            "query(1, 2, 3, 4)",
            "TypeError: query() takes from 1 to 3 positional arguments but 4 were given",
        ),
        ("query('a', sql='b')", "TypeError: query() got multiple values for argument 'sql'"),
        ("query('a', x='b')", "TypeError: query() got an unexpected keyword argument 'x'"),
        ("query(1)", "TypeError: query() argument 'sql': expected str, not int"),
        ("query('q', -1)", "ValueError: query() argument 'limit': -1 does not fit: expected u32"),
        ("add(1.5, 1)", "TypeError: add() argument 1: expected int, not float"),
        (
            "add(1, 2**63)",
            "ValueError: add() argument 2: 9223372036854775808 does not fit: expected i64",
        ),
        (
            "add(1, 2**70)",
            "ValueError: add() argument 2: 1180591620717411303424 does not fit: expected i64",
        ),
        (
            "add(1, 2**500)",
            "ValueError: add() argument 2: an int of 501 bits does not fit: expected i64",
        ),
        ("add(1, b'1')", "TypeError: add() argument 2: expected int, not bytes"),
        ("query(b'x')", "TypeError: query() argument 'sql': expected str, not bytes"),
        ("add(1, len)", "TypeError: cannot pass a function to the host: argument 2"),
        (
            "query({'rows': [0, (x for x in [])]})",
            "TypeError: cannot pass a generator to the host: argument 1, at ['rows'][1]",
        ),
        ("add(1, add)", "TypeError: cannot pass a host_function to the host: argument 2"),
    ] {
        assert_eq!(raises(&sandbox, call), wanted, "{call}");
    }
}

#[test]
fn several_missing_arguments_are_all_named() {
    let sandbox = sandbox()
        .register(Function::new("f", |_: u8, _: u8, _: u8| ()).params(["a", "b", "c"]))
        .build()
        .unwrap();
    let text = |names: &str| format!("TypeError: f() missing {names}");
    assert_eq!(raises(&sandbox, "f(1, 2)"), text("1 required positional argument: 'c'"));
    assert_eq!(raises(&sandbox, "f(b=2)"), text("2 required positional arguments: 'a' and 'c'"));
    assert_eq!(raises(&sandbox, "f()"), text("3 required positional arguments: 'a', 'b', and 'c'"));
}

#[test]
fn modules_constants_and_help() {
    let db = Module::new("db")
        .doc("A database.")
        .constant("VERSION", "1")
        .exception("Error", "Exception")
        .exception("Missing", "db.Error")
        .register(
            Function::new("query", query)
                .params(["sql", "limit", "raw"])
                .default("limit", 10)
                .default("raw", false)
                .doc("Asks the database."),
        )
        .function("fail", || -> Result<(), HostError> {
            Err(HostError::new("db.Missing", "gone"))
        });
    let sandbox = sandbox()
        .module(db)
        .function("net.dns.look_up", |name: String| name.len())
        .register(Function::new("plain", |_: u8, _: u8| ()))
        .build()
        .unwrap();
    let program = "
import db, host, net.dns
from db import query
from net.dns import look_up
print(db.VERSION, db.__doc__, db.__name__, query('x'), look_up('abc'), net.dns.look_up(''))
try:
    db.fail()
except db.Error as e:
    print(type(e) is db.Missing, e, e.args)
help(query)
help(plain)
print(query, query.__name__, query.__doc__, plain.__doc__)
for signature, doc in host.functions():
    print(signature, doc)
";
    let wanted = "1 A database. db x Some(10) false 3 0
True gone ('gone',)
db.query(sql, limit=10, raw=False)
Asks the database.
plain(arg1, arg2, /)
<host function db.query(sql, limit=10, raw=False)> query Asks the database. None
db.query(sql, limit=10, raw=False) Asks the database.
db.fail() None
net.dns.look_up(arg1, /) None
plain(arg1, arg2, /) None
";
    assert_eq!(printed(&sandbox, program), wanted);
    // What is in a module is only there, and nothing else is changed.
    assert!(raises(&sandbox, "query").starts_with("NameError"));
    assert_eq!(printed(&common::SANDBOX, "import host\nprint(host.functions())"), "[]\n");
    assert!(raises(&common::SANDBOX, "plain").starts_with("NameError"));
}

#[test]
fn names_that_are_taken_or_none_are_refused() {
    let f = || 1;
    let e = "Exception";
    for (builder, wanted) in [
        (sandbox().function("print", f), "a builtin named 'print' already"),
        (sandbox().function("ValueError", f), "a builtin named 'ValueError' already"),
        (sandbox().function("functions", f), "a member of host named 'functions' already"),
        (sandbox().exception("HostError", e), "a member of host named 'HostError' already"),
        (sandbox().module(Module::new("json")), "a module named 'json' already"),
        (sandbox().module(Module::new("texttable")), "a module named 'texttable' already"),
        (sandbox().module(Module::new("asyncio")), "a module named 'asyncio' already"),
        (sandbox().module(Module::new("sys")), "a module named 'sys' already"),
        (sandbox().module(Module::new("__main__")), "a module named '__main__' already"),
        (sandbox().function("json.load", f), "a module named 'json' already"),
        (sandbox().function("host.f", f), "a module named 'host' already"),
        (sandbox().function("f", f).function("f", f), "`f` is registered twice"),
        (sandbox().function("a.b", f).function("a", f), "`a` is registered twice"),
        (sandbox().module(Module::new("m")).module(Module::new("m")), "`m` is registered twice"),
        (sandbox().function("", f), "`` is not a name"),
        (sandbox().function("a..b", f), "`` is not a name"),
        (sandbox().function("1a", f), "`1a` is not a name"),
        (sandbox().function("class", f), "`class` is not a name"),
        (sandbox().function("a b", f), "`a b` is not a name"),
        (sandbox().function("é", f), "`é` is not a name"),
        (sandbox().exception("E", "Nothing"), "no exception 'Nothing'"),
        (sandbox().exception("E", "SystemExit"), "no exception 'SystemExit'"),
        (sandbox().exception("E", "int"), "no exception 'int'"),
        (sandbox().register(Function::new("f", f).params(["a"])), "another number of parameters"),
        (sandbox().register(Function::new("f", |_: u8| ()).params(["if"])), "`if` is not a name"),
        (
            sandbox().register(Function::new("f", |_: u8, _: u8| ()).params(["a", "a"])),
            "have the same name",
        ),
        (
            sandbox().register(Function::new("f", |_: u8| ()).default("a", 1)),
            "which is no parameter",
        ),
        (
            sandbox()
                .register(Function::new("f", |_: u8, _: u8| ()).params(["a", "b"]).default("a", 1)),
            "a parameter without default after",
        ),
    ] {
        match builder.build() {
            Err(Error::Config(text)) if text.contains(wanted) => {}
            other => panic!("{wanted}: {other:?}"),
        }
    }
    // Two modules that share one above them, in whatever order, are none twice.
    let fine = sandbox()
        .function("a.b.f", f)
        .module(Module::new("a.c").function("g", f))
        .module(Module::new("a").doc("A."));
    assert_eq!(
        printed(&fine.build().unwrap(), "import a.b, a.c\nprint(a.b.f(), a.c.g(), a.__doc__)"),
        "1 1 A.\n"
    );
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Point {
    x: f64,
    y: f64,
}

#[test]
fn types_of_the_callers_cross() {
    let sandbox = sandbox()
        .function("mirror", |point: Point| Point { x: -point.x, y: point.y })
        .function("same", |value: Value| value)
        .function("count", |map: BTreeMap<String, Vec<u8>>| {
            map.values().map(Vec::len).sum::<usize>()
        })
        .function("reverse", |mut bytes: Bytes| {
            bytes.0.reverse();
            bytes
        })
        .function("pair", |a: i64| (a, vec![a; 2], None::<u8>))
        .build()
        .unwrap();
    for (call, wanted) in [
        ("mirror({'x': 1, 'y': 2.5})", "-1.0 2.5"),
        ("reverse(b'ab')", "b'ba'"),
        ("pair(1)", "(1, [1, 1], None)"),
        ("count({'a': b'123', 'b': [1, 2]})", "5"),
        ("same({(1, 'a'): {2}})", "{(1, 'a'): {2}}"),
        ("same(frozenset([1]))", "frozenset({1})"),
        ("same(2**100)", "1267650600228229401496703205376"),
        ("same(float('nan'))", "nan"),
        ("len(same('x' * 5000000))", "5000000"),
        ("same([None, True, 1.5, ()])", "[None, True, 1.5, ()]"),
    ] {
        let shown = if call.starts_with("mirror") {
            format!("p = {call}\nprint(p['x'], p['y'])")
        } else {
            format!("print({call})")
        };
        assert_eq!(printed(&sandbox, &shown), format!("{wanted}\n"), "{call}");
    }
    assert_eq!(
        raises(&sandbox, "mirror({'x': 1})"),
        "ValueError: mirror() argument 1: missing field `y`"
    );
    assert_eq!(
        raises(&sandbox, "mirror(3)"),
        "TypeError: mirror() argument 1: expected struct Point, not int"
    );
}

#[test]
fn errors_become_exceptions() {
    let sandbox = sandbox()
        .exception("Denied", "OSError")
        .function("named", |name: String| -> Result<(), HostError> {
            Err(HostError::new(name, "because"))
        })
        .function("text", || Err::<i64, String>("a text".to_owned()))
        .function("io", || -> Result<i64, std::io::Error> {
            Err(std::io::Error::new(std::io::ErrorKind::NotFound, "no such thing"))
        })
        .function("question", |text: String| -> Result<i64, HostError> { Ok(text.parse()?) })
        .function("boxed", |text: String| -> Result<i64, Box<dyn std::error::Error>> {
            Ok(text.parse::<i64>()?)
        })
        .function("sendable", || -> Result<i64, Box<dyn std::error::Error + Send + Sync>> {
            Err("a reason")?
        })
        .function("fine", || Ok::<_, String>(5))
        .function("too_deep", || (0..200).fold(Value::None, |v, _| Value::List(vec![v])))
        .build()
        .unwrap();
    for (call, wanted) in [
        ("named('ValueError')", "ValueError: because"),
        ("named('KeyError')", "KeyError: 'because'"),
        ("named('OSError')", "OSError: because"),
        ("named('Denied')", "Denied: because"),
        ("named('HostError')", "HostError: because"),
        // Neither what ends a run, nor what is no exception, nor what is unknown.
        ("named('SystemExit')", "HostError: SystemExit: because"),
        ("named('LimitExceeded')", "HostError: LimitExceeded: because"),
        ("named('print')", "HostError: print: because"),
        ("named('Nothing')", "HostError: Nothing: because"),
        ("named('')", "HostError: : because"),
        ("text()", "HostError: a text"),
        ("io()", "HostError: no such thing"),
        ("question('x')", "HostError: invalid digit found in string"),
        ("question('7')", "nothing raised: 7"),
        ("boxed('x')", "HostError: invalid digit found in string"),
        ("boxed('8')", "nothing raised: 8"),
        ("sendable()", "HostError: a reason"),
        ("fine()", "nothing raised: 5"),
        (
            "too_deep()",
            "ValueError: the result: too large to pass to the interpreter: more than 100 levels deep",
        ),
    ] {
        assert_eq!(raises(&sandbox, call), wanted, "{call}");
    }
    let program = "import host\ntry:\n    text()\nexcept RuntimeError as e:\n    print(isinstance(e, host.HostError))";
    assert_eq!(printed(&sandbox, program), "True\n");
    let outcome = sandbox.run("def f():\n    named('Denied')\nf()");
    assert_eq!(raised(&outcome).type_name, "Denied");
    assert!(raised(&outcome).traceback.contains("line 2, in f"), "{outcome:?}");
}

#[test]
fn the_context_is_the_runs() {
    struct User(&'static str);
    let calls = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&calls);
    let sandbox = sandbox()
        .function("user", move |context: &Context| {
            counted.fetch_add(1, Ordering::Relaxed);
            context.get::<User>().map(|user| user.0)
        })
        .function("greet", |context: &Context, text: String, count: u8| {
            let name = context.get::<User>().map_or("?", |user| user.0);
            format!("{text} {name}{}", "!".repeat(count.into()))
        })
        .build()
        .unwrap();
    let mut session =
        sandbox.session_builder().context(Context::new().with(User("Ada"))).open().unwrap();
    let user = |outcome: Outcome| outcome.to::<Option<String>>().unwrap();
    assert_eq!(user(session.run("user()")), Some("Ada".to_owned()));
    assert_eq!(
        user(session.run_with("user()", Context::new().with(User("Bob")))),
        Some("Bob".to_owned())
    );
    assert_eq!(user(session.run_with("user()", Context::new())), None);
    assert_eq!(user(session.eval("greet('hi', 2)")), Some("hi Ada!!".to_owned()));
    session.run("def hook(): return user()");
    session.set_context(Context::new().with(User("Cleo")));
    assert_eq!(user(session.call("hook", ())), Some("Cleo".to_owned()));
    assert_eq!(user(session.run_with("hook()", Context::new())), None);
    assert_eq!(user(session.run("hook()")), Some("Cleo".to_owned()));
    assert_eq!(user(sandbox.run("user()")), None);
    assert_eq!(calls.load(Ordering::Relaxed), 7);
}
