//! Encoded values, written piece by piece.

use super::{BigInt, ConversionError, Fault, Value};
use crate::contract::{
    MPH_EXTENSION_FROZENSET, MPH_EXTENSION_INT, MPH_EXTENSION_SET, MPH_EXTENSION_TUPLE,
};
use num_bigint::Sign;
use rmp::encode;

type Result<T> = std::result::Result<T, ConversionError>;

/// Where values are written. Into memory, so that only a limit can fail.
#[derive(Default)]
pub(crate) struct Writer {
    bytes: Vec<u8>,
    items: usize,
    depth: usize,
}

/// A container that is being written; to be given to [`Writer::close`].
#[must_use]
pub(crate) struct Open {
    /// Where the length of an extension belongs.
    extension: Option<usize>,
    /// Where the number of items belongs that was not known.
    count: Option<usize>,
}

/// In the place of a number that is not known yet.
const UNKNOWN: [u8; 4] = [0; 4];

impl Writer {
    /// Writes at the end of these bytes, which are not counted.
    pub(crate) fn over(mut bytes: Vec<u8>) -> Writer {
        bytes.clear();
        Writer { bytes, items: 0, depth: 0 }
    }

    /// Takes back all that was written.
    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
        (self.items, self.depth) = (0, 0);
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Starts a value that will take so many bytes at least.
    fn start(&mut self, bytes: usize) -> Result<()> {
        self.items += 1;
        if self.items > Value::MAX_ITEMS {
            return Err(too_large(format_args!("more than {} values", Value::MAX_ITEMS)));
        }
        // Of heads and numbers a few bytes more may be there, not many.
        if self.bytes.len().saturating_add(bytes) > Value::MAX_BYTES - 16 {
            return Err(too_large(crate::units::size(Value::MAX_BYTES as u64)));
        }
        Ok(())
    }

    pub(crate) fn none(&mut self) -> Result<()> {
        self.start(1)?;
        self.bytes.push(rmp::Marker::Null.to_u8());
        Ok(())
    }

    pub(crate) fn bool(&mut self, value: bool) -> Result<()> {
        self.start(1)?;
        let marker = if value { rmp::Marker::True } else { rmp::Marker::False };
        self.bytes.push(marker.to_u8());
        Ok(())
    }

    pub(crate) fn int(&mut self, value: i64) -> Result<()> {
        self.start(9)?;
        encode::write_sint(&mut self.bytes, value).map(drop).map_err(|_| full())
    }

    pub(crate) fn uint(&mut self, value: u64) -> Result<()> {
        self.start(9)?;
        encode::write_uint(&mut self.bytes, value).map(drop).map_err(|_| full())
    }

    pub(crate) fn big_int(&mut self, value: &BigInt) -> Result<()> {
        if let Ok(value) = i64::try_from(value) {
            return self.int(value);
        }
        if let Ok(value) = u64::try_from(value) {
            return self.uint(value);
        }
        self.start(usize::try_from(value.bits() / 8).unwrap_or(usize::MAX))?;
        let (sign, magnitude) = value.to_bytes_le();
        self.extension_head(1 + magnitude.len(), MPH_EXTENSION_INT)?;
        self.bytes.push(u8::from(sign == Sign::Minus));
        self.bytes.extend_from_slice(&magnitude);
        Ok(())
    }

    pub(crate) fn float(&mut self, value: f64) -> Result<()> {
        self.start(9)?;
        encode::write_f64(&mut self.bytes, value).map_err(|_| full())
    }

    pub(crate) fn str(&mut self, text: &str) -> Result<()> {
        self.start(text.len())?;
        encode::write_str(&mut self.bytes, text).map_err(|_| full())
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        self.start(bytes.len())?;
        encode::write_bin(&mut self.bytes, bytes).map_err(|_| full())
    }

    fn extension_head(&mut self, length: usize, kind: u32) -> Result<()> {
        let length = u32::try_from(length).map_err(|_| full())?;
        encode::write_ext_meta(&mut self.bytes, length, kind as i8).map(drop).map_err(|_| full())
    }

