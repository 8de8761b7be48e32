//! serde's way from Rust types to encoded values.

use super::natural::{FROZEN_SET, INT, SET};
use super::write::Open;
use super::{BigInt, ConversionError, Fault, Value, Writer};
use serde::ser::{self, Serialize};
use std::fmt;

type Result<T> = std::result::Result<T, ConversionError>;

impl ser::Error for ConversionError {
    fn custom<T: fmt::Display>(message: T) -> ConversionError {
        ConversionError::new(Fault::Value, message)
    }
}

/// What a host function's result serialised to.
pub(crate) enum Reply {
    /// A value, which has been written.
    Value,
    /// It was an error, with this text.
    Error(String),
}

/// Writes the result of a host function. The `Err` of a `Result`, here and
/// nowhere else, is an exception to be raised.
pub(crate) fn reply<T: Serialize>(result: &T, writer: &mut Writer) -> Result<Reply> {
    let mut error = None;
    result.serialize(Serializer { writer, error: Some(&mut error), form: Form::Own })?;
    match error {
        None => Ok(Reply::Value),
        Some(Value::Str(message)) => Ok(Reply::Error(message)),
        Some(other) => Ok(Reply::Error(other.to_string())),
    }
}

/// Writes one value.
pub(crate) struct Serializer<'w, 'e> {
    writer: &'w mut Writer,
    /// Where to leave the error of a result; only at the top of a reply.
    error: Option<&'e mut Option<Value>>,
    form: Form,
}

/// What a list or bytes are to be written as.
#[derive(Clone, Copy)]
enum Form {
    Own,
    Set,
    FrozenSet,
    Int,
}

impl<'w> Serializer<'w, '_> {
    pub(crate) fn new(writer: &'w mut Writer) -> Serializer<'w, 'static> {
        Serializer { writer, error: None, form: Form::Own }
    }
}

/// A container that is being written.
pub(crate) struct Container<'w> {
    writer: &'w mut Writer,
    open: Option<Open>,
    /// Containers around it that end with it.
    outer: Option<Open>,
    expected: Option<usize>,
    count: usize,
}

