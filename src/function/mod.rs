//! What the caller gives programs to call: functions, constants, exceptions and
//! modules of the host's.

mod asynchronous;
mod callable;
mod context;
mod failure;
mod later;
mod registry;
mod stand_in;

pub use asynchronous::AsyncCallable;
pub use callable::{Callable, IntoReply};
pub use context::Context;
pub use failure::HostError;
pub(crate) use later::Later;
pub(crate) use registry::{Called, Registry, Response, check_name};

use crate::value::Value;
use asynchronous::AsyncBody;
use callable::Body;
use std::fmt;

/// A function that programs can call: a closure of the caller's, with what
/// programs are to know of it.
///
/// The closure takes up to eight arguments of types that serde deserialises,
/// and before them, if it likes, a [`&Context`](Context). It gives a type that
/// serde serialises, or a `Result` of one: see [`IntoReply`].
///
/// It runs on the thread of the program, while that waits. Time that it takes
/// counts as the program's; it cannot be interrupted, and the program is stopped
/// when it returns too late. It has 512 KiB of stack for certain. A panic in it
/// is caught, and stops the run with [`Error::Host`](crate::Error::Host).
///
/// ```
/// use micropython_sandbox::{Function, Sandbox};
///
/// let repeat = Function::new("repeat", |text: String, times: usize| text.repeat(times.min(100)))
///     .params(["text", "times"])
///     .default("times", 2)
///     .doc("Repeats a text, up to 100 times.");
/// let sandbox = Sandbox::builder().register(repeat).build()?;
/// let outcome = sandbox.run("print(repeat('ab'), repeat(times=3, text='x'))");
/// assert_eq!(outcome.stdout_text(), "abab xxx\n");
/// # Ok::<(), micropython_sandbox::Error>(())
/// ```
#[derive(Clone)]
#[must_use]
pub struct Function {
    name: String,
    parameters: Option<Vec<String>>,
    defaults: Vec<(String, Value)>,
    doc: Option<String>,
    arity: usize,
    kind: Kind,
    awaited: bool,
}

/// When a function replies.
#[derive(Clone)]
pub(crate) enum Kind {
    Immediate(Body),
    Asynchronous(AsyncBody),
}

impl Function {
    /// A function by its name, which may have modules before it: `db.query`.
    pub fn new<Arguments, Reply, F>(name: impl Into<String>, function: F) -> Function
    where
        F: Callable<Arguments, Reply>,
    {
        Function::of(name.into(), F::ARITY, Kind::Immediate(function.into_body()))
    }

    /// An asynchronous function, of a closure that gives a future. For the program
    /// it is like any other: the call waits for the reply.
    ///
    /// The closure takes arguments as others do; the context it takes as a
    /// [`Context`] of its own. While the future waits, so does the program: in a run
    /// by [`Session::run_async`](crate::Session::run_async) without a thread, in
    /// others on the thread of the run. The wall time limit and an interrupt end
    /// the wait at once, and drop the future. So does dropping the run.
    ///
    /// The future may need the runtime that it was written for: one that waits for a
    /// timer or a socket of tokio's panics outside of a tokio runtime. A run that
    /// waits on its thread needs one that has other threads, and to have entered it
    /// (`Handle::enter`).
    ///
    /// ```
    /// use micropython_sandbox::{Function, Sandbox};
    /// use std::time::Duration;
    ///
    /// let nap = Function::new_async("nap", |millis: u64| async move {
    ///     tokio::time::sleep(Duration::from_millis(millis)).await;
    ///     "rested"
    /// });
    /// let sandbox = Sandbox::builder().register(nap).build()?;
    /// let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    /// let outcome = runtime.block_on(sandbox.run_async("print(nap(10))"));
    /// assert_eq!(outcome.stdout_text(), "rested\n");
    /// # Ok::<(), micropython_sandbox::Error>(())
    /// ```
    pub fn new_async<Arguments, Reply, F>(name: impl Into<String>, function: F) -> Function
    where
        F: AsyncCallable<Arguments, Reply>,
    {
        Function::of(name.into(), F::ARITY, Kind::Asynchronous(function.into_body()))
    }

    fn of(name: String, arity: usize, kind: Kind) -> Function {
        Function {
            name,
            parameters: None,
            defaults: Vec::new(),
            doc: None,
            arity,
            kind,
            awaited: false,
        }
    }

