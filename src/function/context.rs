//! What the caller passes along with a run.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

/// What the caller passes along with a run, for its host functions: the user,
/// the request, a connection. One value for each type. Programs never see it.
///
/// A host function gets it by having `&Context` as its first parameter. Copies
/// share the values.
///
/// ```
/// use micropython_sandbox::{Context, Sandbox};
///
/// struct User(&'static str);
///
/// let sandbox = Sandbox::builder()
///     .function("greet", |context: &Context, greeting: String| {
///         let name = context.get::<User>().map_or("nobody", |user| user.0);
///         format!("{greeting}, {name}")
///     })
///     .build()?;
/// let mut session = sandbox.session()?;
/// let outcome = session.run_with("greet('hello')", Context::new().with(User("Ada")));
/// assert_eq!(outcome.value.unwrap().repr, "'hello, Ada'");
/// # Ok::<(), micropython_sandbox::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Context {
    values: HashMap<TypeId, Arc<dyn Any + Send + Sync>>,
}

impl Context {
    /// One without any value.
    pub fn new() -> Context {
        Context::default()
    }

    /// The same with this value, in place of another of its type.
    #[must_use]
    pub fn with<T: Send + Sync + 'static>(mut self, value: T) -> Context {
        self.values.insert(TypeId::of::<T>(), Arc::new(value));
        self
    }

    /// The value of this type, if it has one.
    pub fn get<T: Send + Sync + 'static>(&self) -> Option<&T> {
        self.values.get(&TypeId::of::<T>())?.downcast_ref()
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context").field("values", &self.values.len()).finish()
    }
}
