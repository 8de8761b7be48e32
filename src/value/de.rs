//! serde's way from encoded values to Rust types, straight from the bytes.

use super::natural::{Encoded, VALUE};
use super::read::End;
use super::unfit::too_large;
use super::{ConversionError, Fault, Reader, Shape, Token};
use serde::de::{
    self, DeserializeSeed, EnumAccess, IntoDeserializer as _, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

type Result<T> = std::result::Result<T, ConversionError>;

/// Reads one value.
pub(crate) struct Deserializer<'r, 'de> {
    reader: &'r mut Reader<'de>,
}

impl<'r, 'de> Deserializer<'r, 'de> {
    pub(crate) fn new(reader: &'r mut Reader<'de>) -> Deserializer<'r, 'de> {
        Deserializer { reader }
    }
}

/// As a number: in Python, `True` is one.
fn number(token: Token<'_>) -> Token<'_> {
    match token {
        Token::Bool(value) => Token::Int(value.into()),
        token => token,
    }
}

/// Types of up to 64 bits.
macro_rules! int {
    ($($name:ident)*) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
            match number(self.reader.token()?) {
                Token::BigInt(value) if u64::try_from(&value).is_err() => {
                    Err(too_large(&value, &visitor))
                }
                token => visit(self.reader, token, visitor),
            }
        }
    )*};
}

/// Gives a value to a visitor as what it is.
fn visit<'de, V: Visitor<'de>>(
    reader: &mut Reader<'de>,
    token: Token<'de>,
    visitor: V,
) -> Result<V::Value> {
    match token {
        Token::None => visitor.visit_unit(),
        Token::Bool(value) => visitor.visit_bool(value),
        // Types without sign take either; a u64 is what most are.
        Token::Int(value) => match u64::try_from(value) {
            Ok(value) => visitor.visit_u64(value),
            Err(_) => visitor.visit_i64(value),
        },
        Token::BigInt(value) => {
            if let Ok(value) = u64::try_from(&value) {
                visitor.visit_u64(value)
            } else if let Ok(value) = i128::try_from(&value) {
                visitor.visit_i128(value)
            } else if let Ok(value) = u128::try_from(&value) {
                visitor.visit_u128(value)
            } else {
                Err(de::Error::invalid_type(Unexpected::Other("a large int"), &visitor))
            }
        }
        Token::Float(value) => visitor.visit_f64(value),
        Token::Str(text) => visitor.visit_borrowed_str(text),
        Token::Bytes(bytes) => visitor.visit_borrowed_bytes(bytes),
        Token::Dict(count) => {
            let mut pairs = Items { reader, left: count };
            let value = visitor.visit_map(&mut pairs)?;
            pairs.end(End::NOWHERE)?;
            Ok(value)
        }
        Token::Sequence(shape, count, end) => {
            let mut items = Items { reader, left: count };
            match visitor.visit_seq(&mut items) {
                Ok(value) => items.end(end).map(|()| value),
                // It takes no sequence at all.
                Err(error) if items.left == count => Err(named(error, shape)),
                Err(error) => Err(error),
            }
        }
        Token::Absent => Err(ConversionError::malformed("an absent value")),
    }
}

/// serde knows one kind of sequence, Python four: the error names the right one.
fn named(error: ConversionError, shape: Shape) -> ConversionError {
    let (Fault::Type, Some(start)) = (error.fault, error.message.strip_suffix(", not list")) else {
        return error;
    };
    let name = match shape {
        Shape::List => "list",
        Shape::Tuple => "tuple",
        Shape::Set => "set",
        Shape::FrozenSet => "frozenset",
    };
    ConversionError::new(Fault::Type, format_args!("{start}, not {name}"))
}

/// The items of a container, or the pairs of a dict.
struct Items<'r, 'de> {
    reader: &'r mut Reader<'de>,
    left: usize,
}

impl Items<'_, '_> {
    /// Sees to it that all has been taken.
    fn end(self, end: End) -> Result<()> {
        if self.left != 0 {
            return Err(ConversionError::new(
                Fault::Value,
                format_args!("{} items too many", self.left),
            ));
        }
        self.reader.close(end)
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = ConversionError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        seed.deserialize(Deserializer::new(self.reader)).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = ConversionError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        self.next_element_seed(seed)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        seed.deserialize(Deserializer::new(self.reader))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'de> de::Deserializer<'de> for Deserializer<'_, 'de> {
    type Error = ConversionError;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let token = self.reader.token()?;
        visit(self.reader, token, visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        if self.reader.skip_none() {
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        if name == VALUE {
            return visitor.visit_enum(Encoded(self.reader.raw()?));
        }
        visitor.visit_newtype_struct(self)
    }

    /// Bytes are a sequence of numbers for whoever wants one.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.reader.token()? {
            Token::Bytes(bytes) => {
                visitor.visit_seq(de::value::SeqDeserializer::new(bytes.iter().copied()))
            }
            token => visit(self.reader, token, visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        match self.reader.token()? {
            Token::Str(name) => visitor.visit_enum(name.into_deserializer()),
            Token::Dict(1) => {
                let value = visitor.visit_enum(Variant { reader: &mut *self.reader })?;
                self.reader.close(End::NOWHERE)?;
                Ok(value)
            }
            _ => Err(ConversionError::new(
                Fault::Type,
                "expected the name of a variant, or a dict of that name and its content",
            )),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.reader.raw()?;
        visitor.visit_unit()
    }

    fn deserialize_i128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let token = number(self.reader.token()?);
        visit(self.reader, token, visitor)
    }

    fn deserialize_u128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_i128(visitor)
    }

    int! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match number(self.reader.token()?) {
            Token::BigInt(value) => {
                // By its digits, of which no float has more.
                let text = if value.bits() > 1024 { String::new() } else { value.to_string() };
                match text.parse() {
                    Ok(float) if f64::is_finite(float) => visitor.visit_f64(float),
                    _ => Err(too_large(&value, &visitor)),
                }
            }
            token => visit(self.reader, token, visitor),
        }
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_f64(visitor)
    }

    /// serde would take bytes for a text.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.reader.token()? {
            Token::Bytes(bytes) => Err(de::Error::invalid_type(Unexpected::Bytes(bytes), &visitor)),
            token => visit(self.reader, token, visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    /// And some types a text for bytes.
    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.reader.token()? {
            Token::Str(text) => Err(de::Error::invalid_type(Unexpected::Str(text), &visitor)),
            token => visit(self.reader, token, visitor),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_bytes(visitor)
    }

    forward_to_deserialize_any! {
        bool char unit unit_struct tuple tuple_struct map struct
    }
}

/// A variant with content: a dict with one key, its name.
struct Variant<'r, 'de> {
    reader: &'r mut Reader<'de>,
}

impl<'r, 'de> EnumAccess<'de> for Variant<'r, 'de> {
    type Error = ConversionError;
    type Variant = Variant<'r, 'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Variant<'r, 'de>)> {
        let name = seed.deserialize(Deserializer::new(self.reader))?;
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = ConversionError;

    fn unit_variant(self) -> Result<()> {
        de::Deserialize::deserialize(Deserializer::new(self.reader))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value> {
        seed.deserialize(Deserializer::new(self.reader))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value> {
        de::Deserializer::deserialize_any(Deserializer::new(self.reader), visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        de::Deserializer::deserialize_any(Deserializer::new(self.reader), visitor)
    }
}
