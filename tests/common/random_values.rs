//! Values of every kind, at random.

#![allow(dead_code, reason = "each test is a crate of its own")]

use micropython_sandbox::Value;
use micropython_sandbox::value::BigInt;
use rand_chacha::ChaCha12Rng;
use rand_core::RngCore;

/// A value of any kind, with about so many others in it. `hashable`: one that
/// can be a key.
pub fn random(rng: &mut ChaCha12Rng, size: u32, hashable: bool) -> Value {
    let kinds = if size == 0 {
        8
    } else if hashable {
        10
    } else {
        13
    };
    let count = rng.next_u32() % (size + 1);
    let inner = |rng: &mut ChaCha12Rng, hashable| {
        (0..count).map(|_| random(rng, size / (count + 1), hashable)).collect::<Vec<_>>()
    };
    match rng.next_u32() % kinds {
        0 => Value::None,
        1 => (rng.next_u32() & 1 == 0).into(),
        2 => (rng.next_u64().cast_signed() >> (rng.next_u32() % 64)).into(),
        3 => {
            let mut bytes = vec![0; (rng.next_u32() % 40) as usize];
            rng.fill_bytes(&mut bytes);
            BigInt::from_signed_bytes_le(&bytes).into()
        }
        4 => f64::from_bits(rng.next_u64()).into(),
        5 => text(rng).into(),
        6 => {
            let mut bytes = vec![0; (rng.next_u32() % 300) as usize];
            rng.fill_bytes(&mut bytes);
            Value::Bytes(bytes)
        }
        7 => f64::from(rng.next_u32() as i32 % 100).into(),
        8 => Value::Tuple(inner(rng, hashable)),
        9 => Value::FrozenSet(unlike(inner(rng, true))),
        10 => Value::Set(unlike(inner(rng, true))),
        11 => Value::List(inner(rng, false)),
        _ => {
            let keys = unlike(inner(rng, true));
            let pairs = keys.into_iter().map(|key| (key, random(rng, size / (count + 1), false)));
            Value::Dict(pairs.collect())
        }
    }
}

fn text(rng: &mut ChaCha12Rng) -> String {
    let most = [0x7f, 0x7ff, 0xffff, 0x10_ffff][(rng.next_u32() % 4) as usize];
    let length = rng.next_u32() % if rng.next_u32().is_multiple_of(20) { 400 } else { 20 };
    (0..length).filter_map(|_| char::from_u32(rng.next_u32() % (most + 1))).collect()
}

/// Those that Python takes for different: `1 == 1.0 == True`, but no NaN equals
/// another.
fn unlike(items: Vec<Value>) -> Vec<Value> {
    let mut kept: Vec<Value> = Vec::new();
    for item in items {
        let plain = matches!(item, Value::Str(_) | Value::Bytes(_) | Value::None);
        if plain && !kept.contains(&item) || kept.iter().all(|other| !alike(other, &item)) {
            kept.push(item);
        }
    }
    kept
}

fn alike(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Tuple(left), Value::Tuple(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(l, r)| alike(l, r))
        }
        (Value::FrozenSet(left), Value::FrozenSet(right)) => left.len() == right.len(),
        _ => match (number(left), number(right)) {
            (Some(left), Some(right)) => left == right,
            _ => left == right,
        },
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Bool(value) => Some(f64::from(u8::from(*value))),
        Value::Int(value) => Some(*value as f64),
        Value::BigInt(value) => value.to_string().parse().ok(),
        Value::Float(value) => Some(*value),
        _ => None,
    }
}

/// Puts what has no order into one.
pub fn sorted(value: Value) -> Value {
    let all = |items: Vec<Value>| items.into_iter().map(sorted).collect::<Vec<_>>();
    let by_bytes = |items: Vec<Value>| {
        let mut items = all(items);
        items.sort_by_cached_key(|item| item.encode().unwrap());
        items
    };
    match value {
        Value::List(items) => Value::List(all(items)),
        Value::Tuple(items) => Value::Tuple(all(items)),
        Value::Set(items) => Value::Set(by_bytes(items)),
        Value::FrozenSet(items) => Value::FrozenSet(by_bytes(items)),
        Value::Dict(pairs) => {
            let mut pairs: Vec<_> =
                pairs.into_iter().map(|(k, v)| (sorted(k), sorted(v))).collect();
            pairs.sort_by_cached_key(|(key, _)| key.encode().unwrap());
            Value::Dict(pairs)
        }
        // Python keeps one kind of NaN, with whatever sign.
        Value::Float(float) if float.is_nan() => Value::Float(f64::NAN),
        other => other,
    }
}
