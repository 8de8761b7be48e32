//! Closures with typed arguments, as functions that take and give bytes.

use super::{Context, HostError};
use crate::value::{self, ConversionError, Deserializer, Fault, Reader, Reply, Writer};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// A host function that replies at once, whatever its types.
pub(crate) type Body =
    Arc<dyn Fn(&Context, &mut Arguments<'_>, &mut Writer) -> Result<(), Refused> + Send + Sync>;

/// Why a call gave no value.
pub(crate) enum Refused {
    /// An exception is to be raised.
    Raise(HostError),
    /// What the guest sent is no list of arguments.
    Malformed,
}

/// The encoded arguments of one call.
pub(crate) struct Arguments<'a> {
    pub reader: Reader<'a>,
    /// How many are there; there may be fewer than parameters.
    pub given: usize,
    pub taken: usize,
    pub function: &'a Signature,
}

/// What a call must know of the function.
pub(crate) struct Signature {
    /// The name by which programs know it, with the modules before it.
    pub path: String,
    /// The last part of that.
    pub name: String,
    pub parameters: Option<Vec<String>>,
    /// Of the last parameters, encoded.
    pub defaults: Vec<Vec<u8>>,
    pub arity: usize,
}

impl Arguments<'_> {
    pub(super) fn next<T: DeserializeOwned>(&mut self) -> Result<T, Refused> {
        let at = self.taken;
        self.taken += 1;
        let given = at < self.given && !self.reader.skip_absent();
        let value = if given {
            T::deserialize(Deserializer::new(&mut self.reader))
        } else {
            let required = self.function.arity - self.function.defaults.len();
            let default = at.checked_sub(required).and_then(|at| self.function.defaults.get(at));
            value::decode(default.ok_or(Refused::Malformed)?)
        };
        value.map_err(|error| self.refused(at, &error))
    }

    fn refused(&self, at: usize, error: &ConversionError) -> Refused {
        let type_name = match error.fault {
            Fault::Type => "TypeError",
            Fault::Value => "ValueError",
            Fault::Malformed => return Refused::Malformed,
        };
        let function = &self.function.name;
        let message = match self.function.parameters.as_ref().and_then(|names| names.get(at)) {
            Some(name) => format!("{function}() argument '{name}': {error}"),
            None => format!("{function}() argument {}: {error}", at + 1),
        };
        Refused::Raise(HostError::new(type_name, message))
    }

    /// Sees to it that there are no more than the function has taken.
    pub(super) fn end(&self) -> Result<(), Refused> {
        if self.given > self.taken || self.reader.finish().is_err() {
            return Err(Refused::Malformed);
        }
        Ok(())
    }
}

/// A result that cannot cross is the function's fault, told to its caller.
fn unusable(error: &ConversionError) -> Refused {
    let type_name = if error.fault == Fault::Type { "TypeError" } else { "ValueError" };
    Refused::Raise(HostError::new(type_name, format_args!("the result: {error}")))
}

/// What a host function may give back.
///
/// - A value of any type that serde serialises: see [`to_value`](crate::value::to_value).
/// - A `Result` of one, whose error is a [`HostError`], any other
///   [`std::error::Error`] or a box of one, or a text. It is raised in the program.
///
/// An error type that serde serialises, which texts are, becomes a plain
/// `HostError` with its text, or with what it serialises to.
pub trait IntoReply<Kind> {
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn write(self, writer: &mut Writer) -> Result<(), Refused>;
}

#[doc(hidden)]
pub enum Plain {}
#[doc(hidden)]
pub enum Fallible {}
#[doc(hidden)]
pub enum Boxed {}

impl<T: Serialize> IntoReply<Plain> for T {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn write(self, writer: &mut Writer) -> Result<(), Refused> {
        match value::reply(&self, writer).map_err(|error| unusable(&error))? {
            Reply::Value => Ok(()),
            Reply::Error(message) => Err(Refused::Raise(HostError::message(message))),
        }
    }
}

impl<T: Serialize, E: Into<HostError>> IntoReply<Fallible> for Result<T, E> {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn write(self, writer: &mut Writer) -> Result<(), Refused> {
        let value = self.map_err(|error| Refused::Raise(error.into()))?;
        IntoReply::<Plain>::write(value, writer)
    }
}

/// The two boxes that closures collect errors in.
macro_rules! boxed {
    ($($error:ty)*) => {$(
        impl<T: Serialize> IntoReply<Boxed> for Result<T, $error> {
            #[expect(private_interfaces, reason = "only this crate calls it")]
            fn write(self, writer: &mut Writer) -> Result<(), Refused> {
                let error = |error: $error| Refused::Raise(HostError::message(error));
                IntoReply::<Plain>::write(self.map_err(error)?, writer)
            }
        }
    )*};
}

boxed!(Box<dyn std::error::Error> Box<dyn std::error::Error + Send + Sync>);

/// A closure that can be a host function: see [`Function`](crate::Function).
pub trait Callable<Arguments, Kind>: Send + Sync + 'static {
    #[doc(hidden)]
    const ARITY: usize;

    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_body(self) -> Body;
}

/// Marks closures that take the context.
#[doc(hidden)]
pub enum WithContext {}

macro_rules! callable {
    ($arity:literal $($argument:ident)*) => {
        impl<F, R, Kind, $($argument),*> Callable<($($argument,)*), Kind> for F
        where
            F: Fn($($argument),*) -> R + Send + Sync + 'static,
            R: IntoReply<Kind>,
            $($argument: DeserializeOwned,)*
        {
            const ARITY: usize = $arity;

            #[expect(private_interfaces, reason = "only this crate calls it")]
            #[allow(non_snake_case, reason = "a variable for each type")]
            fn into_body(self) -> Body {
                Arc::new(move |_, arguments, writer| {
                    $(let $argument = arguments.next()?;)*
                    arguments.end()?;
                    self($($argument),*).write(writer)
                })
            }
        }

        impl<F, R, Kind, $($argument),*> Callable<(WithContext, $($argument,)*), Kind> for F
        where
            F: Fn(&Context, $($argument),*) -> R + Send + Sync + 'static,
            R: IntoReply<Kind>,
            $($argument: DeserializeOwned,)*
        {
            const ARITY: usize = $arity;

            #[expect(private_interfaces, reason = "only this crate calls it")]
            #[allow(non_snake_case, reason = "a variable for each type")]
            fn into_body(self) -> Body {
                Arc::new(move |context, arguments, writer| {
                    $(let $argument = arguments.next()?;)*
                    arguments.end()?;
                    self(context, $($argument),*).write(writer)
                })
            }
        }
    };
}

callable!(0);
callable!(1 A);
callable!(2 A B);
callable!(3 A B C);
callable!(4 A B C D);
callable!(5 A B C D E);
callable!(6 A B C D E G);
callable!(7 A B C D E G H);
callable!(8 A B C D E G H I);
