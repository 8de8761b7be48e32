//! What a caller does with a session beside running programs.

use super::{Mode, Session, State, Task, blocking};
use crate::contract::{
    MPH_BUFFER_NAME, MPH_BUFFER_SOURCE, MPH_BUFFER_VALUE, MPH_OPERATION_CALL, MPH_OPERATION_EVAL,
    MPH_OPERATION_GET, MPH_OPERATION_SET,
};
use crate::error::Error;
use crate::function::{Context, check_name};
use crate::outcome::Outcome;
use crate::value::{self, Value};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Each of these has the limits of a run to itself, and ends like one: what a
/// program left behind may run in it.
impl Session {
    /// Runs a program, and gives the host functions that it calls this context
    /// instead of the session's.
    pub fn run_with(&mut self, source: &str, context: Context) -> Outcome {
        blocking(self.run_in(Mode::Blocking, source, context))
    }

    /// As [`run_with`](Session::run_with), the way of
    /// [`run_async`](Session::run_async).
    pub async fn run_with_async(&mut self, source: &str, context: Context) -> Outcome {
        self.run_in(Mode::Suspending, source, context).await
    }

    /// Gives the host functions that are called from now on this context, unless a
    /// run has its own: for what changes from one [`call`](Session::call) to the
    /// next, such as on whose behalf it is.
    ///
    /// ```
    /// # use micropython_sandbox::{Context, Sandbox};
    /// let user = |context: &Context| context.get::<&str>().copied();
    /// let sandbox = Sandbox::builder().function("user", user).build()?;
    /// let mut session = sandbox.session()?;
    /// session.run("def hook(): return user()");
    /// session.set_context(Context::new().with("Ada"));
    /// assert_eq!(session.call("hook", ()).to::<String>()?, "Ada");
    /// # Ok::<(), micropython_sandbox::Error>(())
    /// ```
    pub fn set_context(&mut self, context: Context) {
        self.context = context;
    }

    /// Gives a global variable of the program a value: see
    /// [`to_value`](crate::value::to_value) for what becomes of Rust's types.
    ///
    /// ```
    /// # let mut session = micropython_sandbox::Sandbox::new()?.session()?;
    /// session.set("names", ["Ada", "Bob"])?;
    /// assert_eq!(session.run("len(names)").to::<usize>()?, 2);
    /// # Ok::<(), micropython_sandbox::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// - [`Error::Config`] when that is no name of a variable.
    /// - [`Error::Conversion`] when the value cannot be passed.
    /// - [`Error::Raised`] when the program has no memory for it, or it has a dict
    ///   with a key that Python does not take.
    /// - Any error that ends a run in the middle.
    pub fn set(&mut self, name: &str, value: impl Serialize) -> Result<(), Error> {
        check_name(name)?;
        let value = value::encode(&value).map_err(Error::Conversion)?;
        let buffers = [(MPH_BUFFER_NAME, name.as_bytes()), (MPH_BUFFER_VALUE, &value)];
        blocking(self.operate(Mode::Blocking, MPH_OPERATION_SET, &buffers)).into_result().map(drop)
    }

    /// The value of a global variable of the program, or of an attribute of one:
    /// `total`, `config.limit`.
    ///
    /// ```
    /// # let mut session = micropython_sandbox::Sandbox::new()?.session()?;
    /// session.run("total = 40 + 2");
    /// assert_eq!(session.get::<i64>("total")?, 42);
    /// # Ok::<(), micropython_sandbox::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// - [`Error::Raised`]: a `NameError` or `AttributeError` when there is no
    ///   such thing, a `TypeError` when it cannot be passed.
    /// - [`Error::Conversion`] when it is of another type than is wanted.
    /// - Any error that ends a run in the middle.
    pub fn get<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, Error> {
        name.split('.').try_for_each(check_name)?;
        let buffers = [(MPH_BUFFER_NAME, name.as_bytes())];
        blocking(self.operate(Mode::Blocking, MPH_OPERATION_GET, &buffers)).into_result()?;
        let missing = || Error::Internal("the interpreter gave no value".to_owned());
        let State::Alive(live) = &mut self.state else {
            return Err(missing());
        };
        let value = live.take_object().ok_or_else(missing)?;
        value::from_value(&value).map_err(Error::Conversion)
    }

