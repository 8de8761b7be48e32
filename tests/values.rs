//! Values of every kind cross the border both ways and come back the same.

mod common;
#[path = "common/random_values.rs"]
mod random_values;

use common::{SANDBOX, raised};
use micropython_sandbox::value::{BigInt, Bytes};
use micropython_sandbox::{Error, Sandbox, Session, Value};
use rand_chacha::ChaCha12Rng;
use rand_core::SeedableRng;
use random_values::{random, sorted};

/// Host to guest to host, in lists of many values. The number of values is
/// `MPSANDBOX_ROUND_TRIPS`, by default 100,000.
#[test]
fn random_values_come_back_the_same() {
    let wanted = std::env::var("MPSANDBOX_ROUND_TRIPS").map_or(100_000, |n| n.parse().unwrap());
    let mut rng = ChaCha12Rng::seed_from_u64(7);
    let mut session = SANDBOX.session().unwrap();
    let mut done = 0;
    while done < wanted {
        let values: Vec<Value> = (0..500).map(|_| random(&mut rng, 12, false)).collect();
        done += values.len();
        session.set("values", &values).unwrap();
        let back: Vec<Value> = session.get("values").unwrap();
        assert_eq!(back.len(), values.len());
        for (back, value) in back.into_iter().zip(values) {
            let (back, value) = (sorted(back), sorted(value));
            assert_eq!(back, value, "\n{back}\n{value}");
        }
    }
}

#[test]
fn each_kind_is_its_own_in_python() {
    let mut session = SANDBOX.session().unwrap();
    for (value, wanted) in [
        (Value::None, "NoneType None"),
        (true.into(), "bool True"),
        (1.into(), "int 1"),
        (u64::MAX.into(), "int 18446744073709551615"),
        (i64::MIN.into(), "int -9223372036854775808"),
        (Value::from(BigInt::from(-1) << 70_u32), "int -1180591620717411303424"),
        (f64::NAN.into(), "float nan"),
        (f64::NEG_INFINITY.into(), "float -inf"),
        ((-0.0).into(), "float -0.0"),
        ("é".into(), "str 'é'"),
        (Value::Bytes(vec![0, 255]), "bytes b'\\x00\\xff'"),
        (Value::List(vec![1.into()]), "list [1]"),
        (Value::Tuple(vec![1.into()]), "tuple (1,)"),
        (Value::Set(vec![1.into()]), "set {1}"),
        (Value::FrozenSet(vec![1.into()]), "frozenset frozenset({1})"),
        (Value::Dict(vec![(Value::Tuple(vec![]), 1.into())]), "dict {(): 1}"),
    ] {
        session.set("x", &value).unwrap();
        let shown = session.eval("type(x).__name__ + ' ' + repr(x)");
        assert_eq!(shown.to::<String>().unwrap(), wanted);
        assert_eq!(session.get::<Value>("x").unwrap(), value);
        assert_eq!(session.eval("x").value.unwrap().object, Some(value));
    }
}

/// The value of an expression cannot cross, for this reason.
#[track_caller]
fn refused(session: &mut Session, setup: &str, wanted: &str) {
    let outcome = session.run(setup);
    assert_eq!(outcome.error, None, "{setup}");
    match session.get::<Value>("x") {
        Err(Error::Raised(raised)) => {
            let text = format!("{}: {}", raised.type_name, raised.message);
            assert_eq!(text, wanted, "{setup}");
        }
        other => panic!("{setup}: {other:?}"),
    }
    assert!(session.alive());
}

#[test]
fn what_cannot_cross_is_named_with_its_place() {
    let mut session = SANDBOX.session().unwrap();
    let type_error = |what: &str| format!("TypeError: cannot pass {what} to the host");
    let session = &mut session;
    refused(session, "x = (i for i in [])", &type_error("a generator"));
    refused(session, "class A: pass\nx = [1, A()]", &(type_error("an A") + ": at [1]"));
    refused(
        session,
        "x = {'rows': [1, 2, 3, (0, len)]}",
        &(type_error("a function") + ": at ['rows'][3][1]"),
    );
    refused(
        session,
        "x = {1: {None: {(1, 2): len}}}",
        &(type_error("a function") + ": at [1][None][...]"),
    );
    refused(session, "x = [{len: 1}]", &(type_error("a function") + ": at [0]{key}"));
    refused(session, "x = [{len}]", &(type_error("a function") + ": at [0]{...}"));
    refused(session, "x = bytearray(3)", &type_error("a bytearray"));
    refused(session, "class L(list): pass\nx = L()", &type_error("a L"));
    refused(
        session,
        "x = ['a', chr(0xd800)]",
        "UnicodeError: cannot pass a str with surrogates to the host: at [1]",
    );
    // As the value of an expression it has its repr.
    let value = session.eval("[1, len]").value.unwrap();
    assert_eq!((value.repr.as_str(), value.object), ("[1, <built-in function len>]", None));
    session.run("x = [1, 'ok']");
    assert_eq!(session.get::<(i64, String)>("x").unwrap(), (1, "ok".to_owned()));
}

