//! What is said of values that do not fit, in Python's words.

use super::{BigInt, ConversionError, Fault};
use serde::de::{self, Expected, Unexpected};
use std::fmt;

impl de::Error for ConversionError {
    fn custom<T: fmt::Display>(message: T) -> ConversionError {
        ConversionError::new(Fault::Value, message)
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> ConversionError {
        let message = format_args!("expected {}, not {}", in_python(expected), type_of(found));
        ConversionError::new(Fault::Type, message)
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> ConversionError {
        let message = match found {
            Unexpected::Signed(value) => format!("{value} does not fit: expected {expected}"),
            Unexpected::Unsigned(value) => format!("{value} does not fit: expected {expected}"),
            _ => format!("a value that does not fit: expected {expected}"),
        };
        ConversionError::new(Fault::Value, message)
    }
}

/// What a Rust type says of itself, in Python's words.
fn in_python(expected: &dyn Expected) -> String {
    let text = expected.to_string();
    let name = match text.as_str() {
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => "int",
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => "int",
        "f32" | "f64" => "float",
        "a boolean" => "bool",
        "a string" | "a borrowed string" | "a character" => "str",
        "a byte array" | "byte array" => "bytes",
        "a sequence" => "list",
        "a map" => "dict",
        "unit" => "None",
        _ => return text,
    };
    name.to_owned()
}

fn type_of(found: Unexpected<'_>) -> &'static str {
    match found {
        Unexpected::Bool(_) => "bool",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) => "int",
        Unexpected::Float(_) => "float",
        Unexpected::Char(_) | Unexpected::Str(_) => "str",
        Unexpected::Bytes(_) => "bytes",
        Unexpected::Unit | Unexpected::Option => "None",
        Unexpected::Seq => "list",
        Unexpected::Map => "dict",
        Unexpected::Other(name) => match name {
            "tuple" => "tuple",
            "set" => "set",
            "frozenset" => "frozenset",
            "a large int" => "an int beyond 128 bits",
            // What serde calls one that only few of its types take.
            _ if name.starts_with("integer ") => "an int beyond 64 bits",
            _ => "another type",
        },
        _ => "another type",
    }
}

/// The error of an int that its type has no room for. Not all digits of a huge
/// one: to find them takes long.
pub(super) fn too_large(value: &BigInt, expected: &dyn Expected) -> ConversionError {
    let message = match value.bits() {
        0..=128 => format!("{value} does not fit: expected {expected}"),
        bits => format!("an int of {bits} bits does not fit: expected {expected}"),
    };
    ConversionError::new(Fault::Value, message)
}
