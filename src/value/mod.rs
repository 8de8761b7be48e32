//! Python values on the host's side, and how they cross the border.

mod convert;
mod de;
mod natural;
mod read;
mod ser;
mod show;
mod unfit;
mod write;

pub use convert::Bytes;
pub(crate) use de::Deserializer;
pub use num_bigint::BigInt;
pub(crate) use read::{Reader, Shape, Token};
pub(crate) use ser::{Reply, Serializer, reply};
pub(crate) use write::Writer;

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt;

/// A Python value: what host functions take and give, and what variables and
/// results of a session are.
///
/// Two are equal if they are the same value of the same type, item by item in
/// the order that they have: `1` is not `1.0`, `-0.0` is not `0.0`, and a NaN
/// equals itself. That is stricter than Python's `==`.
///
/// ```
/// use micropython_sandbox::{Sandbox, Value};
///
/// let outcome = Sandbox::new()?.run("[1, 2.5, ('a', None)]");
/// let value = outcome.value.unwrap().object.unwrap();
/// let inner = Value::Tuple(vec!["a".into(), Value::None]);
/// assert_eq!(value, Value::List(vec![1.into(), 2.5.into(), inner]));
/// # Ok::<(), micropython_sandbox::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub enum Value {
    /// `None`.
    #[default]
    None,
    /// `True` or `False`.
    Bool(bool),
    /// An `int` that has 64 bits.
    Int(i64),
    /// An `int`, usually one that has more. What is read is always the smaller
    /// variant that fits.
    BigInt(BigInt),
    /// A `float`, NaN and infinities included.
    Float(f64),
    /// A `str`.
    Str(String),
    /// A `bytes`.
    Bytes(Vec<u8>),
    /// A `list`.
    List(Vec<Value>),
    /// A `tuple`.
    Tuple(Vec<Value>),
    /// A `dict`, as pairs of keys and values in order.
    Dict(Vec<(Value, Value)>),
    /// A `set`, in any order.
    Set(Vec<Value>),
    /// A `frozenset`, in any order.
    FrozenSet(Vec<Value>),
}

impl Value {
    /// The largest encoded value that crosses the border, in bytes: 16 MiB. All
    /// arguments of a call count together.
    pub const MAX_BYTES: usize = crate::contract::MPH_VALUE_MAX_BYTES as usize;

    /// The most values in one value, itself and each key and item counted:
    /// 1,048,576.
    pub const MAX_ITEMS: usize = crate::contract::MPH_VALUE_MAX_ITEMS as usize;

    /// How deep lists, tuples, dicts and sets may lie in each other: 100 levels.
    pub const MAX_DEPTH: usize = crate::contract::MPH_VALUE_MAX_DEPTH as usize;

    /// The name of its type in Python.
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::None => "NoneType",
            Value::Bool(_) => "bool",
            Value::Int(_) | Value::BigInt(_) => "int",
            Value::Float(_) => "float",
            Value::Str(_) => "str",
            Value::Bytes(_) => "bytes",
            Value::List(_) => "list",
            Value::Tuple(_) => "tuple",
            Value::Dict(_) => "dict",
            Value::Set(_) => "set",
            Value::FrozenSet(_) => "frozenset",
        }
    }

    /// The value of a key of a dict that is this text. `None` for anything else.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let Value::Dict(pairs) = self else {
            return None;
        };
        pairs.iter().find_map(|(found, value)| {
            matches!(found, Value::Str(found) if found == key).then_some(value)
        })
    }

    /// Writes it as it crosses the border: MessagePack with extension types,
    /// which `docs/values.md` describes.
    ///
    /// # Errors
    ///
    /// When it is larger than [`MAX_BYTES`](Value::MAX_BYTES),
    /// [`MAX_ITEMS`](Value::MAX_ITEMS) or [`MAX_DEPTH`](Value::MAX_DEPTH) allow.
    pub fn encode(&self) -> Result<Vec<u8>, ConversionError> {
        let mut writer = Writer::default();
        writer.value(self)?;
        Ok(writer.into_bytes())
    }

    /// Reads what [`encode`](Value::encode) or another writer of that format has
    /// written. The bytes may be anything: no more memory is taken than a small
    /// multiple of their number, and none by a length that they only claim.
    ///
    /// # Errors
    ///
    /// When they are not exactly one value, or a larger one than
    /// [`encode`](Value::encode) would write.
    pub fn decode(bytes: &[u8]) -> Result<Value, ConversionError> {
        let mut reader = Reader::new(bytes)?;
        let value = reader.value()?;
        reader.finish()?;
        Ok(value)
    }
}