    /// Opens a list, or what is written as one of an extension.
    fn open(&mut self, count: Option<usize>, extension: Option<u32>) -> Result<Open> {
        self.start(1)?;
        self.deeper()?;
        let extension = extension.map(|kind| {
            self.bytes.push(rmp::Marker::Ext32.to_u8());
            self.bytes.extend(UNKNOWN);
            self.bytes.push(kind as u8);
            self.bytes.len() - 5
        });
        let count = match count.and_then(|count| u32::try_from(count).ok()) {
            Some(count) => {
                encode::write_array_len(&mut self.bytes, count).map_err(|_| full())?;
                None
            }
            None => Some(self.unknown_count(rmp::Marker::Array32)),
        };
        Ok(Open { extension, count })
    }

    fn unknown_count(&mut self, marker: rmp::Marker) -> usize {
        self.bytes.push(marker.to_u8());
        self.bytes.extend(UNKNOWN);
        self.bytes.len() - 4
    }

    fn deeper(&mut self) -> Result<()> {
        if self.depth == Value::MAX_DEPTH {
            return Err(too_large(format_args!("more than {} levels deep", Value::MAX_DEPTH)));
        }
        self.depth += 1;
        Ok(())
    }

    pub(crate) fn open_list(&mut self, count: Option<usize>) -> Result<Open> {
        self.open(count, None)
    }

    pub(crate) fn open_tuple(&mut self, count: usize) -> Result<Open> {
        self.open(Some(count), Some(MPH_EXTENSION_TUPLE))
    }

    pub(crate) fn open_set(&mut self, count: Option<usize>, frozen: bool) -> Result<Open> {
        let kind = if frozen { MPH_EXTENSION_FROZENSET } else { MPH_EXTENSION_SET };
        self.open(count, Some(kind))
    }

    pub(crate) fn open_dict(&mut self, count: Option<usize>) -> Result<Open> {
        self.start(1)?;
        self.deeper()?;
        let count = match count.and_then(|count| u32::try_from(count).ok()) {
            Some(count) => {
                encode::write_map_len(&mut self.bytes, count).map_err(|_| full())?;
                None
            }
            None => Some(self.unknown_count(rmp::Marker::Map32)),
        };
        Ok(Open { extension: None, count })
    }

    /// Ends a container after so many items, or pairs.
    pub(crate) fn close(&mut self, open: Open, count: usize) -> Result<()> {
        self.depth -= 1;
        if let Some(at) = open.count {
            self.patch(at, count)?;
        }
        if let Some(at) = open.extension {
            // Its kind stands between its length and what is in it.
            self.patch(at, self.bytes.len() - at - 5)?;
        }
        Ok(())
    }

    fn patch(&mut self, at: usize, number: usize) -> Result<()> {
        let number = u32::try_from(number).map_err(|_| full())?;
        self.bytes[at..at + 4].copy_from_slice(&number.to_be_bytes());
        Ok(())
    }

    /// Writes a whole value. The limit on its depth bounds the recursion.
    pub(crate) fn value(&mut self, value: &Value) -> Result<()> {
        match value {
            Value::None => self.none(),
            Value::Bool(value) => self.bool(*value),
            Value::Int(value) => self.int(*value),
            Value::BigInt(value) => self.big_int(value),
            Value::Float(value) => self.float(*value),
            Value::Str(text) => self.str(text),
            Value::Bytes(bytes) => self.bytes(bytes),
            Value::List(items) => {
                let open = self.open_list(Some(items.len()))?;
                self.items(open, items)
            }
            Value::Tuple(items) => {
                let open = self.open_tuple(items.len())?;
                self.items(open, items)
            }
            Value::Set(items) | Value::FrozenSet(items) => {
                let frozen = matches!(value, Value::FrozenSet(_));
                let open = self.open_set(Some(items.len()), frozen)?;
                self.items(open, items)
            }
            Value::Dict(pairs) => {
                let open = self.open_dict(Some(pairs.len()))?;
                for (key, value) in pairs {
                    self.value(key)?;
                    self.value(value)?;
                }
                self.close(open, pairs.len())
            }
        }
    }

    fn items(&mut self, open: Open, items: &[Value]) -> Result<()> {
        for item in items {
            self.value(item)?;
        }
        self.close(open, items.len())
    }
}

fn too_large(why: impl std::fmt::Display) -> ConversionError {
    ConversionError::new(Fault::Value, format_args!("too large to pass to the interpreter: {why}"))
}

/// Memory takes all that is written, so this does not occur.
fn full() -> ConversionError {
    too_large("no memory")
}
