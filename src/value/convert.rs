//! Between [`Value`] and Rust's own types, one to one.

use super::{BigInt, ConversionError, Fault, Value};
use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};
use serde::{Serialize, Serializer};
use std::fmt;

/// Bytes that become Python's `bytes`: serde takes a `Vec<u8>` for a list of
/// numbers.
///
/// As an argument it takes `bytes`, and lists of small numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bytes(pub Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Bytes, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Bytes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a byte array")
            }

            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_owned()))
            }

            fn visit_byte_buf<E: de::Error>(self, bytes: Vec<u8>) -> Result<Bytes, E> {
                Ok(Bytes(bytes))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Bytes, A::Error> {
                let mut bytes = Vec::new();
                while let Some(byte) = access.next_element()? {
                    bytes.push(byte);
                }
                Ok(Bytes(bytes))
            }
        }
        deserializer.deserialize_byte_buf(Visit)
    }
}

/// From each of these types to a variant.
macro_rules! from {
    ($($from:ty => |$value:ident| $into:expr;)*) => {$(
        impl From<$from> for Value {
            fn from($value: $from) -> Value {
                $into
            }
        }
    )*};
}

from! {
    () => |_value| Value::None;
    bool => |value| Value::Bool(value);
    i8 => |value| Value::Int(value.into());
    i16 => |value| Value::Int(value.into());
    i32 => |value| Value::Int(value.into());
    i64 => |value| Value::Int(value);
    u8 => |value| Value::Int(value.into());
    u16 => |value| Value::Int(value.into());
    u32 => |value| Value::Int(value.into());
    u64 => |value| BigInt::from(value).into();
    i128 => |value| BigInt::from(value).into();
    u128 => |value| BigInt::from(value).into();
    usize => |value| BigInt::from(value).into();
    isize => |value| BigInt::from(value).into();
    BigInt => |value| i64::try_from(&value).map_or(Value::BigInt(value), Value::Int);
    f32 => |value| Value::Float(value.into());
    f64 => |value| Value::Float(value);
    char => |value| Value::Str(value.into());
    &str => |value| Value::Str(value.to_owned());
    String => |value| Value::Str(value);
    Bytes => |value| Value::Bytes(value.0);
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::None, Into::into)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Value {
        Value::List(items.into_iter().map(Into::into).collect())
    }
}

/// From a variant to each of these types; nothing else fits.
macro_rules! try_from {
    ($($into:ty, $wanted:literal: $($pattern:pat => $value:expr),+;)*) => {$(
        impl TryFrom<Value> for $into {
            type Error = ConversionError;

            fn try_from(value: Value) -> Result<$into, ConversionError> {
                match value {
                    $($pattern => $value,)+
                    other => Err(ConversionError::new(
                        Fault::Type,
                        format_args!("expected {}, not {}", $wanted, other.type_name()),
                    )),
                }
            }
        }
    )*};
}

try_from! {
    bool, "bool": Value::Bool(value) => Ok(value);
    i64, "int": Value::Int(value) => Ok(value), Value::BigInt(value) => narrow(&value);
    u64, "int": Value::Int(value) => narrow(&value.into()), Value::BigInt(value) => narrow(&value);
    BigInt, "int": Value::Int(value) => Ok(value.into()), Value::BigInt(value) => Ok(value);
    f64, "float": Value::Float(value) => Ok(value);
    String, "str": Value::Str(value) => Ok(value);
    Vec<u8>, "bytes": Value::Bytes(value) => Ok(value);
    Vec<Value>, "list": Value::List(value) => Ok(value);
}

fn narrow<T: for<'a> TryFrom<&'a BigInt>>(value: &BigInt) -> Result<T, ConversionError> {
    T::try_from(value).map_err(|_| {
        ConversionError::new(
            Fault::Value,
            format_args!("an int of {} bits is out of range", value.bits()),
        )
    })
}

impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::None, Value::None) => true,
            (Value::Bool(left), Value::Bool(right)) => left == right,
            (Value::Int(left), Value::Int(right)) => left == right,
            (Value::BigInt(left), Value::BigInt(right)) => left == right,
            (Value::BigInt(big), Value::Int(small)) | (Value::Int(small), Value::BigInt(big)) => {
                *big == BigInt::from(*small)
            }
            (Value::Float(left), Value::Float(right)) => {
                left.to_bits() == right.to_bits() || (left.is_nan() && right.is_nan())
            }
            (Value::Str(left), Value::Str(right)) => left == right,
            (Value::Bytes(left), Value::Bytes(right)) => left == right,
            (Value::List(left), Value::List(right))
            | (Value::Tuple(left), Value::Tuple(right))
            | (Value::Set(left), Value::Set(right))
            | (Value::FrozenSet(left), Value::FrozenSet(right)) => left == right,
            (Value::Dict(left), Value::Dict(right)) => left == right,
            _ => false,
        }
    }
}

impl Eq for Value {}