/// Makes a Python value of anything that serde serialises.
///
/// A `Vec` becomes a list, a Rust tuple a tuple, a struct or map a dict, `()`
/// and an absent `Option` `None`, a unit variant a str with its name, any other
/// variant a dict with its name as the only key. For bytes and sets, use
/// [`Bytes`] and [`Value`].
///
/// ```
/// use micropython_sandbox::value::{Value, to_value};
///
/// assert_eq!(to_value(&(1, "a"))?, Value::Tuple(vec![1.into(), "a".into()]));
/// # Ok::<(), micropython_sandbox::value::ConversionError>(())
/// ```
///
/// # Errors
///
/// As [`Value::encode`], and when the type's own serialisation fails.
pub fn to_value<T: Serialize + ?Sized>(value: &T) -> Result<Value, ConversionError> {
    Value::decode(&encode(value)?)
}

/// Makes something that serde deserialises of a Python value: the other way of
/// [`to_value`].
///
/// A list, tuple, set or frozenset can become any of Rust's sequences and
/// tuples of the right length; bytes can become a `Vec<u8>`; an int becomes a
/// number type that it fits, a float included.
///
/// # Errors
///
/// When the value is not of the type that is wanted, or larger than
/// [`Value::encode`] allows.
pub fn from_value<T: DeserializeOwned>(value: &Value) -> Result<T, ConversionError> {
    decode(&value.encode()?)
}

/// Writes anything as a value of the border.
pub(crate) fn encode<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, ConversionError> {
    let mut writer = Writer::default();
    value.serialize(Serializer::new(&mut writer))?;
    Ok(writer.into_bytes())
}

/// Reads anything from a value of the border.
pub(crate) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ConversionError> {
    let mut reader = Reader::new(bytes)?;
    let value = T::deserialize(Deserializer::new(&mut reader))?;
    reader.finish()?;
    Ok(value)
}

/// Why a value could not be converted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ConversionError {
    pub(crate) fault: Fault,
    message: String,
}

/// Whose doing it is that a value could not be converted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It has another type.
    Type,
    /// It has the right type, and does not fit all the same.
    Value,
    /// It is no value at all: whoever has written it does not keep to the format.
    Malformed,
}

/// Bytes kept of the text of an error, which may quote a value.
const MAX_MESSAGE_BYTES: usize = 1 << 10;

impl ConversionError {
    pub(crate) fn new(fault: Fault, message: impl fmt::Display) -> ConversionError {
        let mut message = message.to_string();
        if message.len() > MAX_MESSAGE_BYTES {
            message.truncate(message.floor_char_boundary(MAX_MESSAGE_BYTES));
            message += "...";
        }
        ConversionError { fault, message }
    }

    /// Of a value that cannot cross the border.
    pub(crate) fn foreign(type_name: &str) -> ConversionError {
        let message = format_args!("a value of type {type_name} cannot be passed to the host");
        ConversionError::new(Fault::Type, message)
    }

    pub(crate) fn malformed(what: &str) -> ConversionError {
        ConversionError::new(Fault::Malformed, format_args!("not an encoded value: {what}"))
    }
}

#[cfg(test)]
mod tests;