#[test]
fn cycles_depth_and_size_end_in_errors() {
    let mut session = SANDBOX.session().unwrap();
    let deep = "ValueError: too deep to pass to the host, or it contains itself: at [0]";
    refused(&mut session, "x = []\nx.append(x)", deep);
    refused(&mut session, "x = []\nfor i in range(100): x = [x]", deep);
    refused(&mut session, "x = {}\nx[1] = x", &deep.replace("[0]", "[1]"));
    refused(&mut session, "x = ()\nfor i in range(5000): x = (x,)", deep);
    session.run("x = 7\nfor i in range(100): x = [x]");
    assert!(session.get::<Value>("x").is_ok());
    // As wide as it is deep: it is counted before it is built.
    let many = "ValueError: too large to pass to the host: more than 1048576 values";
    refused(&mut session, "x = []\nfor i in range(40): x = [x, x]", many);
    refused(&mut session, "x = [None] * 1048576", many);
    session.run("x = [None] * 1048575");
    assert_eq!(session.get::<Vec<Value>>("x").unwrap().len(), 1_048_575);
    // Such a list is copied once or twice on the way: in a memory of its own.
    let mut session = SANDBOX.session().unwrap();
    let large = "ValueError: too large to pass to the host: more than 16 MiB";
    refused(&mut session, "x = 'x' * (16 << 20)", large);
    let mut session = SANDBOX.session().unwrap();
    refused(&mut session, "y = b'x' * 1000000\nx = [y] * 20", large);
    let mut session = SANDBOX.session().unwrap();
    session.run("x = 'x' * (16000000)");
    assert_eq!(session.get::<String>("x").unwrap().len(), 16_000_000);
}

#[test]
fn values_that_the_host_cannot_send_are_refused_by_it() {
    let mut session = SANDBOX.session().unwrap();
    let deep = (0..101).fold(Value::None, |inner, _| Value::List(vec![inner]));
    assert!(matches!(session.set("x", &deep), Err(Error::Conversion(_))));
    assert!(matches!(session.set("x", vec![0_u8; 2 << 20]), Err(Error::Conversion(_))));
    assert!(matches!(session.set("not a name", 1), Err(Error::Config(_))));
    assert!(matches!(session.set("None", 1), Err(Error::Config(_))));
    let unhashable = Value::Dict(vec![(Value::List(vec![]), Value::None)]);
    let Err(Error::Raised(error)) = session.set("x", &unhashable) else { panic!() };
    assert_eq!(error.type_name, "TypeError");
    session.set("x", 1).unwrap();
    assert_eq!(session.get::<i64>("x").unwrap(), 1);
}

/// Python's own conversions, and no others.
#[test]
fn types_of_rust_take_what_python_would_pass() {
    let mut session = SANDBOX.session().unwrap();
    session.run("big = 2 ** 70\nhuge = 1 << 5000\ntrue = True\nb = b'ab'\ns = 'ab'");
    assert_eq!(session.get::<i64>("true").unwrap(), 1);
    assert_eq!(session.get::<f64>("true").unwrap(), 1.0);
    assert_eq!(session.get::<u128>("true").unwrap(), 1);
    assert_eq!(session.get::<f64>("big").unwrap(), 2_f64.powi(70));
    assert_eq!(session.get::<u128>("big").unwrap(), 1 << 70);
    assert_eq!(session.get::<Bytes>("b").unwrap(), Bytes(b"ab".to_vec()));
    assert_eq!(session.get::<Vec<u8>>("b").unwrap(), b"ab");
    let mut refused = |name: &str, get: fn(&mut Session, &str) -> Option<Error>, wanted: &str| {
        let error = get(&mut session, name).unwrap();
        assert!(matches!(error, Error::Conversion(_)), "{error:?}");
        assert_eq!(error.to_string(), wanted);
    };
    refused("b", |session, name| session.get::<String>(name).err(), "expected str, not bytes");
    refused("b", |session, name| session.get::<char>(name).err(), "expected str, not bytes");
    refused("s", |session, name| session.get::<Bytes>(name).err(), "expected bytes, not str");
    refused("s", |session, name| session.get::<Vec<u8>>(name).err(), "expected list, not str");
    refused(
        "big",
        |session, name| session.get::<bool>(name).err(),
        "expected bool, not an int beyond 64 bits",
    );
    let large = "an int of 5001 bits does not fit: expected i64";
    refused("huge", |session, name| session.get::<i64>(name).err(), large);
    let large = "an int of 5001 bits does not fit: expected f64";
    refused("huge", |session, name| session.get::<f64>(name).err(), large);
    let large = "1180591620717411303424 does not fit: expected u8";
    refused("big", |session, name| session.get::<u8>(name).err(), large);
}

