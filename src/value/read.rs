//! Encoded values, read token by token. The bytes may be anything.

use super::{BigInt, ConversionError, Value};
use crate::contract::{
    MPH_EXTENSION_ABSENT, MPH_EXTENSION_FROZENSET, MPH_EXTENSION_INT, MPH_EXTENSION_SET,
    MPH_EXTENSION_TUPLE,
};
use num_bigint::Sign;
use rmp::Marker;

/// Items that memory is taken for before they are there.
const RESERVED_ITEMS: usize = 256;

type Result<T> = std::result::Result<T, ConversionError>;

/// Which kind of sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    List,
    Tuple,
    Set,
    FrozenSet,
}

/// What comes next. After a container come so many items, then
/// [`Reader::close`] is due with its end.
pub(crate) enum Token<'a> {
    None,
    Bool(bool),
    Int(i64),
    /// An int that is no `i64`.
    BigInt(BigInt),
    Float(f64),
    Str(&'a str),
    Bytes(&'a [u8]),
    Sequence(Shape, usize, End),
    Dict(usize),
    /// Stands for an argument that was not given.
    Absent,
}

/// Where a container that tells its length in bytes must end.
#[derive(Clone, Copy)]
pub(crate) struct End(Option<usize>);

impl End {
    /// Of a container that tells only how many values it has.
    pub(crate) const NOWHERE: End = End(None);
}

/// Reads one encoded value, or several one after the other.
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Values that may still come.
    items: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Result<Reader<'a>> {
        if bytes.len() > Value::MAX_BYTES {
            return Err(ConversionError::malformed("too large"));
        }
        Ok(Reader { bytes, at: 0, items: Value::MAX_ITEMS, depth: 0 })
    }

    /// Says that all has been read.
    pub(crate) fn finish(&self) -> Result<()> {
        if self.left() == 0 { Ok(()) } else { Err(ConversionError::malformed("more follows it")) }
    }

    fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        if length > self.left() {
            return Err(ConversionError::malformed("it ends too early"));
        }
        let taken = &self.bytes[self.at..self.at + length];
        self.at += length;
        Ok(taken)
    }

    fn number(&mut self, bytes: usize) -> Result<u64> {
        Ok(self.take(bytes)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    fn length(&mut self, bytes: usize) -> Result<usize> {
        let length = self.number(bytes)?;
        usize::try_from(length).map_err(|_| ConversionError::malformed("it ends too early"))
    }

    fn text(&mut self, length: usize) -> Result<Token<'a>> {
        let bytes = self.take(length)?;
        let text = std::str::from_utf8(bytes)
            .map_err(|_| ConversionError::malformed("a str that is not UTF-8"))?;
        Ok(Token::Str(text))
    }

    fn marker(&mut self) -> Result<Marker> {
        Ok(Marker::from_u8(self.take(1)?[0]))
    }

    /// Opens a container of so many values, which have a byte each at least.
    fn open(&mut self, values: usize) -> Result<()> {
        if values > self.left() {
            return Err(ConversionError::malformed("it ends too early"));
        }
        if self.depth == Value::MAX_DEPTH {
            return Err(ConversionError::malformed("too deep"));
        }
        self.depth += 1;
        Ok(())
    }

    /// Ends the container that was opened last.
    pub(crate) fn close(&mut self, end: End) -> Result<()> {
        self.depth -= 1;
        match end.0 {
            Some(end) if end != self.at => {
                Err(ConversionError::malformed("an extension of another length"))
            }
            _ => Ok(()),
        }
    }

    fn list(&mut self, count: usize, end: Option<usize>, shape: Shape) -> Result<Token<'a>> {
        self.open(count)?;
        Ok(Token::Sequence(shape, count, End(end)))
    }

    fn dict(&mut self, count: usize) -> Result<Token<'a>> {
        self.open(count.saturating_mul(2))?;
        Ok(Token::Dict(count))
    }

    fn extension(&mut self, length: usize) -> Result<Token<'a>> {
        let kind = u32::from(self.take(1)?[0]);
        let shape = match kind {
            MPH_EXTENSION_INT => return big_int(self.take(length)?),
            MPH_EXTENSION_ABSENT if length == 0 => return Ok(Token::Absent),
            MPH_EXTENSION_TUPLE => Shape::Tuple,
            MPH_EXTENSION_SET => Shape::Set,
            MPH_EXTENSION_FROZENSET => Shape::FrozenSet,
            _ => return Err(ConversionError::malformed("an unknown extension")),
        };
        if length > self.left() {
            return Err(ConversionError::malformed("it ends too early"));
        }
        let end = self.at + length;
        let count = match self.marker()? {
            Marker::FixArray(count) => usize::from(count),
            Marker::Array16 => self.length(2)?,
            Marker::Array32 => self.length(4)?,
            _ => return Err(ConversionError::malformed("an extension without an array")),
        };
        self.list(count, Some(end), shape)
    }

    /// The number of items of an array that is not itself a value.
    pub(crate) fn array_head(&mut self) -> Result<usize> {
        let count = match self.marker()? {
            Marker::FixArray(count) => usize::from(count),
            Marker::Array16 => self.length(2)?,
            Marker::Array32 => self.length(4)?,
            _ => return Err(ConversionError::malformed("no array")),
        };
        if count > self.left() {
            return Err(ConversionError::malformed("it ends too early"));
        }
        Ok(count)
    }

    /// The next token.
    pub(crate) fn token(&mut self) -> Result<Token<'a>> {
        let Some(items) = self.items.checked_sub(1) else {
            return Err(ConversionError::malformed("too many values"));
        };
        self.items = items;
        Ok(match self.marker()? {
            Marker::Null => Token::None,
            Marker::True => Token::Bool(true),
            Marker::False => Token::Bool(false),
            Marker::FixPos(value) => Token::Int(i64::from(value)),
            Marker::FixNeg(value) => Token::Int(i64::from(value)),
            Marker::U8 => Token::Int(self.number(1)?.cast_signed()),
            Marker::U16 => Token::Int(self.number(2)?.cast_signed()),
            Marker::U32 => Token::Int(self.number(4)?.cast_signed()),
            Marker::U64 => {
                let value = self.number(8)?;
                i64::try_from(value).map_or_else(|_| Token::BigInt(value.into()), Token::Int)
            }
            Marker::I8 => Token::Int(i64::from(self.number(1)? as i8)),
            Marker::I16 => Token::Int(i64::from(self.number(2)? as i16)),
            Marker::I32 => Token::Int(i64::from(self.number(4)? as i32)),
            Marker::I64 => Token::Int(self.number(8)?.cast_signed()),
            Marker::F32 => Token::Float(f64::from(f32::from_bits(self.number(4)? as u32))),
            Marker::F64 => Token::Float(f64::from_bits(self.number(8)?)),
            Marker::FixStr(length) => self.text(usize::from(length))?,
            Marker::Str8 => self.length(1).and_then(|length| self.text(length))?,
            Marker::Str16 => self.length(2).and_then(|length| self.text(length))?,
            Marker::Str32 => self.length(4).and_then(|length| self.text(length))?,
            Marker::Bin8 => {
                self.length(1).and_then(|length| self.take(length)).map(Token::Bytes)?
            }
            Marker::Bin16 => {
                self.length(2).and_then(|length| self.take(length)).map(Token::Bytes)?
            }
            Marker::Bin32 => {
                self.length(4).and_then(|length| self.take(length)).map(Token::Bytes)?
            }
            Marker::FixArray(count) => self.list(usize::from(count), None, Shape::List)?,
            Marker::Array16 => {
                self.length(2).and_then(|count| self.list(count, None, Shape::List))?
            }
            Marker::Array32 => {
                self.length(4).and_then(|count| self.list(count, None, Shape::List))?
            }
            Marker::FixMap(count) => self.dict(usize::from(count))?,
            Marker::Map16 => self.length(2).and_then(|count| self.dict(count))?,
            Marker::Map32 => self.length(4).and_then(|count| self.dict(count))?,
            Marker::FixExt1 => self.extension(1)?,
            Marker::FixExt2 => self.extension(2)?,
            Marker::FixExt4 => self.extension(4)?,
            Marker::FixExt8 => self.extension(8)?,
            Marker::FixExt16 => self.extension(16)?,
            Marker::Ext8 => self.length(1).and_then(|length| self.extension(length))?,
            Marker::Ext16 => self.length(2).and_then(|length| self.extension(length))?,
            Marker::Ext32 => self.length(4).and_then(|length| self.extension(length))?,
            Marker::Reserved => return Err(ConversionError::malformed("an unknown kind")),
        })
    }

    /// The next value, whole. Its depth bounds the recursion.
    pub(crate) fn value(&mut self) -> Result<Value> {
        let token = self.token()?;
        self.rest_of(token)
    }

    /// The value that starts with this token.
    pub(crate) fn rest_of(&mut self, token: Token<'a>) -> Result<Value> {
        Ok(match token {
            Token::None => Value::None,
            Token::Bool(value) => Value::Bool(value),
            Token::Int(value) => Value::Int(value),
            Token::BigInt(value) => Value::BigInt(value),
            Token::Float(value) => Value::Float(value),
            Token::Str(text) => Value::Str(text.to_owned()),
            Token::Bytes(bytes) => Value::Bytes(bytes.to_owned()),
            Token::Dict(count) => {
                let mut pairs = Vec::with_capacity(count.min(RESERVED_ITEMS));
                for _ in 0..count {
                    pairs.push((self.value()?, self.value()?));
                }
                self.close(End::NOWHERE)?;
                Value::Dict(pairs)
            }
            Token::Sequence(shape, count, end) => {
                let mut items = Vec::with_capacity(count.min(RESERVED_ITEMS));
                for _ in 0..count {
                    items.push(self.value()?);
                }
                self.close(end)?;
                match shape {
                    Shape::List => Value::List(items),
                    Shape::Tuple => Value::Tuple(items),
                    Shape::Set => Value::Set(items),
                    Shape::FrozenSet => Value::FrozenSet(items),
                }
            }
            Token::Absent => return Err(ConversionError::malformed("an absent value")),
        })
    }

    /// The bytes of the next value, which are those of a value.
    pub(crate) fn raw(&mut self) -> Result<&'a [u8]> {
        let start = self.at;
        self.skip()?;
        Ok(&self.bytes[start..self.at])
    }

    fn skip(&mut self) -> Result<()> {
        let (values, end) = match self.token()? {
            Token::Sequence(_, count, end) => (count, end),
            Token::Dict(count) => (2 * count, End::NOWHERE),
            Token::Absent => return Err(ConversionError::malformed("an absent value")),
            _ => return Ok(()),
        };
        for _ in 0..values {
            self.skip()?;
        }
        self.close(end)
    }

    /// Takes what stands for an argument that was not given, if that comes.
    pub(crate) fn skip_absent(&mut self) -> bool {
        let absent = [Marker::Ext8.to_u8(), 0, MPH_EXTENSION_ABSENT as u8];
        let skip = self.bytes[self.at..].starts_with(&absent);
        if skip {
            self.at += absent.len();
        }
        skip
    }

    /// Takes a `None`, if that is what comes.
    pub(crate) fn skip_none(&mut self) -> bool {
        let none = self.items > 0 && self.bytes.get(self.at) == Some(&Marker::Null.to_u8());
        if none {
            self.at += 1;
            self.items -= 1;
        }
        none
    }
}

/// An int of any size: a sign, then the magnitude, its lowest byte first. Only
/// the shortest form of one that needs more than 64 bits is written, but any is
/// read.
fn big_int<'a>(bytes: &[u8]) -> Result<Token<'a>> {
    let (sign, magnitude) = match bytes {
        [0, magnitude @ ..] => (Sign::Plus, magnitude),
        [1, magnitude @ ..] => (Sign::Minus, magnitude),
        _ => return Err(ConversionError::malformed("an int without a sign")),
    };
    let value = BigInt::from_bytes_le(sign, magnitude);
    Ok(i64::try_from(&value).map_or(Token::BigInt(value), Token::Int))
}