    /// Programs are to await it, as they do a coroutine of their own:
    /// `await look_up('Ada')`, `asyncio.gather(look_up('Ada'), look_up('Bob'))`. The
    /// calls then go on side by side, if the function is asynchronous. Default not:
    /// a call waits, and other tasks of the program with it, unless it is made by
    /// `await asyncio.to_thread(look_up, 'Ada')`.
    ///
    /// ```
    /// use micropython_sandbox::{Function, Sandbox};
    ///
    /// let look_up = Function::new_async("look_up", |name: String| async move { name.len() });
    /// let sandbox = Sandbox::builder().register(look_up.awaited()).build()?;
    /// let program = "
    /// import asyncio
    /// async def main():
    ///     return await asyncio.gather(look_up('Ada'), look_up('Grace'))
    /// asyncio.run(main())
    /// ";
    /// assert_eq!(sandbox.run(program).to::<Vec<usize>>()?, [3, 5]);
    /// # Ok::<(), micropython_sandbox::Error>(())
    /// ```
    pub fn awaited(mut self) -> Function {
        self.awaited = true;
        self
    }

    /// The names of its parameters, so that programs can give arguments by name.
    /// Default none: they are given by position only.
    pub fn params<T: Into<String>>(mut self, names: impl IntoIterator<Item = T>) -> Function {
        self.parameters = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// What a parameter is if a program does not give it. Those after it must
    /// have a default too.
    pub fn default(mut self, parameter: impl Into<String>, value: impl Into<Value>) -> Function {
        self.defaults.push((parameter.into(), value.into()));
        self
    }

    /// What the function does, for `help()`.
    pub fn doc(mut self, text: impl Into<String>) -> Function {
        self.doc = Some(text.into());
        self
    }
}

impl fmt::Debug for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Function").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A module that programs can import: functions and constants under one name.
///
/// ```
/// use micropython_sandbox::{Module, Sandbox};
///
/// let db = Module::new("db")
///     .constant("VERSION", "1")
///     .function("count", |table: String| table.len());
/// let sandbox = Sandbox::builder().module(db).build()?;
/// let outcome = sandbox.run("import db; print(db.VERSION, db.count('users'))");
/// assert_eq!(outcome.stdout_text(), "1 5\n");
/// # Ok::<(), micropython_sandbox::Error>(())
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct Module {
    name: String,
    doc: Option<String>,
    items: Vec<Item>,
}

impl Module {
    /// A module by its name, which may have other modules before it.
    pub fn new(name: impl Into<String>) -> Module {
        Module { name: name.into(), doc: None, items: Vec::new() }
    }

    /// Adds a function of this closure: see [`Function`].
    pub fn function<Arguments, Reply, F>(self, name: impl Into<String>, function: F) -> Module
    where
        F: Callable<Arguments, Reply>,
    {
        self.register(Function::new(name, function))
    }

    /// Adds an asynchronous function of this closure: see [`Function::new_async`].
    pub fn async_function<Arguments, Reply, F>(self, name: impl Into<String>, function: F) -> Module
    where
        F: AsyncCallable<Arguments, Reply>,
    {
        self.register(Function::new_async(name, function))
    }

    /// Adds a function.
    pub fn register(mut self, function: Function) -> Module {
        self.items.push(Item::Function(function));
        self
    }

    /// Adds a value.
    pub fn constant(mut self, name: impl Into<String>, value: impl Into<Value>) -> Module {
        self.items.push(Item::Constant(name.into(), value.into()));
        self
    }

    /// Adds an exception: see [`SandboxBuilder::exception`](crate::SandboxBuilder::exception).
    pub fn exception(mut self, name: impl Into<String>, base: impl Into<String>) -> Module {
        self.items.push(Item::Exception(name.into(), base.into()));
        self
    }

    /// What the module is for: its `__doc__`.
    pub fn doc(mut self, text: impl Into<String>) -> Module {
        self.doc = Some(text.into());
        self
    }
}

/// Something that programs get to see, by its path.
#[derive(Debug, Clone)]
pub(crate) enum Item {
    Module(String, Option<String>),
    Constant(String, Value),
    Exception(String, String),
    Function(Function),
}

impl Item {
    fn path(&self) -> &str {
        match self {
            Item::Module(path, _) | Item::Constant(path, _) | Item::Exception(path, _) => path,
            Item::Function(function) => &function.name,
        }
    }

    fn path_mut(&mut self) -> &mut String {
        match self {
            Item::Module(path, _) | Item::Constant(path, _) | Item::Exception(path, _) => path,
            Item::Function(function) => &mut function.name,
        }
    }
}

impl Module {
    /// The module and what is in it, each by its whole path.
    pub(crate) fn into_items(self) -> impl Iterator<Item = Item> {
        let Module { name, doc, items } = self;
        let prefix = format!("{name}.");
        std::iter::once(Item::Module(name, doc)).chain(items.into_iter().map(move |mut item| {
            item.path_mut().insert_str(0, &prefix);
            item
        }))
    }
}
