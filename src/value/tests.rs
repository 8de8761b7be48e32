use super::*;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

fn list(items: impl IntoIterator<Item = Value>) -> Value {
    Value::List(items.into_iter().collect())
}

/// A value and all its bytes.
fn vectors() -> Vec<(Value, Vec<u8>)> {
    let big = BigInt::from(1_u128 << 64);
    let text = |length: usize| "x".repeat(length);
    let with = |head: &[u8], length: usize| [head, "x".repeat(length).as_bytes()].concat();
    vec![
        // Those that MessagePack's specification lists.
        (Value::None, vec![0xc0]),
        (false.into(), vec![0xc2]),
        (true.into(), vec![0xc3]),
        (0.into(), vec![0]),
        (127.into(), vec![0x7f]),
        (128.into(), vec![0xcc, 0x80]),
        (255.into(), vec![0xcc, 0xff]),
        (256.into(), vec![0xcd, 1, 0]),
        (65_535.into(), vec![0xcd, 0xff, 0xff]),
        (65_536.into(), vec![0xce, 0, 1, 0, 0]),
        (u32::MAX.into(), vec![0xce, 0xff, 0xff, 0xff, 0xff]),
        ((1_u64 << 32).into(), vec![0xcf, 0, 0, 0, 1, 0, 0, 0, 0]),
        (u64::MAX.into(), vec![0xcf, 255, 255, 255, 255, 255, 255, 255, 255]),
        ((-1).into(), vec![0xff]),
        ((-32).into(), vec![0xe0]),
        ((-33).into(), vec![0xd0, 0xdf]),
        ((-128).into(), vec![0xd0, 0x80]),
        ((-129).into(), vec![0xd1, 0xff, 0x7f]),
        ((-32_768).into(), vec![0xd1, 0x80, 0]),
        ((-32_769).into(), vec![0xd2, 0xff, 0xff, 0x7f, 0xff]),
        (i64::from(i32::MIN).into(), vec![0xd2, 0x80, 0, 0, 0]),
        (i64::MIN.into(), vec![0xd3, 0x80, 0, 0, 0, 0, 0, 0, 0]),
        (1.5.into(), vec![0xcb, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0]),
        ((-0.0).into(), vec![0xcb, 0x80, 0, 0, 0, 0, 0, 0, 0]),
        (f64::INFINITY.into(), vec![0xcb, 0x7f, 0xf0, 0, 0, 0, 0, 0, 0]),
        ("".into(), vec![0xa0]),
        ("é".into(), vec![0xa2, 0xc3, 0xa9]),
        (text(31).into(), with(&[0xbf], 31)),
        (text(32).into(), with(&[0xd9, 32], 32)),
        (text(256).into(), with(&[0xda, 1, 0], 256)),
        (text(65_536).into(), with(&[0xdb, 0, 1, 0, 0], 65_536)),
        (Value::Bytes(vec![1, 2]), vec![0xc4, 2, 1, 2]),
        (Value::Bytes(text(256).into()), with(&[0xc5, 1, 0], 256)),
        (list([]), vec![0x90]),
        (list([1.into(), Value::None]), vec![0x92, 1, 0xc0]),
        (list(vec![Value::None; 16]), [&[0xdc, 0, 16][..], &[0xc0; 16]].concat()),
        (Value::Dict(vec![("a".into(), 1.into())]), vec![0x81, 0xa1, b'a', 1]),
        // And ours.
        (big.clone().into(), vec![0xc7, 10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
        ((-big).into(), vec![0xc7, 10, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
        (Value::Tuple(vec![]), vec![0xc9, 0, 0, 0, 1, 2, 0x90]),
        (Value::Tuple(vec![1.into(), 2.into()]), vec![0xc9, 0, 0, 0, 3, 2, 0x92, 1, 2]),
        (Value::Set(vec![5.into()]), vec![0xc9, 0, 0, 0, 2, 3, 0x91, 5]),
        (Value::FrozenSet(vec![5.into()]), vec![0xc9, 0, 0, 0, 2, 4, 0x91, 5]),
    ]
}

#[test]
fn values_have_their_bytes() {
    for (value, bytes) in vectors() {
        assert_eq!(value.encode().unwrap(), bytes, "{value}");
        assert_eq!(Value::decode(&bytes).unwrap(), value, "{value}");
        assert_eq!(to_value(&value).unwrap(), value, "by serde");
        assert_eq!(from_value::<Value>(&value).unwrap(), value, "by serde");
    }
}

#[test]
fn forms_that_others_write_are_read() {
    for (bytes, value) in [
        (&[0xcc, 1][..], 1.into()),
        (&[0xcf, 0, 0, 0, 0, 0, 0, 0, 1], 1.into()),
        (&[0xca, 0x3f, 0xc0, 0, 0], 1.5.into()),
        (&[0xd9, 1, b'a'], "a".into()),
        (&[0xdd, 0, 0, 0, 1, 1], list([1.into()])),
        (&[0xdf, 0, 0, 0, 1, 1, 2], Value::Dict(vec![(1.into(), 2.into())])),
        (&[0xd5, 2, 0x91, 7], Value::Tuple(vec![7.into()])),
        (&[0xc7, 1, 2, 0x90], Value::Tuple(vec![])),
        (&[0xd5, 1, 1, 9], (-9).into()),
    ] {
        assert_eq!(Value::decode(bytes).unwrap(), value);
    }
    assert!(matches!(Value::decode(&[0xcb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 1]).unwrap(),
        Value::Float(nan) if nan.is_nan()));
}

#[test]
fn what_is_no_value_is_refused() {
    for bytes in [
        &[][..],
        &[0xc1],                            // never used
        &[0x90, 0],                         // more follows
        &[0x91],                            // too short
        &[0xa2, b'a'],                      // likewise
        &[0xa1, 0xff],                      // no UTF-8
        &[0xa3, 0xed, 0xa0, 0x80],          // a surrogate
        &[0xdb, 0xff, 0xff, 0xff, 0xff],    // a length that is not there
        &[0xc6, 0xff, 0xff, 0xff, 0xff, 1], // likewise
        &[0xdd, 0xff, 0xff, 0xff, 0xff, 1], // likewise
        &[0xdf, 0xff, 0xff, 0xff, 0xff, 1], // likewise
        &[0xc9, 0xff, 0xff, 0xff, 0xff, 2], // likewise
        &[0xc7, 0, 1],                      // an int without a sign
        &[0xd4, 1, 2],                      // with another
        &[0xc7, 0, 5],                      // an absent argument
        &[0xc7, 1, 6, 0x90],                // an unknown extension
        &[0xc7, 1, 2, 0xc0],                // a tuple that is no array
        &[0xc7, 2, 2, 0x90, 0x90],          // that is too short
        &[0xc7, 1, 2, 0x91, 1],             // that is too long
        &[0x92, 0xc7, 1, 2, 0x91, 1],       // likewise
    ] {
        let error = Value::decode(bytes).unwrap_err();
        assert_eq!(error.fault, Fault::Malformed, "{bytes:02x?}");
        assert!(decode::<de::IgnoredAny>(bytes).is_err(), "{bytes:02x?}");
    }
}

use serde::de;

/// Whatever the bytes are, they are a value that can be written again, or an
/// error; and every way to read them agrees which.
#[test]
fn damaged_values_are_read_or_refused() {
    let mut state = 1_u64;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as usize % below
    };
    let vectors = vectors();
    let mut read = 0;
    for _ in 0..200_000 {
        let values = (0..random(4)).map(|_| vectors[random(vectors.len())].0.clone());
        let mut bytes = Value::Tuple(values.collect()).encode().unwrap();
        bytes.truncate(300);
        for _ in 0..random(4) {
            let at = random(bytes.len());
            bytes[at] = random(256) as u8;
        }
        let value = Value::decode(&bytes);
        assert_eq!(value.is_ok(), decode::<Value>(&bytes).is_ok(), "{bytes:02x?}");
        if let Ok(value) = value {
            read += 1;
            assert_eq!(Value::decode(&value.encode().unwrap()).unwrap(), value);
            assert!(decode::<de::IgnoredAny>(&bytes).is_ok(), "{bytes:02x?}");
        }
    }
    assert!((50_000..199_000).contains(&read), "{read}");
}

/// So deep, by lists or by tuples.
fn deep(levels: usize, wrap: fn(Vec<Value>) -> Value) -> Value {
    (0..levels).fold(Value::None, |inner, _| wrap(vec![inner]))
}

#[test]
fn limits_hold_on_both_ways() {
    for wrap in [Value::List, Value::Tuple, Value::Set] {
        let most = deep(Value::MAX_DEPTH, wrap);
        assert_eq!(Value::decode(&most.encode().unwrap()).unwrap(), most);
        assert_eq!(deep(Value::MAX_DEPTH + 1, wrap).encode().unwrap_err().fault, Fault::Value);
    }
    let bomb = vec![0x91; 1 << 20];
    assert_eq!(Value::decode(&bomb).unwrap_err().fault, Fault::Malformed);
    assert!(decode::<de::IgnoredAny>(&bomb).is_err());

    let many =
        |count: usize| [&[0xdd][..], &(count as u32).to_be_bytes(), &vec![0xc0; count]].concat();
    assert!(Value::decode(&many(Value::MAX_ITEMS - 1)).is_ok());
    assert_eq!(Value::decode(&many(Value::MAX_ITEMS)).unwrap_err().fault, Fault::Malformed);
    let items = |count| Value::List(vec![Value::None; count]);
    assert!(items(Value::MAX_ITEMS - 1).encode().is_ok());
    assert_eq!(items(Value::MAX_ITEMS).encode().unwrap_err().fault, Fault::Value);

    assert!(Value::Bytes(vec![0; Value::MAX_BYTES - 100]).encode().is_ok());
    assert_eq!(Value::Bytes(vec![0; Value::MAX_BYTES]).encode().unwrap_err().fault, Fault::Value);
    assert!(Value::decode(&vec![0; Value::MAX_BYTES + 1]).is_err());
    assert_eq!((Value::MAX_BYTES, Value::MAX_ITEMS, Value::MAX_DEPTH), (16 << 20, 1 << 20, 100));
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Order {
    item: String,
    count: Option<u32>,
    price: f64,
    tags: Vec<String>,
    at: (i8, u64),
    kind: Kind,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Kind {
    Plain,
    Named(String),
    Pair(u8, u8),
    Full { a: bool },
}

#[test]
fn types_with_serde_cross_both_ways() {
    for kind in [Kind::Plain, Kind::Named("n".into()), Kind::Pair(1, 2), Kind::Full { a: true }] {
        let order = Order {
            item: "tea".into(),
            count: None,
            price: 2.5,
            tags: vec!["a".into(), "b".into()],
            at: (-1, u64::MAX),
            kind,
        };
        let value = to_value(&order).unwrap();
        assert_eq!(value.get("count"), Some(&Value::None));
        assert_eq!(value.get("at"), Some(&Value::Tuple(vec![(-1).into(), u64::MAX.into()])));
        assert_eq!(from_value::<Order>(&value).unwrap(), order);
    }
    let map = HashMap::from([(1_u8, i128::MAX), (2, i128::MIN)]);
    assert_eq!(from_value::<HashMap<u8, i128>>(&to_value(&map).unwrap()).unwrap(), map);
    let tuple = Value::Tuple(vec![1.into(), 2.into()]);
    assert_eq!(from_value::<Vec<u8>>(&tuple).unwrap(), [1, 2]);
    assert_eq!(from_value::<Vec<u8>>(&Value::Bytes(vec![1, 2])).unwrap(), [1, 2]);
    assert_eq!(from_value::<Bytes>(&Value::Bytes(vec![1, 2])).unwrap(), Bytes(vec![1, 2]));
    assert_eq!(to_value(&Bytes(vec![1])).unwrap(), Value::Bytes(vec![1]));
    assert_eq!(from_value::<f64>(&3.into()).unwrap(), 3.0);
    assert_eq!(from_value::<Option<Value>>(&Value::None).unwrap(), None);
    let nested = BTreeMap::from([("x", vec![Value::Set(vec![1.into()]), tuple])]);
    let back: BTreeMap<String, Vec<Value>> = from_value(&to_value(&nested).unwrap()).unwrap();
    assert_eq!(back["x"], nested["x"]);
}

#[test]
fn errors_speak_of_python() {
    let text = |error: ConversionError| (error.fault, error.to_string());
    let type_error = |message: &str| (Fault::Type, message.to_owned());
    let value_error = |message: &str| (Fault::Value, message.to_owned());
    for (error, wanted) in [
        (from_value::<i64>(&"x".into()).unwrap_err(), type_error("expected int, not str")),
        (from_value::<i64>(&1.5.into()).unwrap_err(), type_error("expected int, not float")),
        (from_value::<String>(&Value::None).unwrap_err(), type_error("expected str, not None")),
        (
            from_value(&Value::Set(vec![])).map(|(): ()| ()).unwrap_err(),
            type_error("expected None, not set"),
        ),
        (from_value::<u8>(&300.into()).unwrap_err(), value_error("300 does not fit: expected u8")),
        (
            from_value::<u64>(&(-1).into()).unwrap_err(),
            value_error("-1 does not fit: expected u64"),
        ),
        (
            from_value::<(u8, u8)>(&list([])).unwrap_err(),
            value_error("invalid length 0, expected a tuple of size 2"),
        ),
        (
            from_value::<(u8,)>(&list([1.into(), 2.into()])).unwrap_err(),
            value_error("1 items too many"),
        ),
        (String::try_from(Value::from(1)).unwrap_err(), type_error("expected str, not int")),
    ] {
        assert_eq!(text(error), wanted);
    }
    let huge = Value::from(BigInt::from(1) << 200);
    assert_eq!(from_value::<u128>(&huge).unwrap_err().fault, Fault::Type);
    assert_eq!(u64::try_from(huge.clone()).unwrap_err().fault, Fault::Value);
    let long = from_value::<Kind>(&"x".repeat(1 << 20).into()).unwrap_err();
    assert!(long.to_string().len() < 2000);
    assert_eq!(BigInt::try_from(huge).unwrap().bits(), 201);
}

#[test]
fn json_has_what_json_has() {
    let value = Value::Dict(vec![
        ("a".into(), Value::Tuple(vec![1.into(), u64::MAX.into()])),
        ("b".into(), Value::from(BigInt::from(1) << 64)),
        ("c".into(), Value::Set(vec![Value::None])),
    ]);
    let json = serde_json::to_string(&value).unwrap();
    assert_eq!(json, r#"{"a":[1,18446744073709551615],"b":"18446744073709551616","c":[null]}"#);
    let back: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(back.get("a"), Some(&list([1.into(), u64::MAX.into()])));
}

#[test]
fn values_are_shown_as_python_does() {
    let value = Value::Dict(vec![
        (1.into(), list(["it's".into(), "\n\"'".into()])),
        (Value::Tuple(vec![2.0.into()]), Value::Bytes(b"a\x00'".to_vec())),
        (true.into(), Value::FrozenSet(vec![])),
    ]);
    assert_eq!(
        value.to_string(),
        r#"{1: ["it's", '\n"\''], (2.0,): b'a\x00\'', True: frozenset()}"#
    );
}