impl<'w> Container<'w> {
    fn new(writer: &'w mut Writer, open: Open, expected: Option<usize>) -> Container<'w> {
        Container { writer, open: Some(open), outer: None, expected, count: 0 }
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.count += 1;
        value.serialize(Serializer::new(self.writer))
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<()> {
        self.item(name)?;
        value.serialize(Serializer::new(self.writer))
    }

    fn finish(self) -> Result<()> {
        if self.expected.is_some_and(|expected| expected != self.count) {
            return Err(ser::Error::custom("a container of another length than it says"));
        }
        if let Some(open) = self.open {
            self.writer.close(open, self.count)?;
        }
        self.outer.map_or(Ok(()), |open| self.writer.close(open, 1))
    }
}

impl<'w, 'e> ser::Serializer for Serializer<'w, 'e> {
    type Ok = ();
    type Error = ConversionError;
    type SerializeSeq = Container<'w>;
    type SerializeTuple = Container<'w>;
    type SerializeTupleStruct = Container<'w>;
    type SerializeTupleVariant = Container<'w>;
    type SerializeMap = Container<'w>;
    type SerializeStruct = Container<'w>;
    type SerializeStructVariant = Container<'w>;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_bool(self, value: bool) -> Result<()> {
        self.writer.bool(value)
    }

    fn serialize_i8(self, value: i8) -> Result<()> {
        self.writer.int(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<()> {
        self.writer.int(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<()> {
        self.writer.int(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<()> {
        self.writer.int(value)
    }

    fn serialize_i128(self, value: i128) -> Result<()> {
        self.writer.big_int(&BigInt::from(value))
    }

    fn serialize_u8(self, value: u8) -> Result<()> {
        self.writer.int(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<()> {
        self.writer.int(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<()> {
        self.writer.int(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<()> {
        self.writer.uint(value)
    }

    fn serialize_u128(self, value: u128) -> Result<()> {
        self.writer.big_int(&BigInt::from(value))
    }

    fn serialize_f32(self, value: f32) -> Result<()> {
        self.writer.float(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<()> {
        self.writer.float(value)
    }

    fn serialize_char(self, value: char) -> Result<()> {
        self.writer.str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<()> {
        self.writer.str(value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<()> {
        match self.form {
            Form::Int => self.writer.big_int(&BigInt::from_signed_bytes_le(value)),
            _ => self.writer.bytes(value),
        }
    }

    fn serialize_none(self) -> Result<()> {
        self.writer.none()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<()> {
        value.serialize(Serializer::new(self.writer))
    }

    fn serialize_unit(self) -> Result<()> {
        self.writer.none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<()> {
        self.writer.none()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<()> {
        self.writer.str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<()> {
        let form = match name {
            SET => Form::Set,
            FROZEN_SET => Form::FrozenSet,
            INT => Form::Int,
            _ => Form::Own,
        };
        value.serialize(Serializer { writer: self.writer, error: None, form })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<()> {
        if name == "Result"
            && let Some(error) = self.error
        {
            if variant == "Ok" {
                return value.serialize(Serializer::new(self.writer));
            }
            *error = Some(super::to_value(value)?);
            return Ok(());
        }
        let open = self.writer.open_dict(Some(1))?;
        self.writer.str(variant)?;
        value.serialize(Serializer::new(self.writer))?;
        self.writer.close(open, 1)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Container<'w>> {
        let open = match self.form {
            Form::Set => self.writer.open_set(length, false)?,
            Form::FrozenSet => self.writer.open_set(length, true)?,
            _ => self.writer.open_list(length)?,
        };
        Ok(Container::new(self.writer, open, length))
    }

    fn serialize_tuple(self, length: usize) -> Result<Container<'w>> {
        let open = self.writer.open_tuple(length)?;
        Ok(Container::new(self.writer, open, Some(length)))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Container<'w>> {
        self.serialize_tuple(length)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Container<'w>> {
        let outer = self.writer.open_dict(Some(1))?;
        self.writer.str(variant)?;
        let open = self.writer.open_tuple(length)?;
        Ok(Container { outer: Some(outer), ..Container::new(self.writer, open, Some(length)) })
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Container<'w>> {
        let open = self.writer.open_dict(length)?;
        Ok(Container::new(self.writer, open, length))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Container<'w>> {
        // Fields that are skipped are not always told beforehand.
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Container<'w>> {
        let outer = self.writer.open_dict(Some(1))?;
        self.writer.str(variant)?;
        let open = self.writer.open_dict(None)?;
        Ok(Container { outer: Some(outer), ..Container::new(self.writer, open, None) })
    }
}

/// The traits of containers that differ in the names of their methods only.
macro_rules! container {
    ($($serialize:ident, $method:ident, |$this:ident, $value:ident $(, $name:ident)?| $body:expr;)*) => {$(
        impl ser::$serialize for Container<'_> {
            type Ok = ();
            type Error = ConversionError;

            fn $method<T: Serialize + ?Sized>(
                &mut self,
                $($name: &'static str,)?
                value: &T,
            ) -> Result<()> {
                let ($this, $value) = (self, value);
                $body
            }

            fn end(self) -> Result<()> {
                self.finish()
            }
        }
    )*};
}

container! {
    SerializeSeq, serialize_element, |this, value| this.item(value);
    SerializeTuple, serialize_element, |this, value| this.item(value);
    SerializeTupleStruct, serialize_field, |this, value| this.item(value);
    SerializeTupleVariant, serialize_field, |this, value| this.item(value);
    SerializeStruct, serialize_field, |this, value, name| this.field(name, value);
    SerializeStructVariant, serialize_field, |this, value, name| this.field(name, value);
}

impl ser::SerializeMap for Container<'_> {
    type Ok = ();
    type Error = ConversionError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        self.item(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        value.serialize(Serializer::new(self.writer))
    }

    fn end(self) -> Result<()> {
        self.finish()
    }
}