    /// Calls a function of the program, or a method: `greet`, `server.handle`.
    ///
    /// A tuple or a sequence is its arguments by position, a struct or a map its
    /// arguments by name, and `()` is none. What it gives back is the outcome's
    /// value.
    ///
    /// ```
    /// # let mut session = micropython_sandbox::Sandbox::new()?.session()?;
    /// session.run("def greet(name, mark='!'): return 'hello ' + name + mark");
    /// assert_eq!(session.call("greet", ("Ada", "?")).to::<String>()?, "hello Ada?");
    /// let named = std::collections::BTreeMap::from([("name", "Bob")]);
    /// assert_eq!(session.call("greet", named).to::<String>()?, "hello Bob!");
    /// # Ok::<(), micropython_sandbox::Error>(())
    /// ```
    pub fn call(&mut self, function: &str, arguments: impl Serialize) -> Outcome {
        blocking(self.call_in(Mode::Blocking, function, call_arguments(&arguments)))
    }

    /// As [`call`](Session::call), the way of [`run_async`](Session::run_async).
    pub async fn call_async(&mut self, function: &str, arguments: impl Serialize) -> Outcome {
        let encoded = call_arguments(&arguments);
        self.call_in(Mode::Suspending, function, encoded).await
    }

    async fn call_in(
        &mut self,
        mode: Mode,
        function: &str,
        arguments: Result<Vec<u8>, Error>,
    ) -> Outcome {
        let name = function.split('.').try_for_each(check_name);
        match name.and(arguments) {
            Ok(encoded) => {
                let buffers =
                    [(MPH_BUFFER_NAME, function.as_bytes()), (MPH_BUFFER_VALUE, &encoded)];
                self.operate(mode, MPH_OPERATION_CALL, &buffers).await
            }
            Err(error) => Outcome::not_run(error),
        }
    }

    /// Evaluates an expression in the state that earlier runs left. What it gives
    /// is the outcome's value, `None` included.
    ///
    /// A statement is a `SyntaxError`: [`run`](Session::run) takes those.
    ///
    /// ```
    /// # let mut session = micropython_sandbox::Sandbox::new()?.session()?;
    /// session.run("numbers = [1, 2, 3]");
    /// assert_eq!(session.eval("sum(numbers)").to::<i64>()?, 6);
    /// # Ok::<(), micropython_sandbox::Error>(())
    /// ```
    pub fn eval(&mut self, expression: &str) -> Outcome {
        blocking(self.eval_in(Mode::Blocking, expression))
    }

    /// As [`eval`](Session::eval), the way of [`run_async`](Session::run_async).
    pub async fn eval_async(&mut self, expression: &str) -> Outcome {
        self.eval_in(Mode::Suspending, expression).await
    }

    async fn eval_in(&mut self, mode: Mode, expression: &str) -> Outcome {
        let expression = expression.trim_start_matches([' ', '\t', '\r', '\n']);
        let name = self.sources.name(&self.file_name, expression);
        let buffers =
            &[(MPH_BUFFER_SOURCE, expression.as_bytes()), (MPH_BUFFER_NAME, name.as_bytes())];
        let context = self.context.clone();
        let operation = Some(MPH_OPERATION_EVAL);
        self.enter(mode, &Task { operation, source: expression, buffers, context }).await
    }

    pub(super) async fn operate(
        &mut self,
        mode: Mode,
        operation: u32,
        buffers: &[(u32, &[u8])],
    ) -> Outcome {
        let context = self.context.clone();
        self.enter(mode, &Task { operation: Some(operation), source: "", buffers, context }).await
    }
}

/// The arguments of a call of a program's function, encoded.
fn call_arguments(arguments: &impl Serialize) -> Result<Vec<u8>, Error> {
    let arguments = match value::to_value(arguments).map_err(Error::Conversion)? {
        Value::None => Value::List(Vec::new()),
        value @ (Value::List(_) | Value::Tuple(_) | Value::Dict(_)) => value,
        value => {
            let what = format!(
                "arguments are a tuple, a sequence or a map, not {}: a single one is `(argument,)`",
                value.type_name()
            );
            return Err(Error::Config(what));
        }
    };
    arguments.encode().map_err(Error::Conversion)
}
