//! [`Value`] in serde's terms, for whatever format: JSON, our own, another.
//!
//! What other formats do not have becomes what is next to it there: a tuple or
//! a set a list, and an int beyond 64 bits a text where people read it.

use super::{BigInt, Bytes, ConversionError, Value};
use serde::de::value::BytesDeserializer;
use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer as _, MapAccess,
    SeqAccess, VariantAccess, Visitor,
};
use serde::ser::{
    Serialize, SerializeMap as _, SerializeSeq as _, SerializeTuple as _, Serializer,
};
use std::fmt;

/// Names of newtypes by which the crate's own serialiser knows what it is given.
pub(super) const SET: &str = "micropython_sandbox::Set";
pub(super) const FROZEN_SET: &str = "micropython_sandbox::FrozenSet";
pub(super) const INT: &str = "micropython_sandbox::Int";

/// The name of a newtype by which the crate's own deserialiser knows that a
/// [`Value`] is wanted.
pub(super) const VALUE: &str = "micropython_sandbox::Value";

/// As a list.
struct Items<'a>(&'a [Value]);

/// As bytes: two's complement, the lowest first.
struct IntBytes<'a>(&'a BigInt);

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut items = serializer.serialize_seq(Some(self.0.len()))?;
        for item in self.0 {
            items.serialize_element(item)?;
        }
        items.end()
    }
}

impl Serialize for IntBytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0.to_signed_bytes_le())
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::None => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Int(value) => serializer.serialize_i64(*value),
            Value::BigInt(value) if serializer.is_human_readable() => {
                match (i64::try_from(value), u64::try_from(value)) {
                    (Ok(value), _) => serializer.serialize_i64(value),
                    (_, Ok(value)) => serializer.serialize_u64(value),
                    _ => serializer.collect_str(value),
                }
            }
            Value::BigInt(value) => serializer.serialize_newtype_struct(INT, &IntBytes(value)),
            Value::Float(value) => serializer.serialize_f64(*value),
            Value::Str(text) => serializer.serialize_str(text),
            Value::Bytes(bytes) => serializer.serialize_bytes(bytes),
            Value::List(items) => Items(items).serialize(serializer),
            Value::Set(items) => serializer.serialize_newtype_struct(SET, &Items(items)),
            Value::FrozenSet(items) => {
                serializer.serialize_newtype_struct(FROZEN_SET, &Items(items))
            }
            Value::Tuple(items) => {
                let mut tuple = serializer.serialize_tuple(items.len())?;
                for item in items {
                    tuple.serialize_element(item)?;
                }
                tuple.end()
            }
            Value::Dict(pairs) => {
                let mut map = serializer.serialize_map(Some(pairs.len()))?;
                for (key, value) in pairs {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_newtype_struct(VALUE, Whole)
    }
}

/// Takes a value as other formats have it; ours gives the whole of it at once.
struct Whole;

/// The most items that memory is taken for because a format says that they come.
const RESERVED_ITEMS: usize = 256;

impl<'de> Visitor<'de> for Whole {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Value, D::Error> {
        inner.deserialize_any(Whole)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Value, E> {
        Ok(Value::Bytes(bytes.to_owned()))
    }

    fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Value, E> {
        Ok(Value::Bytes(bytes))
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::None)
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::None)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Value, D::Error> {
        inner.deserialize_any(Whole)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut items = Vec::with_capacity(access.size_hint().unwrap_or(0).min(RESERVED_ITEMS));
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut pairs = Vec::with_capacity(access.size_hint().unwrap_or(0).min(RESERVED_ITEMS));
        while let Some(pair) = access.next_entry()? {
            pairs.push(pair);
        }
        Ok(Value::Dict(pairs))
    }

    /// The crate's own deserialiser has no enums; it hands over by one the whole
    /// value, as bytes.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        let (name, content) = access.variant::<String>()?;
        if name != VALUE {
            return Err(de::Error::invalid_type(de::Unexpected::Enum, &self));
        }
        let bytes: Bytes = content.newtype_variant()?;
        Value::decode(&bytes.0).map_err(de::Error::custom)
    }
}

/// One whole value, in its encoded form, for [`Whole`].
pub(super) struct Encoded<'a>(pub &'a [u8]);

impl<'de> EnumAccess<'de> for Encoded<'de> {
    type Error = ConversionError;
    type Variant = Encoded<'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Encoded<'de>), ConversionError> {
        Ok((seed.deserialize(VALUE.into_deserializer())?, self))
    }
}

impl<'de> VariantAccess<'de> for Encoded<'de> {
    type Error = ConversionError;

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<T::Value, ConversionError> {
        seed.deserialize(BytesDeserializer::new(self.0))
    }

    fn unit_variant(self) -> Result<(), ConversionError> {
        Err(de::Error::custom("a whole value"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, ConversionError> {
        Err(de::Error::custom("a whole value"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, ConversionError> {
        Err(de::Error::custom("a whole value"))
    }
}
