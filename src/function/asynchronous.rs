//! Asynchronous closures with typed arguments, as functions whose reply comes
//! later.

use super::Context;
use super::callable::{Arguments, IntoReply, Refused, WithContext};
use crate::value::Writer;
use serde::de::DeserializeOwned;
use std::pin::Pin;
use std::sync::Arc;

/// A reply that comes later: encoded.
pub(crate) type Pending = Pin<Box<dyn Future<Output = Result<Vec<u8>, Refused>> + Send>>;

/// An asynchronous host function, whatever its types.
pub(crate) type AsyncBody =
    Arc<dyn Fn(&Context, &mut Arguments<'_>) -> Result<Pending, Refused> + Send + Sync>;

/// A closure that gives a future and can be a host function: see
/// [`Function::new_async`](crate::Function::new_async).
pub trait AsyncCallable<Arguments, Kind>: Send + Sync + 'static {
    #[doc(hidden)]
    const ARITY: usize;

    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_body(self) -> AsyncBody;
}

/// What a future gives, encoded.
async fn encoded<F, R, Kind>(future: F) -> Result<Vec<u8>, Refused>
where
    F: Future<Output = R>,
    R: IntoReply<Kind>,
{
    let mut writer = Writer::over(Vec::new());
    future.await.write(&mut writer)?;
    Ok(writer.into_bytes())
}

macro_rules! async_callable {
    ($arity:literal $($argument:ident)*) => {
        impl<F, Fut, R, Kind, $($argument),*> AsyncCallable<($($argument,)*), Kind> for F
        where
            F: Fn($($argument),*) -> Fut + Send + Sync + 'static,
            Fut: Future<Output = R> + Send + 'static,
            R: IntoReply<Kind> + 'static,
            Kind: 'static,
            $($argument: DeserializeOwned,)*
        {
            const ARITY: usize = $arity;

            #[expect(private_interfaces, reason = "only this crate calls it")]
            #[allow(non_snake_case, reason = "a variable for each type")]
            fn into_body(self) -> AsyncBody {
                Arc::new(move |_, arguments| {
                    $(let $argument = arguments.next()?;)*
                    arguments.end()?;
                    Ok(Box::pin(encoded(self($($argument),*))))
                })
            }
        }

        impl<F, Fut, R, Kind, $($argument),*> AsyncCallable<(WithContext, $($argument,)*), Kind>
            for F
        where
            F: Fn(Context, $($argument),*) -> Fut + Send + Sync + 'static,
            Fut: Future<Output = R> + Send + 'static,
            R: IntoReply<Kind> + 'static,
            Kind: 'static,
            $($argument: DeserializeOwned,)*
        {
            const ARITY: usize = $arity;

            #[expect(private_interfaces, reason = "only this crate calls it")]
            #[allow(non_snake_case, reason = "a variable for each type")]
            fn into_body(self) -> AsyncBody {
                Arc::new(move |context, arguments| {
                    $(let $argument = arguments.next()?;)*
                    arguments.end()?;
                    Ok(Box::pin(encoded(self(context.clone(), $($argument),*))))
                })
            }
        }
    };
}

async_callable!(0);
async_callable!(1 A);
async_callable!(2 A B);
async_callable!(3 A B C);
async_callable!(4 A B C D);
async_callable!(5 A B C D E);
async_callable!(6 A B C D E G);
async_callable!(7 A B C D E G H);
async_callable!(8 A B C D E G H I);