#[test]
fn memory_is_the_programs() {
    let limits = micropython_sandbox::Limits { memory_bytes: 3 << 20, ..Default::default() };
    let mut session = Sandbox::builder().limits(limits).build().unwrap().session().unwrap();
    let error = session.set("x", "x".repeat(4 << 20)).unwrap_err();
    assert!(matches!(error, Error::Limit(_)), "{error:?}");
    session.run("x = []\nfor i in range(30000): x.append(i)");
    let error = session.call("len", (vec![1_000_000; 400_000],)).error.unwrap();
    assert!(
        matches!(&error, Error::Raised(e) if e.type_name == "MemoryError")
            || matches!(error, Error::Limit(_))
    );
    assert_eq!(session.eval("len(x)").to::<i64>().unwrap(), 30_000);
}

#[test]
fn functions_and_expressions_of_the_program() {
    let mut session = SANDBOX.session().unwrap();
    session.run(
        "class Box:\n    def __init__(self): self.n = 0\n    def add(self, a, b=10):\n        self.n += a * b\n        print('adding')\n        return self.n\nbox = Box()\ndef fail(): raise KeyError('k')",
    );
    let outcome = session.call("box.add", (2, 3));
    assert_eq!((outcome.to::<i64>().unwrap(), outcome.stdout_text().as_ref()), (6, "adding\n"));
    let named = std::collections::BTreeMap::from([("a", 1)]);
    assert_eq!(session.call("box.add", named).to::<i64>().unwrap(), 16);
    assert_eq!(session.get::<i64>("box.n").unwrap(), 16);
    assert_eq!(raised(&session.call("fail", ())).type_name, "KeyError");
    assert_eq!(raised(&session.call("missing", ())).type_name, "NameError");
    assert_eq!(raised(&session.call("box.add", ())).type_name, "TypeError");
    assert!(matches!(session.call("fail", 1).error, Some(Error::Config(_))));
    assert!(matches!(session.call("a b", ()).error, Some(Error::Config(_))));
    assert_eq!(session.eval("None").to::<Option<i64>>().unwrap(), None);
    assert_eq!(session.eval("  1 + 1").to::<i64>().unwrap(), 2);
    assert_eq!(session.eval("\n  sum([\n    1, 2])\n").to::<i64>().unwrap(), 3);
    assert_eq!(raised(&session.eval("x = 1")).type_name, "SyntaxError");
    assert!(matches!(session.eval("len").to::<Value>(), Err(Error::Conversion(_))));
    assert!(matches!(session.eval("1").to::<String>(), Err(Error::Conversion(_))));
    let Err(Error::Raised(error)) = session.get::<i64>("nothing") else { panic!() };
    assert_eq!(error.type_name, "NameError");
}

/// Limits hold there as they do in a run.
#[test]
fn operations_are_stopped_in_time() {
    let mut session = common::with_wall_time(100).session().unwrap();
    session.run("class A:\n    def __getattr__(self, name):\n        while True: pass\na = A()\ndef spin():\n    while True: pass");
    assert!(matches!(session.call("spin", ()).error, Some(Error::Limit(_))));
    assert!(matches!(session.get::<i64>("a.b"), Err(Error::Limit(_))));
    assert!(matches!(session.eval("spin()").error, Some(Error::Limit(_))));
    assert_eq!(session.eval("1").to::<i64>().unwrap(), 1);
}
